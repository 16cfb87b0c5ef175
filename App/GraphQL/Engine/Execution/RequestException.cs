namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>The request as a whole is refused: no data, only errors (§7.1, request errors).</summary>
internal sealed class RequestException(IReadOnlyList<GraphQLError> errors) : Exception(errors[0].Message)
{
    public RequestException(string message, string code)
        : this([new GraphQLError(message, [], Code: code)])
    {
    }

    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
