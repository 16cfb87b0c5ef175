namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>A schema that breaks the rules of §3: a mistake of whoever wrote it, found when it is built.</summary>
internal sealed class SchemaException(IReadOnlyList<GraphQLError> errors)
    : Exception(string.Join(Environment.NewLine, errors.Select(e => e.Locations.Count == 0 ? e.Message : $"{e.Locations[0].Line}:{e.Locations[0].Column}: {e.Message}")))
{
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
