using System.Text.Json;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Integrations;

/// <summary>What an integration does and what it asks for: the content of a draft and of each version. Immutable; editing makes another one.</summary>
public sealed record IntegrationDefinition(IReadOnlyList<Flow> Flows, IReadOnlyList<RequiredConfigVariable> RequiredConfigVariables)
{
    public static IntegrationDefinition Empty { get; } = new([new Flow("flow-1", "Flow 1", TriggerDefinition.Manual, [])], []);

    /// <summary>One serializer setting for storage, so that a stored definition and its copy in a run read the same.</summary>
    public static JsonSerializerOptions Json => StoredJson.Options;

    public Flow? FindFlow(string key) => Flows.FirstOrDefault(f => f.Key == key);

    public RequiredConfigVariable? FindVariable(string key) => RequiredConfigVariables.FirstOrDefault(v => v.Key == key);

    /// <summary>The same with every slot that references <paramref name="from"/> referencing <paramref name="to"/>.</summary>
    public IntegrationDefinition Repoint(string from, string to) => this with
    {
        RequiredConfigVariables =
        [
            .. RequiredConfigVariables.Select(v =>
                v.Connection is { StableKey: { } key } slot && string.Equals(Connections.StableKey.Normalize(key), Connections.StableKey.Normalize(from), StringComparison.Ordinal)
                    ? v with { Connection = slot with { StableKey = to } }
                    : v),
        ],
    };

    /// <summary>Every step of every flow, outer ones first.</summary>
    public IEnumerable<Step> AllSteps() => Flows.SelectMany(f => f.AllSteps());
}

/// <summary>One trigger and the steps that follow it. All flows of an integration share its config variables.</summary>
/// <param name="Key">Stable within the integration (YAML: stableKey).</param>
public sealed record Flow(string Key, string Name, TriggerDefinition Trigger, IReadOnlyList<Step> Steps, string Description = "")
{
    public IEnumerable<Step> AllSteps()
    {
        var stack = new Stack<Step>(Steps.Reverse());
        while (stack.TryPop(out var step))
        {
            yield return step;
            foreach (var child in step.Children.Reverse())
            {
                stack.Push(child);
            }
        }
    }
}

/// <summary>What starts a flow.</summary>
public enum TriggerKind
{
    Manual,
    Schedule,
    Webhook,
}

/// <param name="Cron">Five fields mean Unix cron, six begin with seconds; null unless the kind is a schedule.</param>
/// <param name="TimeZone">IANA name; null for the organization's.</param>
public sealed record TriggerDefinition(TriggerKind Kind, string? Cron = null, string? TimeZone = null)
{
    public static TriggerDefinition Manual { get; } = new(TriggerKind.Manual);
}

/// <summary>The type of a required config variable.</summary>
public enum ConfigVariableType
{
    String,
    Number,
    Boolean,
    Picklist,
    Connection,
}

/// <summary>A value that an integration needs from whoever deploys it.</summary>
/// <param name="Key">The display name, under which steps and code refer to it.</param>
/// <param name="OrganizationOnly">Never asked of the customer.</param>
/// <param name="Connection">What a variable of type connection takes; null for the others.</param>
public sealed record RequiredConfigVariable(
    string Key,
    ConfigVariableType Type = ConfigVariableType.String,
    string? StableKey = null,
    string? Default = null,
    string Description = "",
    bool OrganizationOnly = false,
    IReadOnlyList<string>? Picklist = null,
    ConnectionSlot? Connection = null);

/// <summary>A place for a connection: either a reference to an organization connection, or open, to be bound to a credential.</summary>
/// <param name="StableKey">The organization connection (YAML: useScopedConfigVar); null for an open slot.</param>
/// <param name="ConnectionType">The type that an open slot takes; null where every type of the connector fits.</param>
public sealed record ConnectionSlot(string Connector, string? ConnectionType = null, string? StableKey = null);
