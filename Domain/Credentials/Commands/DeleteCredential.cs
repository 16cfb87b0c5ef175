using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Credentials.Commands;

/// <summary>Deletes a credential with its values; refused while an instance or a test configuration is bound to it.</summary>
[Requires(Permission.ManageCredentials)]
public sealed record DeleteCredential(Guid Id) : ICommand<Guid>;

internal sealed class DeleteCredentialHandler(IConsoleDb db, BindingUsage usage, OwnedValues values) : IRequestHandler<DeleteCredential, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DeleteCredential request, CancellationToken cancellationToken)
    {
        if (await db.Credentials.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } credential)
        {
            return CredentialErrors.NotFound;
        }

        var users = await usage.FirstAsync(usage.OfCredential(credential.Id), cancellationToken);
        if (users.Total > 0)
        {
            return CredentialErrors.InUse(credential.Name, users);
        }

        await values.RemoveAsync([credential.Id], cancellationToken);
        db.Credentials.Remove(credential);
        return await db.SaveAsync(cancellationToken) is { } error ? error : credential.Id;
    }
}
