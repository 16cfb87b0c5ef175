using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.ConfigVariables.Queries;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.ConfigVariables.Dialogs;

/// <summary>Adds a config variable of the organization or of a customer, or edits one. Closes with its name.</summary>
public sealed partial class ConfigVariableDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private LongTextField? _text;
    private SecretField? _secret;
    private string _name = "";
    private string? _value;
    private bool _isSecret;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    /// <summary>Null for a variable of the organization.</summary>
    [Parameter]
    public Guid? CustomerId { get; set; }

    /// <summary>The variable to edit; null to add one.</summary>
    [Parameter]
    public ConfigVariableDetail? Variable { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    protected override void OnInitialized() => (_name, _value, _isSecret) = (Variable?.Name ?? "", Variable?.Value, Variable?.IsSecret ?? false);

    private void Set(string? value)
    {
        _value = value;
        _errors.Clear("value");
    }

    /// <summary>Takes what stands in the browser right now; false when it is too long, which the field says.</summary>
    private async Task<bool> CollectAsync()
    {
        if (_secret is not null)
        {
            return await _secret.FlushAsync();
        }

        if (await _text!.ReadAsync() is not { } text)
        {
            return false;
        }

        _value = text;
        return true;
    }

    private async Task SaveAsync()
    {
        if (!await CollectAsync())
        {
            return;
        }

        // An unchanged value is kept as it is, with its date.
        var value = Variable is { IsSecret: false } && _value == Variable.Value ? null : _value;
        IRequest<Result<Guid>> request = (Variable, CustomerId) switch
        {
            (null, null) => new CreateOrganizationConfigVariable(_name, _value ?? "", _isSecret),
            (null, { } customer) => new CreateCustomerConfigVariable(customer, _name, _value ?? "", _isSecret),
            (_, null) => new UpdateOrganizationConfigVariable(Variable.Id, _name, value, Variable.Revision),
            (_, not null) => new UpdateCustomerConfigVariable(Variable.Id, _name, value, Variable.Revision),
        };
        var saved = await Sender.SendAsync(request);
        if (saved.Error is { } error)
        {
            _errors.Show(error);
        }
        else
        {
            Dialog.Close(_name.Trim());
        }
    }
}
