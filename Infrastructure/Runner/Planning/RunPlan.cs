using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Inputs;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>
/// Everything that runs of one instance, or of one draft, share: resolved and decrypted once, kept in memory while the configuration stays as it is.
/// Immutable but for flows, which are compiled at their first run.
/// </summary>
internal sealed class RunPlan
{
    private readonly ConcurrentDictionary<string, FlowPlan> _flows = new(StringComparer.Ordinal);

    public required Guid OrganizationId { get; init; }

    public required NamedId Integration { get; init; }

    /// <summary>Null for a draft.</summary>
    public Guid? VersionId { get; init; }

    /// <summary>The draft as it is stored with each of its runs; null for a version.</summary>
    public string? DraftJson { get; init; }

    public NamedId? Instance { get; init; }

    public InstanceStatus? InstanceStatus { get; init; }

    public CustomerReference? Customer { get; init; }

    public required IntegrationDefinition Definition { get; init; }

    /// <summary>The pinned configuration as it is stored with each run.</summary>
    public required string ConfigurationJson { get; init; }

    /// <summary>Names of global connections whose production values stand in for test values.</summary>
    public required IReadOnlyList<string> Fallbacks { get; init; }

    /// <summary>Why runs fail before their first step; null when everything was resolved.</summary>
    public string? Failure { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required IReadOnlyDictionary<string, ResolvedConnection> Connections { get; init; }

    /// <summary>How each connection is told in the row of a step that uses it, by slot.</summary>
    public required IReadOnlyDictionary<string, Domain.Runs.UsedConnection> Used { get; init; }

    public required IRedactor Redactor { get; init; }

    /// <summary>Makes redactors of access tokens, which are fetched for each step; null where no connection takes any.</summary>
    public IRedactorFactory? TokenRedactors { get; init; }

    public required FlowCompiler Compiler { get; init; }

    /// <summary>Whether steps get access tokens.</summary>
    public bool UsesTokens => TokenRedactors is not null;

    /// <summary>For one run: knows what the plan knows, and learns the tokens that its steps get.</summary>
    public IRedactor RedactorForRun() => TokenRedactors is { } factory ? new RunRedactor(Redactor, factory) : Redactor;

    /// <summary>The same plan with a reason why runs of it fail before their next step.</summary>
    public RunPlan Failing(string failure) => new()
    {
        OrganizationId = OrganizationId,
        Integration = Integration,
        VersionId = VersionId,
        DraftJson = DraftJson,
        Instance = Instance,
        InstanceStatus = InstanceStatus,
        Customer = Customer,
        Definition = Definition,
        ConfigurationJson = ConfigurationJson,
        Fallbacks = Fallbacks,
        Failure = failure,
        Variables = Variables,
        Connections = Connections,
        Used = Used,
        Redactor = Redactor,
        TokenRedactors = TokenRedactors,
        Compiler = Compiler,
    };

    public FlowPlan? FindFlow(string key)
    {
        if (_flows.TryGetValue(key, out var plan))
        {
            return plan;
        }

        return Definition.FindFlow(key) is { } flow ? _flows.GetOrAdd(key, _ => Compiler.Compile(this, flow)) : null;
    }
}

internal sealed record FlowPlan(Flow Flow, IReadOnlyList<StepPlan> Steps);

/// <summary>A step, ready to be executed.</summary>
/// <param name="ActionText"><c>connector/action</c>.</param>
/// <param name="Executor">Null where this program has none; the step then fails.</param>
/// <param name="UsedConnections">JSON for the step's row; null for none.</param>
internal sealed record StepPlan(
    Step Step, string ReferenceName, string ActionText, IStepExecutor? Executor, IReadOnlyList<PlannedInput> Inputs, string? UsedConnections,
    IReadOnlyList<StepPlan> Steps, IReadOnlyList<BranchPlan> Branches);

internal sealed record BranchPlan(string Name, IReadOnlyList<StepPlan> Steps);
