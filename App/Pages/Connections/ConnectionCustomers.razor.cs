using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

public sealed partial class ConnectionCustomers : ComponentBase
{
    private static readonly SelectOption<string>[] s_states =
    [
        .. new[] { CustomerConnectionState.Missing, CustomerConnectionState.Incomplete, CustomerConnectionState.Set }
            .Select(s => new SelectOption<string>(Looks.ToFilter(s), ConnectionLooks.Words(s))),
    ];

    private DataTable<ConnectionCustomerRow>? _table;
    private string? _state;
    private bool _mayManage;
    private bool _mayTest;

    [Parameter, EditorRequired]
    public ConnectionDetail Connection { get; set; } = null!;

    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private CustomerConnectionEditor Editor { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        (_mayManage, _mayTest) = (await User.MayAsync(Permission.ManageCustomerConnections), await User.MayAsync(Permission.ProbeConnections));

    private async Task<TablePage<ConnectionCustomerRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(
            new ListConnectionCustomers(Connection.Id, request.ToPageRequest(), Looks.FromFilter<CustomerConnectionState>(_state)), cancellationToken)).ToTable();

    private Task FilterAsync(string? state)
    {
        _state = state;
        return _table!.RefreshAsync();
    }

    private async Task AddAsync(Guid? customerId) => await AfterAsync(await Editor.AddAsync(Connection.Id, customerId));

    private async Task TestAsync(Guid id, string customerName)
    {
        await Editor.TestAsync(id, Connection.Name, customerName);
        await _table!.RefreshAsync();
    }

    private async Task EditAsync(Guid id) => await AfterAsync(await Editor.EditAsync(id));

    private async Task AfterAsync(bool changed)
    {
        if (changed)
        {
            await _table!.RefreshAsync();
            await Changed.InvokeAsync();
        }
    }
}
