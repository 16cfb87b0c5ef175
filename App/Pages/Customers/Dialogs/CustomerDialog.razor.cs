using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Customers.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Customers.Dialogs;

public sealed record CustomerSaved(Guid Id, string Name);

/// <summary>Adds a customer, or edits one. Refusals stay at their fields, so the dialog sends by itself and closes when it was accepted.</summary>
public sealed partial class CustomerDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private string _name = "";
    private string _externalId = "";
    private string _description = "";

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    /// <summary>The customer to edit; null to add one.</summary>
    [Parameter]
    public CustomerDetail? Customer { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    protected override void OnInitialized() =>
        (_name, _externalId, _description) = (Customer?.Name ?? "", Customer?.ExternalId ?? "", Customer?.Description ?? "");

    private async Task SaveAsync()
    {
        var saved = Customer is null
            ? await Sender.SendAsync(new CreateCustomer(_name, _description, _externalId))
            : await Sender.SendAsync(new UpdateCustomer(Customer.Id, _name, _description, _externalId, Customer.Revision));
        if (saved.TryGet(out var id, out var error))
        {
            Dialog.Close(new CustomerSaved(id, _name.Trim()));
        }
        else
        {
            _errors.Show(error);
        }
    }
}
