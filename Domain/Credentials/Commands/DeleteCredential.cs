using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Credentials.Commands;

/// <summary>Deletes a credential with all versions of its values; refused while an instance or a test configuration is bound to it.</summary>
[Requires(Permission.ManageCredentials)]
public sealed record DeleteCredential(Guid Id) : ICommand<Guid>;

internal sealed class DeleteCredentialHandler(IConsoleDb db, BindingUsage usage) : IRequestHandler<DeleteCredential, Result<Guid>>
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

        db.ValueSets.RemoveRange(await db.ValueSets.Where(v => v.OwnerId == credential.Id).ToListAsync(cancellationToken));
        db.Credentials.Remove(credential);
        return await db.SaveAsync(cancellationToken) is { } error ? error : credential.Id;
    }
}
