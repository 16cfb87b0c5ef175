using System.Reflection;
using ConnectionsConsole.Domain.Access;
using MediatR;

namespace ConnectionsConsole.Domain.Shared.Behaviors;

/// <summary>First in the pipeline: refuses what the actor may not do, before anything is validated or read.</summary>
public sealed class AuthorizationBehavior<TRequest, TResponse>(ActorContext context) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    private static readonly Permission? s_permission = typeof(TRequest).GetCustomAttribute<RequiresAttribute>()?.Permission;

    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        if (s_permission is not { } permission)
        {
            throw new InvalidOperationException($"{typeof(TRequest).Name} declares no permission: put [Requires(...)] on it.");
        }

        return context.Actor.May(permission)
            ? next()
            : Task.FromResult(TResponse.Failure(AccessErrors.NotAllowed(permission)));
    }
}
