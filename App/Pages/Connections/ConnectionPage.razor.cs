using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Connections.Dialogs;
using ConnectionsConsole.App.Pages.OAuth;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

public sealed partial class ConnectionPage : ListPage
{
    private static readonly ListShape s_shape = new() { Tabs = ["overview", "inputs", "test", "customers", "usage", "history"] };
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Connections", ConsoleUrls.Connections)];
    private PageState<ConnectionDetail> _state = PageState<ConnectionDetail>.Loading;
    private SuccessionStart? _start;
    private Guid? _offered;
    private bool _mayManage;
    private bool _mayViewCustomers;
    private bool _mayViewHistory;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>What is asked without having been called for: the test connection, right after the connection was created.</summary>
    [SupplyParameterFromQuery]
    public string? Offer { get; set; }

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private TestConnectionEditor TestConnections { get; set; } = null!;

    [Inject]
    private AuthorizationFlow Authorizations { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        (_mayManage, _mayViewCustomers, _mayViewHistory) =
            (await User.MayAsync(Permission.ManageConnections), await User.MayAsync(Permission.ViewCustomerConnections), await User.MayAsync(Permission.ViewAuditLog));
        if (_state.Value?.Id != Id)
        {
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Offer == ConsoleUrls.OfferedTestConnection && _offered != Id && _state.Value is { } connection)
        {
            _offered = Id;
            await OfferTestConnectionAsync(connection);
        }
    }

    /// <summary>What was offered is taken out of the address, so that neither Back nor a reload asks again.</summary>
    private async Task OfferTestConnectionAsync(ConnectionDetail connection)
    {
        if (!connection.HasTestConnection && connection.Definition is not null && await User.MayAsync(Permission.ManageTestConnections)
            && await TestConnections.EditAsync(connection, isOffer: true) is { } test
            && await Authorizations.OfferAsync(ValueOwner.TestConnection, test, ConsoleUrls.Connection(Id, "test")))
        {
            return;
        }

        // Unless the person has gone on to another tab meanwhile.
        if (Offer is not null)
        {
            Navigation.NavigateTo(ConsoleUrls.Connection(Id), replace: true);
        }

        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync() => _state = PageState<ConnectionDetail>.From(await Sender.SendAsync(new GetConnection(Id)));

    private async Task EditAsync()
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(EditConnectionDialog.Connection)] = _state.Value };
        if (await Dialogs.ShowAsync<EditConnectionDialog, bool>(parameters))
        {
            await LoadAsync();
            Messages.Success("The connection was saved.");
        }
    }

    private async Task SupersedeAsync()
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(SupersedeDialog.Connection)] = _state.Value };
        if (await Dialogs.ShowAsync<SupersedeDialog, SuccessorCreated>(parameters) is { } created)
        {
            Messages.Success($"“{created.Name}” was created.", new MessageLink(ConsoleUrls.Connection(created.Id), "Open"));
            _start = new SuccessionStart(created.CustomerIds);
            await LoadAsync();
        }
    }

    private async Task MarkDefaultAsync(bool isDefault)
    {
        var marked = await Sender.SendAsync(new MarkDefaultConnection(Id, isDefault, _state.Value!.Revision));
        if (marked.Error is { } error)
        {
            Messages.Error(error.ToString());
        }

        await LoadAsync();
    }

    private async Task DeleteAsync()
    {
        var connection = _state.Value!;
        var consequence = connection.Kind == ConnectionKind.Customer
            ? $"Its test connection and the values of {ConnectionLooks.Count(connection.Customers, "customer")} go with it. This cannot be undone."
            : "Its values and its test connection go with it. This cannot be undone.";
        if (!await Dialogs.ConfirmAsync(new Confirmation($"Delete connection “{connection.Name}”?", consequence, "Delete connection", TypeToConfirm: connection.Customers > 0 ? connection.Name : null)))
        {
            return;
        }

        var deleted = await Sender.SendAsync(new DeleteConnection(Id));
        switch (deleted.Error)
        {
            case InUseError inUse:
                await Dialogs.ShowAsync<InUseDialog, bool>(new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(InUseDialog.Title)] = $"“{connection.Name}” is in use",
                    [nameof(InUseDialog.Consequence)] = "It was not deleted. Re-point these to another connection first:",
                    [nameof(InUseDialog.Error)] = inUse,
                });
                break;
            case { } error:
                Messages.Error(error.ToString());
                break;
            default:
                Messages.Success($"Connection “{connection.Name}” was deleted.");
                Navigation.NavigateTo(ConsoleUrls.Connections);
                break;
        }
    }
}
