using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

public sealed partial class ConnectionList : ListPage
{
    private static readonly ListShape s_shape = new() { SortKeys = ["name", "stableKey", "connector", "created"], Filters = ["connector", "kind", "status"] };
    private static readonly SelectOption<string>[] s_kinds = [new("global", "Global"), new("customer", "Customer")];
    private static readonly SelectOption<string>[] s_statuses =
        [.. Enum.GetValues<ConnectionStatus>().Select(s => new SelectOption<string>(Looks.ToFilter(s), ConnectionLooks.Words(s)))];

    private DataTable<ConnectionRow>? _table;
    private IReadOnlyList<SelectOption<string>> _connectors = [];
    private bool _mayManage;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private AddConnectionFlow Flow { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _mayManage = await User.MayAsync(Permission.ManageConnections);
        var types = await Sender.SendAsync(new GetConnectionTypes());
        _connectors = types.IsSuccess ? [.. types.Value.Select(c => new SelectOption<string>(c.Key, c.Label))] : [];
    }

    private async Task<TablePage<ConnectionRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(
            new ListConnections(
                request.ToPageRequest(), Looks.FromFilter<ConnectionKind>(request.Filter("kind")), Connector: request.Filter("connector"),
                Status: Looks.FromFilter<ConnectionStatus>(request.Filter("status"))),
            cancellationToken)).ToTable();

    private async Task AddAsync()
    {
        if (await Flow.RunAsync() is { } next)
        {
            Navigation.NavigateTo(next);
        }
        else if (_table is not null)
        {
            await _table.RefreshAsync();
        }
    }
}
