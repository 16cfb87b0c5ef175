using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.OAuth;

namespace ConnectionsConsole.Domain.Runs.Execution;

/// <summary>Everything that an executor gets for one try.</summary>
/// <param name="Attempt">Counts from 1.</param>
/// <param name="IdempotencyKey">The same for every try of this step in this run, also after a crash; HTTP steps can send it along.</param>
public sealed record StepExecution(Step Step, StepInputs Inputs, RunContext Run, IStepLog Log, string IdempotencyKey, int Attempt);

/// <summary>Takes what a step logs. Lines are redacted, limited in length and number, and stored with the step.</summary>
public interface IStepLog
{
    void Write(LogSeverity severity, string message);
}

/// <summary>What steps may know of the run that they are part of (reference §5.2: the code step's context).</summary>
public sealed class RunContext
{
    public required Guid RunId { get; init; }

    public required Guid OrganizationId { get; init; }

    public required NamedId Integration { get; init; }

    public required string FlowKey { get; init; }

    public required string FlowName { get; init; }

    /// <summary>Null for a test run in the designer.</summary>
    public NamedId? Instance { get; init; }

    /// <summary>Null for a test run in the designer.</summary>
    public CustomerReference? Customer { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>Values of the config variables by key, connections left out.</summary>
    public required IReadOnlyDictionary<string, string> ConfigVariables { get; init; }

    /// <summary>The resolved connections by the key of their slot.</summary>
    public required IReadOnlyDictionary<string, ResolvedConnection> Connections { get; init; }

    /// <summary>Outputs of the steps that are finished, by reference name (camel case). Grows while the run goes on.</summary>
    public required IReadOnlyDictionary<string, StepValue> Results { get; init; }

    /// <summary>The trigger's payload; null for none.</summary>
    public StepValue? Payload { get; init; }

    /// <summary>The same with other connections: for a step that gets access tokens.</summary>
    public RunContext With(IReadOnlyDictionary<string, ResolvedConnection> connections) => new()
    {
        RunId = RunId,
        OrganizationId = OrganizationId,
        Integration = Integration,
        FlowKey = FlowKey,
        FlowName = FlowName,
        Instance = Instance,
        Customer = Customer,
        StartedAt = StartedAt,
        ConfigVariables = ConfigVariables,
        Connections = connections,
        Results = Results,
        Payload = Payload,
    };
}

public sealed record NamedId(Guid Id, string Name);

public sealed record CustomerReference(Guid Id, string Name, string? ExternalId);

/// <summary>A connection with its values in the clear. Lives in memory only; never logged, stored or sent to a page.</summary>
/// <param name="Key">The slot: the config variable's key.</param>
/// <param name="ConnectorKey">For example <c>http</c>.</param>
/// <param name="TypeKey">For example <c>basic</c>.</param>
/// <param name="Fields">Values by input key.</param>
/// <param name="AllowedHosts">Where it may be sent; empty for anywhere that the egress guard lets through.</param>
/// <param name="Credential">For a slot that is bound to a credential: the credential's own fields (<c>api_key</c> …), for era-1 code.</param>
public sealed record ResolvedConnection(
    string Key, string ConnectorKey, string TypeKey, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> AllowedHosts,
    IReadOnlyDictionary<string, string>? Credential = null)
{
    /// <summary>Whose access token it takes; null without OAuth 2.0.</summary>
    public PinnedAuthorization? Authorization { get; init; }

    /// <summary>The access token for the step that is executed; null outside of one, and where none could be had.</summary>
    public OAuthToken? Token { get; init; }

    /// <summary>Why there is no token, for a step that may not need it.</summary>
    public StepFailure? TokenFailure { get; init; }

    /// <summary>Keeps values out of logs and debuggers.</summary>
    public override string ToString() => $"connection \"{Key}\" ({ConnectorKey}/{TypeKey})";
}
