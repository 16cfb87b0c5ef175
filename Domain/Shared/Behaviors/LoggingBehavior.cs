using System.Diagnostics;
using ConnectionsConsole.Domain.Access;
using MediatR;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Domain.Shared.Behaviors;

/// <summary>Logs names, ids and outcomes of requests, never their bodies: these hold credentials.</summary>
public sealed partial class LoggingBehavior<TRequest, TResponse>(ActorContext context, ILogger<LoggingBehavior<TRequest, TResponse>> logger)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await next();
            Handled(typeof(TRequest).Name, context.Actor.Kind, response.Error?.GetType().Name ?? "ok", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return response;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Failed(exception, typeof(TRequest).Name, context.Actor.Kind);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Request} by {Actor}: {Outcome} in {Milliseconds:0.0} ms")]
    private partial void Handled(string request, ActorKind actor, string outcome, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Request} by {Actor} failed unexpectedly")]
    private partial void Failed(Exception exception, string request, ActorKind actor);
}
