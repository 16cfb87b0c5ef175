using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine;

/// <summary>An error of a response (§7.1.2).</summary>
/// <param name="Message">For the developer who sent the request; never holds a secret or a stack trace.</param>
/// <param name="Locations">Where in the document; empty where no place can be named.</param>
/// <param name="Path">For errors of a field: response keys and list indexes from the top; null for errors of the request.</param>
/// <param name="Code">Goes into <c>extensions.code</c>, for programs; null for none.</param>
internal sealed record GraphQLError(string Message, IReadOnlyList<SourceLocation> Locations, IReadOnlyList<object>? Path = null, string? Code = null)
{
    public GraphQLError(string message)
        : this(message, [])
    {
    }
}
