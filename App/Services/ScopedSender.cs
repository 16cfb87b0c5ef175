using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.App.Services;

/// <summary>Sends a page's requests as the signed-in person, each in a scope of its own.</summary>
public sealed class ScopedSender(CurrentUser user, RequestSender sender)
{
    public async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, CancellationToken cancellationToken = default) =>
        await user.GetAsync() is { } current
            ? await sender.Send(current.Actor, current.OrganizationId, request, cancellationToken)
            : Result<T>.Failure(new ForbiddenError("Your session has ended. Sign in again."));
}
