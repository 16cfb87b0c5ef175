using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Customers.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Customers.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Customers;

public sealed partial class CustomerList : ListPage
{
    private static readonly ListShape s_shape = new() { SortKeys = ["name", "externalId", "created"] };
    private DataTable<CustomerRow>? _table;
    private bool _mayManage;
    private bool _mayViewConnections;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        (_mayManage, _mayViewConnections) = (await User.MayAsync(Permission.ManageCustomers), await User.MayAsync(Permission.ViewCustomerConnections));

    private async Task<TablePage<CustomerRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListCustomers(request.ToPageRequest()), cancellationToken)).ToTable();

    private async Task AddAsync()
    {
        if (await Dialogs.ShowAsync<CustomerDialog, CustomerSaved>() is { } saved)
        {
            Messages.Success($"Customer “{saved.Name}” was added.", new MessageLink(ConsoleUrls.Customer(saved.Id), "Open"));
            if (_table is not null)
            {
                await _table.RefreshAsync();
            }
        }
    }
}
