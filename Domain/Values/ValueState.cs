using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Values;

/// <summary>What people may know of the value of one input: whether it is set, when and by whom. A secret itself is never part of it.</summary>
/// <param name="Plain">The value; null for a secret, where none is set, and where the actor may not see values.</param>
public sealed record ValueState(InputField Field, bool IsSet, string? Plain, DateTime? SetAt, string? SetBy)
{
    /// <summary>One state for each of <paramref name="fields"/>, in their order.</summary>
    /// <param name="values">The version in force; null where nothing was set yet.</param>
    /// <param name="showPlain">Whether the actor may see values that are no secrets.</param>
    public static IReadOnlyList<ValueState> Of(IReadOnlyList<InputField> fields, ValueSet? values, bool showPlain) =>
        [.. fields.Select(field => values?.Find(field.Key) is { } stored
            ? new ValueState(field, true, showPlain && !field.IsSecret ? stored.Plain : null, stored.SetAt, stored.SetBy)
            : new ValueState(field, false, null, null, null))];
}
