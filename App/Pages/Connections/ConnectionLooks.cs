using System.Globalization;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>How kinds and states of connections look and read.</summary>
internal static class ConnectionLooks
{
    public static string Kind(ConnectionKind kind) => kind switch
    {
        ConnectionKind.Global => "Global",
        ConnectionKind.Customer => "Customer",
    };

    public static string LongKind(ConnectionKind kind) => kind switch
    {
        ConnectionKind.Global => "Organization-Activated Global Connection",
        ConnectionKind.Customer => "Organization-Activated Customer Connection",
    };

    public static string Sentence(ConnectionKind kind) => kind switch
    {
        ConnectionKind.Global => "One account of yours that the instances of all customers use, such as your own bucket or text message service.",
        ConnectionKind.Customer => "You define the shape once, and enter each customer's values, such as every customer's own API key.",
    };

    public static string Scope(InputScope scope) => scope switch
    {
        InputScope.Global => "Global",
        InputScope.CustomerSpecific => "Customer-Specific",
    };

    public static StatusLook Look(ConnectionStatus status) => status switch
    {
        ConnectionStatus.Ready => StatusLook.Set,
        ConnectionStatus.Pending => StatusLook.Pending,
        ConnectionStatus.Failing => StatusLook.Failing,
        ConnectionStatus.Incomplete => StatusLook.Incomplete,
        ConnectionStatus.Superseded => StatusLook.Archived,
    };

    public static string Words(ConnectionStatus status) => status switch
    {
        ConnectionStatus.Ready => "Ready",
        ConnectionStatus.Pending => "Not authorized yet",
        ConnectionStatus.Failing => "Failing",
        ConnectionStatus.Incomplete => "Incomplete",
        ConnectionStatus.Superseded => "Superseded",
    };

    /// <summary>Of a test connection.</summary>
    public static StatusLook Look(ConnectionHealth health) => health switch
    {
        ConnectionHealth.Well => StatusLook.Set,
        ConnectionHealth.Pending => StatusLook.Pending,
        ConnectionHealth.Failing => StatusLook.Failing,
        ConnectionHealth.Expired => StatusLook.Expired,
    };

    public static StatusLook Look(CustomerConnectionState state) => state switch
    {
        CustomerConnectionState.NotNeeded => StatusLook.NotConfigured,
        CustomerConnectionState.Missing => StatusLook.Missing,
        CustomerConnectionState.Incomplete => StatusLook.Incomplete,
        CustomerConnectionState.Set => StatusLook.Set,
        CustomerConnectionState.Failing => StatusLook.Failing,
    };

    public static string Words(CustomerConnectionState state) => state switch
    {
        CustomerConnectionState.NotNeeded => "Not needed",
        CustomerConnectionState.Missing => "Missing",
        CustomerConnectionState.Incomplete => "Incomplete",
        CustomerConnectionState.Set => "Set",
        CustomerConnectionState.Failing => "Failing",
    };

    /// <summary>What OAuth 2.0 asks of people once the connection is created.</summary>
    public static string HowAuthorized(OAuthGrant grant, ConnectionKind kind) => (grant, kind) switch
    {
        (OAuthGrant.ClientCredentials, _) => "Nobody has to consent: the first step that needs an access token gets one with the client's own id and secret.",
        (OAuthGrant.AuthorizationCode, ConnectionKind.Global) => "Follows after creating: you sign in at the provider and consent, once for all customers.",
        (OAuthGrant.AuthorizationCode, ConnectionKind.Customer) => "Each customer's values are authorized on their own, under Customers > customer > Connections.",
    };

    public static string UsedBy(int integrations, int instances) =>
        integrations + instances == 0 ? "Nothing" : $"{Count(integrations, "integration")}, {Count(instances, "instance")}";

    /// <summary>"1 instance", "2,000 instances".</summary>
    public static string Count(int number, string thing) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {thing}{(number == 1 ? "" : "s")}";

    /// <summary>What a test run does as long as there is no test connection.</summary>
    public static string WithoutTest(ConnectionKind kind, bool fallbackAllowed) => (kind, fallbackAllowed) switch
    {
        (ConnectionKind.Global, true) => "Without a test connection, test runs in the designer use the production values, and say so.",
        (ConnectionKind.Global, false) => "Without a test connection, test runs in the designer are refused: your organization does not let them use production values.",
        (ConnectionKind.Customer, _) => "Without a test connection, test runs in the designer are refused before their first step, since they never use a customer's values.",
    };

    /// <summary>What starts an instance's next run, with which new values are used first.</summary>
    public static string NextRun(IReadOnlyList<TriggerDefinition> triggers) => string.Join(", ", triggers.Select(t => t.Kind switch
    {
        TriggerKind.Manual => "when somebody starts it",
        TriggerKind.Schedule => $"on its schedule ({t.Cron})",
        TriggerKind.Webhook => "when its webhook is called",
    }).Distinct());

    /// <summary>One line for each dependent instance, and one for those that are not named.</summary>
    public static IReadOnlyList<string> Lines(ConnectionDependents dependents) =>
    [
        .. dependents.Named.Select(i => $"{i.Name} ({i.CustomerName}), next run {NextRun(i.Triggers)}"),
        .. dependents.Instances > dependents.Named.Count ? [$"and {Count(dependents.Instances - dependents.Named.Count, "further instance")}"] : Array.Empty<string>(),
    ];
}
