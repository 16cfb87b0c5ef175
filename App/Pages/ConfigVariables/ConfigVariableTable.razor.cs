using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.ConfigVariables.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.ConfigVariables;

/// <summary>Config variables of the organization, or of one customer.</summary>
public sealed partial class ConfigVariableTable : ComponentBase
{
    internal static readonly ListShape s_shape = new() { SortKeys = ["name", "changed"] };
    private DataTable<ConfigVariableRow>? _table;
    private bool _mayManage;

    /// <summary>Null for the organization's own.</summary>
    [Parameter]
    public Guid? CustomerId { get; set; }

    /// <summary>The page's state, where the address carries it; without one the table keeps its own.</summary>
    [Parameter]
    public ListState? State { get; set; }

    [Parameter]
    public EventCallback<ListState> StateChanged { get; set; }

    [Parameter]
    public ListShape? Shape { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    /// <summary>Asks for a new variable and shows it in the list.</summary>
    public async Task AddAsync()
    {
        if (await Dialogs.ShowAsync<ConfigVariableDialog, string>(new Dictionary<string, object?> { [nameof(ConfigVariableDialog.CustomerId)] = CustomerId }) is { } name)
        {
            Messages.Success($"Config variable “{name}” was added.");
            if (_table is not null)
            {
                await _table.RefreshAsync();
            }
        }
    }

    protected override async Task OnInitializedAsync() =>
        _mayManage = await User.MayAsync(CustomerId is null ? Permission.ManageOrganizationConfigVariables : Permission.ManageCustomerConfigVariables);

    private string Href(ConfigVariableRow row) => CustomerId is { } customer ? ConsoleUrls.CustomerConfigVariable(customer, row.Id) : ConsoleUrls.ConfigVariable(row.Id);

    private async Task<TablePage<ConfigVariableRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListConfigVariables(request.ToPageRequest(), CustomerId), cancellationToken)).ToTable();
}
