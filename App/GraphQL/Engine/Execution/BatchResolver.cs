using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Execution;

/// <summary>
/// Answers a field for all objects of one level at once: what a list of a hundred customers needs is one call with a hundred customers, and so one query of
/// the database rather than a hundred.
/// </summary>
/// <param name="sources">The objects whose field it is; never empty.</param>
/// <returns>One answer for each source, in order. A <see cref="FieldFailure"/> is an error of this one field of this one object.</returns>
internal delegate ValueTask<IReadOnlyList<object?>> BatchResolver(FieldContext context, IReadOnlyList<object?> sources);

/// <summary>Makes batch resolvers of simple ones.</summary>
internal static class BatchResolvers
{
    /// <summary>An answer that each object holds itself.</summary>
    public static ValueTask<IReadOnlyList<object?>> Each(IReadOnlyList<object?> sources, Func<object?, object?> answer)
    {
        var answers = new object?[sources.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = answer(sources[i]);
        }

        return new ValueTask<IReadOnlyList<object?>>(answers);
    }
}

/// <summary>What a resolver knows of the field it answers.</summary>
/// <param name="ParentType">The type of the sources.</param>
/// <param name="Arguments">Coerced; those that were not given and have no default are missing.</param>
/// <param name="State">What the caller of the engine gave for this request.</param>
internal sealed record FieldContext(
    FieldDefinition Field, ObjectType ParentType, IReadOnlyDictionary<string, object?> Arguments, object? State, IReadOnlySet<string> SelectedFields,
    CancellationToken CancellationToken)
{
    /// <summary>The argument's value; null where it was not given.</summary>
    public T? Argument<T>(string name) => Arguments.TryGetValue(name, out var value) && value is T typed ? typed : default;

    /// <summary>Whether the request asks for a field of the answer directly, so that what costs and nobody wants is left out.</summary>
    public bool Selects(string field) => SelectedFields.Contains(field);
}

/// <summary>An expected failure of one field: becomes an error with the field's path (§6.4.4).</summary>
/// <param name="Message">For the caller.</param>
/// <param name="At">The part of the document that it is about; null for the field.</param>
internal sealed record FieldFailure(string Message, string? Code = null, Node? At = null);

/// <summary>An expected failure of a field for all of its objects.</summary>
internal sealed class FieldException(string message, string? code = null, Node? at = null) : Exception(message)
{
    public FieldFailure Failure { get; } = new(message, code, at);
}
