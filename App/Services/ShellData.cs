using ConnectionsConsole.App.Components;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Queries;
using ConnectionsConsole.Domain.Search;

namespace ConnectionsConsole.App.Services;

/// <summary>The shell's questions, answered by the same queries as everything else.</summary>
internal sealed class ShellData(CurrentUser user, ScopedSender sender) : IShellData
{
    private static readonly (NavigationItem Item, Permission Permission)[] s_main =
    [
        (ConsoleNavigation.Customers, Permission.ViewCustomers),
        (ConsoleNavigation.Integrations, Permission.ViewIntegrations),
        (ConsoleNavigation.Instances, Permission.ViewInstances),
        (ConsoleNavigation.Runs, Permission.ViewRuns),
    ];

    private static readonly (NavigationItem Item, Permission Permission)[] s_settings =
    [
        (ConsoleNavigation.General, Permission.ViewOrganization),
        (ConsoleNavigation.Connections, Permission.ViewConnections),
        (ConsoleNavigation.Credentials, Permission.ViewCredentials),
        (ConsoleNavigation.ConfigVariables, Permission.ViewConfigVariables),
        (ConsoleNavigation.Connectors, Permission.ViewConnectors),
        (ConsoleNavigation.Users, Permission.ManageUsers),
        (ConsoleNavigation.ApiTokens, Permission.ManageApiTokens),
        (ConsoleNavigation.ApiExplorer, Permission.ViewOrganization),
        (ConsoleNavigation.AuditLog, Permission.ViewAuditLog),
    ];

    public async Task<ShellInfo> GetAsync(CancellationToken cancellationToken)
    {
        if (await user.GetAsync() is not { } current)
        {
            return new ShellInfo("", "", "", [], []);
        }

        var organization = await sender.SendAsync(new GetOrganization(), cancellationToken);
        return new ShellInfo(
            organization.IsSuccess ? organization.Value.Name : "",
            current.Actor.Name,
            string.Join(", ", Enum.GetValues<Roles>().Where(r => r != Roles.None && current.Actor.Roles.HasFlag(r))),
            [.. s_main.Where(i => current.Actor.May(i.Permission)).Select(i => i.Item)],
            [.. ConsoleNavigation.Settings.Where(item => s_settings.Any(s => s.Item == item && current.Actor.May(s.Permission)))]);
    }

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellationToken)
    {
        var found = await sender.SendAsync(new SearchEverything(text), cancellationToken);
        return found.IsSuccess ? [.. found.Value.Select(Show)] : [];
    }

    private static SearchHit Show(FoundThing thing) => thing.Kind switch
    {
        FoundKind.Customer => new("Customer", thing.Name, thing.Detail, ConsoleUrls.Customer(thing.Id), IconName.Customers),
        FoundKind.Connection => new("Connection", thing.Name, thing.Detail, ConsoleUrls.Connection(thing.Id), IconName.Connection),
        FoundKind.Integration => new("Integration", thing.Name, thing.Detail, ConsoleUrls.Integration(thing.Id), IconName.Integration),
        FoundKind.Instance => new("Instance", thing.Name, thing.Detail, ConsoleUrls.Instance(thing.Id), IconName.Instance),
        FoundKind.Run => new("Run", thing.Name, thing.Detail, ConsoleUrls.Run(thing.Id), IconName.Run),
        _ => throw new ArgumentOutOfRangeException(nameof(thing)),
    };
}
