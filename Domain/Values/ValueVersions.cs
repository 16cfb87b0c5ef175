namespace ConnectionsConsole.Domain.Values;

/// <summary>Which versions of values a thing has: the one in force and the one before, to which a change can be undone.</summary>
/// <param name="CurrentId">The <see cref="ValueSet"/> in force; null when nothing was set yet.</param>
public sealed record ValueVersions(Guid? CurrentId, Guid? PreviousId, int Number)
{
    public static ValueVersions None { get; } = new(null, null, 0);

    public bool IsSet => CurrentId is not null;

    public bool CanUndo => PreviousId is not null;

    public ValueVersions Next(Guid id) => new(id, CurrentId, Number + 1);

    /// <summary>Back to the version before; can itself be undone.</summary>
    public ValueVersions Undone() => PreviousId is null ? this : new(PreviousId, CurrentId, Number);
}
