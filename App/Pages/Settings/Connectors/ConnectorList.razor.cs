using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Settings.Connectors.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Connectors;

public sealed partial class ConnectorList : ListPage
{
    private const string KindFilter = "kind";
    private const string BuiltInKind = "built-in";
    private static readonly ListShape s_shape = new() { SortKeys = ["name", "kind"], Filters = [KindFilter] };
    private static readonly SelectOption<string>[] s_kinds = [new(BuiltInKind, "Built in"), new("own", "Own")];
    private bool _mayManage;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    protected override async Task OnInitializedAsync() => _mayManage = await User.MayAsync(Permission.ManageConnectors);

    private async Task<TablePage<ConnectorRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListConnectors(request.ToPageRequest(), request.Filter(KindFilter) is { } kind ? kind == BuiltInKind : null), cancellationToken)).ToTable();

    private async Task AddAsync()
    {
        if (await Dialogs.ShowAsync<ConnectorDialog, string>() is { } key)
        {
            // A connector is of no use before it has a connection type: that is asked next.
            Navigation.NavigateTo(ConsoleUrls.Connector(key, "types"));
        }
    }
}
