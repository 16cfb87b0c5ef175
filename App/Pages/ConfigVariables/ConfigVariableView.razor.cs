using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.ConfigVariables.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.ConfigVariables.Queries;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.ConfigVariables;

/// <summary>A config variable of the organization or of a customer: its value, who takes it, and what can be done with it.</summary>
public sealed partial class ConfigVariableView : ListPage
{
    private const int MostShown = 2_000;
    private static readonly ListShape s_shape = new() { Tabs = ["overview", "usage"] };
    private PageState<ConfigVariableDetail> _state = PageState<ConfigVariableDetail>.Loading;
    private string? _customerName;
    private bool _mayManage;

    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    /// <summary>The customer in the address; null for a variable of the organization. A variable of another one is not found.</summary>
    [Parameter, EditorRequired]
    public Guid? CustomerId { get; set; }

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    private Breadcrumb[] Breadcrumbs => CustomerId is { } customer
        ? [new("Customers", ConsoleUrls.Customers), new(_customerName ?? "Customer", ConsoleUrls.Customer(customer)), new("Config Vars", ListUrl)]
        : [new("Config Variables", ListUrl)];

    private string ListUrl => CustomerId is { } customer ? ConsoleUrls.Customer(customer, "config-vars") : ConsoleUrls.ConfigVariables;

    private string Url => CustomerId is { } customer ? ConsoleUrls.CustomerConfigVariable(customer, Id) : ConsoleUrls.ConfigVariable(Id);

    protected override async Task OnParametersSetAsync()
    {
        _mayManage = await User.MayAsync(CustomerId is null ? Permission.ManageOrganizationConfigVariables : Permission.ManageCustomerConfigVariables);
        if (_state.Value?.Id != Id)
        {
            if (CustomerId is { } customer)
            {
                var found = await Sender.SendAsync(new GetCustomer(customer));
                _customerName = found.IsSuccess ? found.Value.Name : null;
            }

            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var found = await Sender.SendAsync(new GetConfigVariable(Id));
        _state = PageState<ConfigVariableDetail>.From(found.IsSuccess && found.Value.CustomerId != CustomerId ? ConfigVariableErrors.NotFound : found);
    }

    private async Task<TablePage<Usage>> LoadUsersAsync(TableRequest request, CancellationToken cancellationToken) =>
        (await Sender.SendAsync(new ListConfigVariableUsers(Id, request.ToPageRequest()), cancellationToken)).ToTable();

    private async Task EditAsync()
    {
        // What somebody else changed since the page was opened is shown, rather than refused at the end.
        await LoadAsync();
        if (_state.Value is not { } variable)
        {
            return;
        }

        if (await Dialogs.ShowAsync<ConfigVariableDialog, string>(new Dictionary<string, object?> { [nameof(ConfigVariableDialog.CustomerId)] = CustomerId, [nameof(ConfigVariableDialog.Variable)] = variable }) is not null)
        {
            await LoadAsync();
            Messages.Success("The config variable was saved.");
        }
    }

    private async Task UndoAsync()
    {
        var variable = _state.Value!;
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Undo the last change of “{variable.Name}”?",
                $"The value that {variable.Previous!.SetBy} set before holds again from the next run on. This can itself be undone.",
                "Undo last change", IsDestructive: false)))
        {
            return;
        }

        IRequest<Result<Guid>> undo = CustomerId is null ? new UndoOrganizationConfigVariable(variable.Id, variable.Revision) : new UndoCustomerConfigVariable(variable.Id, variable.Revision);
        var undone = await Sender.SendAsync(undo);
        await LoadAsync();
        if (undone.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success("The value before holds again.");
        }
    }

    private async Task DeleteAsync()
    {
        var variable = _state.Value!;
        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Delete config variable “{variable.Name}”?", "Its value goes with it and cannot be brought back.", "Delete config variable")))
        {
            return;
        }

        IRequest<Result<Guid>> delete = CustomerId is null ? new DeleteOrganizationConfigVariable(variable.Id) : new DeleteCustomerConfigVariable(variable.Id);
        var deleted = await Sender.SendAsync(delete);
        if (deleted.Error is { } error)
        {
            Messages.Error(error.ToString(), error is InUseError ? new MessageLink(Url + "?tab=usage", "Show who uses it") : null);
            return;
        }

        Messages.Success($"Config variable “{variable.Name}” was deleted.");
        Navigation.NavigateTo(ListUrl);
    }
}
