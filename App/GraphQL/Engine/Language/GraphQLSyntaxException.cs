namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>A text that is no document: the message tells a person what was expected where.</summary>
internal sealed class GraphQLSyntaxException(string message, SourceLocation location) : Exception(message)
{
    public SourceLocation Location { get; } = location;

    public GraphQLError ToError() => new(Message, [Location]);
}
