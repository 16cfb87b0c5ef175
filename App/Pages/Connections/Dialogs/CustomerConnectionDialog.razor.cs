using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections.Dialogs;

/// <param name="Missing">The labels of required inputs that still lack.</param>
/// <param name="IsToBeRemoved">Nothing was saved: the person wants the values gone.</param>
public sealed record CustomerConnectionSaved(Guid Id, string CustomerName, string ConnectionName, IReadOnlyList<string> Missing, bool IsToBeRemoved = false);

/// <summary>One customer's values under an organization connection of the customer kind: exactly its customer-specific inputs, complete or not.</summary>
public sealed partial class CustomerConnectionDialog : ComponentBase
{
    private const int MostChoices = 20;

    private readonly FormErrors _errors = new();
    private CustomerRow? _customer;
    private CustomerConnectionRow? _choice;
    private IReadOnlyList<InputState>? _inputs;
    private InputsModel _model = new([]);
    private string _customerName = "";
    private string _connectionName = "";
    private Guid? _connectionId;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    /// <summary>The values to change; null to add some.</summary>
    [Parameter]
    public CustomerConnectionDetail? Existing { get; set; }

    [Parameter]
    public Guid? CustomerId { get; set; }

    [Parameter]
    public Guid? ConnectionId { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private DependentsQuestion Question { get; set; } = null!;

    private string? Subtitle => (_customerName, _connectionName) switch
    {
        ("", "") => null,
        (var customer, "") => customer,
        ("", var connection) => connection,
        var (customer, connection) => $"{connection}, for {customer}",
    };

    protected override async Task OnInitializedAsync()
    {
        if (Existing is { } existing)
        {
            (_customerName, _connectionName, _connectionId) = (existing.CustomerName, existing.ConnectionName, existing.ConnectionId);
            Use(existing.Values.Inputs);
            return;
        }

        if (CustomerId is { } customerId)
        {
            var customer = await Sender.SendAsync(new GetCustomer(customerId));
            if (customer.TryGet(out var found, out var error))
            {
                _customerName = found.Name;
            }
            else
            {
                _errors.Show(error);
            }
        }

        if (ConnectionId is { } connectionId)
        {
            await LoadConnectionAsync(connectionId);
        }
    }

    private async Task<IReadOnlyList<CustomerRow>> FindCustomersAsync(string text, CancellationToken cancellationToken)
    {
        var found = await Sender.SendAsync(new ListCustomers(new PageRequest(Size: MostChoices, Search: text)), cancellationToken);
        return found.IsSuccess ? found.Value.Items : [];
    }

    private async Task<IReadOnlyList<CustomerConnectionRow>> FindConnectionsAsync(string text, CancellationToken cancellationToken)
    {
        if ((CustomerId ?? _customer?.Id) is not { } customer)
        {
            return [];
        }

        var found = await Sender.SendAsync(new ListCustomerConnections(customer, new PageRequest(Size: MostChoices, Search: text), Addable: true), cancellationToken);
        return found.IsSuccess ? found.Value.Items : [];
    }

    private async Task ChooseAsync(CustomerConnectionRow? choice)
    {
        _choice = choice;
        _errors.Clear();
        if (choice is null)
        {
            (_inputs, _connectionName) = (null, "");
        }
        else
        {
            await LoadConnectionAsync(choice.ConnectionId);
        }
    }

    private async Task LoadConnectionAsync(Guid id)
    {
        var connection = await Sender.SendAsync(new GetConnection(id));
        if (!connection.TryGet(out var found, out var error))
        {
            _errors.Show(error);
            return;
        }

        (_connectionName, _connectionId) = (found.Name, id);
        if (found.Kind != ConnectionKind.Customer)
        {
            _errors.Show(ConnectionErrors.NotOfCustomerKind(found.Name));
            return;
        }

        Use(InputState.Of(found.CustomerFields, null, false));
    }

    private void Use(IReadOnlyList<InputState> inputs) => (_inputs, _model) = (inputs, new InputsModel(inputs));

    private async Task SaveAsync()
    {
        _errors.Clear();
        if ((CustomerId ?? _customer?.Id) is not { } customer)
        {
            _errors.Add("customer", "Choose a customer.");
            return;
        }

        if (_inputs is null || _connectionId is not { } connection)
        {
            _errors.Add("connection", "Choose a connection.");
            return;
        }

        if (!await _model.FlushAsync() || !_model.Check(_inputs, _errors, requireAll: false))
        {
            return;
        }

        if (Existing is not null && _model.Changes.Count == 0)
        {
            _errors.Add(null, "Nothing was changed yet.");
            return;
        }

        if (!await Question.AskAsync(connection, customer, "Save values", "Keep editing"))
        {
            return;
        }

        var saved = Existing is { } existing
            ? await Sender.SendAsync(new UpdateCustomerConnection(existing.Id, _model.Changes, existing.Values.Revision))
            : await Sender.SendAsync(new CreateCustomerConnection(connection, customer, _model.Changes));
        if (saved.TryGet(out var id, out var error))
        {
            var missing = _inputs.Where(i => i.Field is { Required: true, Default: null } && !_model.WillBeSet(i)).Select(i => i.Field.Label);
            Dialog.Close(new CustomerConnectionSaved(id, _customer?.Name ?? _customerName, _connectionName, [.. missing]));
        }
        else
        {
            _errors.Show(error);
        }
    }

    private async Task UndoAsync()
    {
        var existing = Existing!;
        if (!await Dialog.MayDiscardAsync() || !await Question.AskAsync(existing.ConnectionId, existing.CustomerId, "Undo last change", "Keep present values"))
        {
            return;
        }

        var undone = await Sender.SendAsync(new UndoCustomerConnection(existing.Id, existing.Values.Revision));
        if (undone.Error is { } error)
        {
            _errors.Show(error);
            return;
        }

        var now = await Sender.SendAsync(new GetCustomerConnection(existing.Id));
        Dialog.Close(new CustomerConnectionSaved(
            existing.Id, _customerName, _connectionName, now.IsSuccess ? [.. now.Value.Values.Inputs.Where(i => i.IsMissing).Select(i => i.Field.Label)] : []));
    }
}
