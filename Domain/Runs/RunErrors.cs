using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Runs;

/// <summary>The refusals of runs, in the user's words.</summary>
public static class RunErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such run. It may have been removed after its time of retention.");

    public static NotFoundError StepNotFound { get; } = new("This run has no such step.");

    public static ConflictError AlreadyEnded { get; } = new("The run has already ended.");

    public static ConflictError NotEnded { get; } = new("The run is still under way. Wait for its end, or cancel it, before you replay it.");

    public static ConflictError NothingToReplay { get; } = new("A designer test is no run of an instance, so it cannot be replayed. Start the test again in the designer.");

    public static ConflictError NoFlow { get; } = new("The integration has no flow to run.");

    public static ConflictError AlreadyRan { get; } = new("This schedule already ran for this moment.", "dueAt");

    public static InvalidError PayloadIsNoJson { get; } = new("payload", "The payload is no JSON.");
}
