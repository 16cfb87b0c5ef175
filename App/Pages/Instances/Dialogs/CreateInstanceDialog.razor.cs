using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Instances.Dialogs;

public sealed record InstanceCreated(Guid Id);

/// <summary>Asks which integration for which customer; the values are given on the instance's page.</summary>
public sealed partial class CreateInstanceDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private CustomerRow? _customer;
    private IntegrationRow? _integration;
    private string _name = "";
    private string _description = "";

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    private async Task<IReadOnlyList<CustomerRow>> FindCustomersAsync(string text, CancellationToken cancellationToken)
    {
        var found = await Sender.SendAsync(new ListCustomers(new PageRequest(Size: 10, Search: text)), cancellationToken);
        return found.IsSuccess ? found.Value.Items : [];
    }

    private async Task<IReadOnlyList<IntegrationRow>> FindIntegrationsAsync(string text, CancellationToken cancellationToken)
    {
        var found = await Sender.SendAsync(new ListIntegrations(new PageRequest(Size: 10, Search: text)), cancellationToken);
        return found.IsSuccess ? [.. found.Value.Items.Where(i => i.LatestVersion > 0)] : [];
    }

    private async Task SaveAsync()
    {
        _errors.Clear();
        if (_customer is null)
        {
            _errors.Add("customer", "Choose a customer.");
        }

        if (_integration is null)
        {
            _errors.Add("integration", "Choose a published integration.");
        }

        if (_customer is null || _integration is null)
        {
            return;
        }

        var created = await Sender.SendAsync(new CreateInstance(_customer.Id, _integration.Id, _name, _description));
        if (created.TryGet(out var id, out var error))
        {
            Dialog.Close(new InstanceCreated(id));
        }
        else
        {
            _errors.Show(error);
        }
    }
}
