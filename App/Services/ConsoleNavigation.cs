using ConnectionsConsole.App.Components;

namespace ConnectionsConsole.App.Services;

/// <summary>A place that navigation leads to.</summary>
public sealed record NavigationItem(string Label, string Href, IconName Icon);

/// <summary>All places in their order; what a person sees is what <see cref="IShellData"/> leaves of them.</summary>
public static class ConsoleNavigation
{
    public static readonly NavigationItem Dashboard = new("Dashboard", ConsoleUrls.Dashboard, IconName.Dashboard);
    public static readonly NavigationItem Customers = new("Customers", ConsoleUrls.Customers, IconName.Customers);
    public static readonly NavigationItem Integrations = new("Integrations", ConsoleUrls.Integrations, IconName.Integration);
    public static readonly NavigationItem Instances = new("Instances", ConsoleUrls.Instances, IconName.Instance);
    public static readonly NavigationItem Runs = new("Runs", ConsoleUrls.Runs, IconName.Run);

    public static readonly NavigationItem General = new("General", ConsoleUrls.Settings, IconName.Settings);
    public static readonly NavigationItem Connections = new("Connections", ConsoleUrls.Connections, IconName.Connection);
    public static readonly NavigationItem Credentials = new("Credentials", ConsoleUrls.Credentials, IconName.Key);
    public static readonly NavigationItem ConfigVariables = new("Config Variables", ConsoleUrls.ConfigVariables, IconName.Variable);
    public static readonly NavigationItem Connectors = new("Connectors", ConsoleUrls.Connectors, IconName.Connector);
    public static readonly NavigationItem Users = new("Users", ConsoleUrls.Users, IconName.User);
    public static readonly NavigationItem ApiTokens = new("API tokens", ConsoleUrls.ApiTokens, IconName.Code);
    public static readonly NavigationItem ApiExplorer = new("API explorer", ConsoleUrls.ApiExplorer, IconName.Code);
    public static readonly NavigationItem AuditLog = new("Audit log", ConsoleUrls.AuditLog, IconName.History);

    public static IReadOnlyList<NavigationItem> Main { get; } = [Dashboard, Customers, Integrations, Instances, Runs];

    public static IReadOnlyList<NavigationItem> Settings { get; } =
        [General, Connections, Credentials, ConfigVariables, Connectors, Users, ApiTokens, ApiExplorer, AuditLog];

    /// <summary>
    /// Whether <paramref name="path"/> (with leading slash, no query) belongs to the item: its own page or one below it.
    /// Settings' first page stands at the root of the others and counts only by itself.
    /// </summary>
    public static bool IsCurrent(NavigationItem item, string path) =>
        string.Equals(path, item.Href, StringComparison.OrdinalIgnoreCase)
        || (item.Href == ConsoleUrls.Settings && string.Equals(path, ConsoleUrls.General, StringComparison.OrdinalIgnoreCase))
        || (item.Href != ConsoleUrls.Settings && path.StartsWith(item.Href + "/", StringComparison.OrdinalIgnoreCase));
}
