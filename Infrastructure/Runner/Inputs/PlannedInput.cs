using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Inputs;

/// <summary>One input of a step, ready to be evaluated.</summary>
/// <param name="Source">Null for an input that was left empty and has no default, and for connections.</param>
/// <param name="Default">What stands in where a reference gives null.</param>
/// <param name="Connection">The connection of an input that takes one.</param>
/// <param name="Slot">The key of the connection's slot.</param>
/// <param name="Record">How the input is recorded for people, as JSON, where no run changes it.</param>
internal sealed record PlannedInput(
    InputField Field, string Where, InputSource? Source, StepValue? Default, ResolvedConnection? Connection, string? Slot, byte[]? Record)
{
    public bool IsConnection => Field.Type == InputType.Connection;
}
