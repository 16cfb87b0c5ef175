using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Values;

/// <summary>What may be told of one stored value: whether it is set, when and by whom; the value itself only where it is no secret and the actor may see it.</summary>
/// <param name="Value">Null for every secret, for what is not set, and for whoever may not see values.</param>
/// <param name="IsSet">A value is stored; the type's default does not count.</param>
public sealed record InputState(InputField Field, bool IsSet, string? Value, DateTime? SetAt, string? SetBy)
{
    public string Key => Field.Key;

    /// <summary>Required, without a value and without a default that would fill it.</summary>
    public bool IsMissing => Field is { Required: true, Default: null } && !IsSet;

    /// <summary>The states of <paramref name="fields"/> in their order.</summary>
    /// <param name="showValues">Whether the actor may see values that are no secrets.</param>
    public static IReadOnlyList<InputState> Of(IEnumerable<InputField> fields, ValueSet? values, bool showValues) =>
    [
        .. fields.Select(field => values?.Find(field.Key) is { } stored
            ? new InputState(field, true, showValues && !stored.IsSecret && !field.IsSecret ? stored.Plain : null, stored.SetAt, stored.SetBy)
            : new InputState(field, false, null, null, null)),
    ];
}

/// <summary>The values of one owner as pages show them.</summary>
/// <param name="OwnerId">What the values belong to; null where there are none yet.</param>
/// <param name="Revision">The owner's state, to be sent along with a change.</param>
/// <param name="Number">The version in force; 0 for none.</param>
public sealed record ValuesDetail(Guid? OwnerId, Guid? Revision, int Number, bool CanUndo, IReadOnlyList<InputState> Inputs)
{
    public bool IsComplete => !Inputs.Any(i => i.IsMissing);
}
