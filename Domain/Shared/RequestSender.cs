using ConnectionsConsole.Domain.Access;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>
/// Sends requests, each in a fresh scope that carries actor and organization. A circuit lives for hours; a scope per send keeps the database
/// context short-lived and on one thread.
/// </summary>
public sealed class RequestSender(IServiceScopeFactory scopes)
{
    public async Task<Result<T>> Send<T>(Actor actor, Guid organizationId, IRequest<Result<T>> request, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(actor, organizationId);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, cancellationToken);
    }
}
