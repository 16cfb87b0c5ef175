using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Credentials.Dialogs;

public sealed record CredentialSaved(Guid Id, string Name);

/// <summary>Adds a credential: name and method, its values, review. Refusals lead back to the step of their field.</summary>
public sealed partial class CreateCredentialDialog : ComponentBase
{
    private const string MethodStep = "Method";
    private const string ValuesStep = "Values";
    private static readonly SelectOption<string>[] s_methods = [.. AuthorizationMethods.All.Select(m => new SelectOption<string>(m.Key, m.Label, Describe(m.Key)))];

    private readonly FormErrors _errors = new();
    private StepDialog? _dialog;
    private IReadOnlyList<InputState> _inputs = [];
    private InputsModel _model = new([]);
    private string _name = "";
    private string? _method;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    private AuthorizationMethod? Method => _method is null ? null : AuthorizationMethods.Find(_method);

    private static string Describe(string method) => method switch
    {
        AuthorizationMethods.ApiKeySecret => "A key and its secret, such as an access key of AWS.",
        AuthorizationMethods.Basic => "User name and password.",
        AuthorizationMethods.PrivateKey => "User name and a private key, in PEM or OpenSSH form.",
        AuthorizationMethods.ApiKey => "One key alone.",
        AuthorizationMethods.OAuth2 => "Client ID and secret of an application that somebody authorizes.",
        AuthorizationMethods.OAuth2ClientCredentials => "Client ID and secret of an application that signs in as itself.",
        _ => "",
    };

    private void Choose(string? method)
    {
        // Values of one method mean nothing to another.
        if (method != _method)
        {
            _method = method;
            _inputs = InputState.Of(Method?.Fields ?? [], null, true);
            _model = new InputsModel(_inputs);
        }

        _errors.Clear("authorizationMethod");
    }

    private Task<bool> CompleteMethodAsync()
    {
        _errors.Clear();
        if (string.IsNullOrWhiteSpace(_name))
        {
            _errors.Add("name", "Give the credential a name.");
        }

        if (Method is null)
        {
            _errors.Add("authorizationMethod", "Choose how the credential authorizes.");
        }

        return Task.FromResult(!_errors.Any);
    }

    private async Task<bool> CompleteValuesAsync()
    {
        _errors.Clear();
        return await _model.FlushAsync() && _model.Check(_inputs, _errors, requireAll: true);
    }

    private string Reviewed(InputState input) => (_model[input.Key], input.Field.IsSecret) switch
    {
        (null or "", _) => "Not set",
        (_, true) => "Set",
        (var value, false) => value,
    };

    private async Task SaveAsync()
    {
        var saved = await Sender.SendAsync(new CreateCredential(_name, _method!, _model.Changes));
        if (saved.TryGet(out var id, out var error))
        {
            Dialog.Close(new CredentialSaved(id, _name.Trim()));
            return;
        }

        _errors.Show(error);
        if (_errors["name"] is not null || _errors["authorizationMethod"] is not null)
        {
            _dialog?.GoTo(MethodStep);
        }
        else if (error is InvalidError)
        {
            _dialog?.GoTo(ValuesStep);
        }
    }
}
