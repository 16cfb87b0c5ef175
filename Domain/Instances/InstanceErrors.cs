using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>The refusals of instances, in the user's words.</summary>
public static class InstanceErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such instance. It may have been deleted.");

    public static ConflictError VersionOfAnother { get; } = new("This version belongs to another integration.", "version");

    public static ConflictError Archived(string name) => new($"\"{name}\" is archived.");

    public static ConflictError NotRunning(string name) => new($"\"{name}\" is not deployed, so there is nothing to pause.");

    public static ConflictError NotPaused(string name) => new($"\"{name}\" is not paused.");

    public static ConflictError NotDeployed(string name) => new($"\"{name}\" was never deployed. Deploy the instance first.");

    public static ConflictError Paused(string name) => new($"\"{name}\" is paused. Resume the instance first.");

    public static InvalidError NotReady(IReadOnlyList<ConfigurationProblem> problems) =>
        new([.. problems.Select(p => new FieldMessage(p.Variable, p.Message))]);
}
