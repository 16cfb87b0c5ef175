using System.Buffers;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.GraphQL;

/// <summary><c>POST /api</c>: GraphQL for programs.</summary>
internal static class ApiEndpoint
{
    public const string Path = "/api";

    public static IServiceCollection AddGraphQLApi(this IServiceCollection services) => services.AddSingleton(_ => ConsoleSchema.BuildEngine());

    /// <summary>Every method comes here, so that clients read JSON whatever they did; only an API token opens it.</summary>
    public static void MapGraphQLApi(this WebApplication app) => app.Map(Path, HandleAsync).RequireApiToken();

    private static async Task HandleAsync(HttpContext context, GraphQLEngine engine, RequestSender sender, ILoggerFactory loggers)
    {
        var (mediaType, isStrict) = HttpRequests.Negotiate(context.Request);
        var logger = loggers.CreateLogger(typeof(ApiEndpoint).FullName!);
        var aborted = context.RequestAborted;
        try
        {
            var request = await HttpRequests.ReadAsync(context.Request, aborted);
            var (actor, organization) = ConsoleClaims.Read(context.User) ?? throw new BadRequestException(StatusCodes.Status401Unauthorized, "The token belongs to no organization.");
            var session = new ApiSession(sender, actor, organization, exception => Describe(logger, exception), aborted);
            var response = await engine.ExecuteAsync(request, session, session.DescribeFailure, aborted);
            context.Response.StatusCode = isStrict && !response.IsExecuted ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
            await WriteAsync(context, mediaType, response);
        }
        catch (BadRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
            if (refused.StatusCode == StatusCodes.Status405MethodNotAllowed)
            {
                context.Response.Headers.Allow = HttpMethods.Post;
            }

            await WriteAsync(context, mediaType, new GraphQLResponse(null, [new GraphQLError(refused.Message, [], Code: "BAD_REQUEST")], IsExecuted: false));
        }
        catch (BadHttpRequestException refused)
        {
            // What the server itself refuses while it reads, such as a body that ends too early.
            context.Response.StatusCode = refused.StatusCode;
            await WriteAsync(context, mediaType, new GraphQLResponse(null, [new GraphQLError("The request could not be read.", [], Code: "BAD_REQUEST")], IsExecuted: false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !aborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await WriteAsync(context, mediaType, new GraphQLResponse(null, [new GraphQLError(Describe(logger, exception), [], Code: ErrorCodes.Internal)], IsExecuted: false));
        }
    }

    private static async Task WriteAsync(HttpContext context, string mediaType, GraphQLResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        ResponseWriter.Write(response, buffer);
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Logs a surprise and gives the caller a reference to it, and nothing else.</summary>
    private static string Describe(ILogger logger, Exception exception)
    {
        var reference = FailureReference.New();
        logger.LogError(exception, "A request to the API failed unexpectedly ({Reference})", reference);
        return $"Something went wrong. Try again; if it stays, give your administrator this reference: {reference}.";
    }
}
