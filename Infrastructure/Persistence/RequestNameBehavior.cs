using MediatR;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>Tells the audit log which request its lines come from.</summary>
internal sealed class RequestNameBehavior<TRequest, TResponse>(RequestName name) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        name.Value = typeof(TRequest).Name;
        return next();
    }
}
