using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Values;

/// <summary>The refusals that everything with versions of values shares, in the user's words.</summary>
public static class ValueErrors
{
    public static ConflictError NothingToUndo { get; } = new("There is no earlier version to go back to.");
}
