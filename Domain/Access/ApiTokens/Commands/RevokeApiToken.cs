using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Access.ApiTokens.Commands;

/// <summary>Ends an API token: at once in this process, within seconds in others. Answers its id.</summary>
[Requires(Permission.ManageApiTokens)]
public sealed record RevokeApiToken(Guid Id) : ICommand<Guid>;

internal sealed class RevokeApiTokenHandler(IConsoleDb db, IApiTokenCache cache, TimeProvider time) : IRequestHandler<RevokeApiToken, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RevokeApiToken request, CancellationToken cancellationToken)
    {
        if (await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == request.Id, cancellationToken) is not { } token)
        {
            return ApiTokenErrors.NotFound;
        }

        if ((token.Revoke(time.GetUtcNow().UtcDateTime) ?? await db.SaveAsync(cancellationToken)) is { } error)
        {
            return error;
        }

        cache.Forget(token.Id);
        return token.Id;
    }
}
