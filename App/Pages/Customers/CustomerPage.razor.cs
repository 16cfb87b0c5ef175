using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Customers.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Customers;

public sealed partial class CustomerPage : ListPage
{
    private static readonly ListShape s_shape = new() { Tabs = ["overview", "connections", "config-vars", "instances", "runs"] };
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Customers", ConsoleUrls.Customers)];
    private PageState<CustomerDetail> _state = PageState<CustomerDetail>.Loading;
    private bool _mayManage;
    private bool _mayViewConnections;
    private bool _maySeeVariables;

    [Parameter]
    public Guid Id { get; set; }

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        (_mayManage, _mayViewConnections) = (await User.MayAsync(Permission.ManageCustomers), await User.MayAsync(Permission.ViewCustomerConnections));
        _maySeeVariables = await User.MayAsync(Permission.ViewConfigVariables);
        if (_state.Value?.Id != Id)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => _state = PageState<CustomerDetail>.From(await Sender.SendAsync(new GetCustomer(Id)));

    private async Task<TablePage<InstanceRow>> LoadInstancesAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListInstances(request.ToPageRequest(), CustomerId: Id), cancellationToken)).ToTable();

    private async Task EditAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(CustomerDialog.Customer)] = _state.Value };
        if (await Dialogs.ShowAsync<CustomerDialog, CustomerSaved>(parameters) is not null)
        {
            await LoadAsync();
            Messages.Success("The customer was saved.");
        }
    }

    private async Task DeleteAsync()
    {
        var customer = _state.Value!;
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Delete customer “{customer.Name}”?", "Its connection values and config variables go with it. A customer that has runs is archived, and its runs stay.", "Delete customer")))
        {
            return;
        }

        var deleted = await Sender.SendAsync(new DeleteCustomer(customer.Id));
        if (deleted.Error is { } error)
        {
            Messages.Error(error.ToString());
            return;
        }

        Messages.Success($"Customer “{customer.Name}” is gone from the list.");
        Navigation.NavigateTo(ConsoleUrls.Customers);
    }
}
