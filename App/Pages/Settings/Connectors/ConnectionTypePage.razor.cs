using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Connectors;

/// <summary>Adds a connection type to an own connector, or edits one. What an edit means for connections that exist is said before it is saved.</summary>
public sealed partial class ConnectionTypePage : ComponentBase
{
    private static readonly SelectOption<string>[] s_methods = [.. ConnectionTestRequest.Methods.Select(m => new SelectOption<string>(m, m))];

    private static readonly SelectOption<OAuthGrant?>[] s_grants =
        [new(OAuthGrant.AuthorizationCode, "Somebody consents in the browser (authorization code with PKCE)"), new(OAuthGrant.ClientCredentials, "The client signs in as itself (client credentials)")];

    private static readonly SelectOption<string>[] s_authentications = [new("header", "In the Authorization header"), new("body", "In the body")];

    private readonly FormErrors _errors = new();
    private readonly UnsavedWork _work = new();
    private PageState<ConnectorDetail> _state = PageState<ConnectorDetail>.Loading;
    private ConnectionTypeForm? _form;
    private Error? _missing;
    private bool _keyWasTyped;

    [Parameter]
    public string Connector { get; set; } = "";

    /// <summary>The key of the type to edit; null to add one.</summary>
    [Parameter]
    public string? Type { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Breadcrumb[] Breadcrumbs => [new("Connectors", ConsoleUrls.Connectors), new(_state.Value?.Connector.Label ?? Connector, BackUrl)];

    private string BackUrl => ConsoleUrls.Connector(Connector, "types");

    private int Connections => Type is null ? 0 : _state.Value?.Connections.GetValueOrDefault(Type) ?? 0;

    /// <summary>How HTTP steps will sign in, by the keys of the inputs: what they look for is told, since nothing else says it.</summary>
    private string SignIn
    {
        get
        {
            bool Has(string key) => _form!.Inputs.Exists(i => i.Key == key);
            return _form!.Grant is not null ? "HTTP steps sign in with the access token."
                : Has("token") ? "HTTP steps sign in with the input token, as \"Authorization: Bearer\"."
                : Has("apiKey") ? "HTTP steps sign in with the input apiKey, as \"Authorization: Bearer\", or as \"Basic\" where an input authScheme says so."
                : Has("username") ? "HTTP steps sign in with the inputs username and password (HTTP Basic authentication)."
                : "HTTP steps sign in with an input called token, apiKey, or username and password. Without one of these, only code and the test request can use the values.";
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_state.Value is not null)
        {
            return;
        }

        _state = PageState<ConnectorDetail>.From(await Sender.SendAsync(new GetConnector(Connector)));
        if (_state.Value is not { } detail)
        {
            return;
        }

        var type = Type is null ? null : detail.Connector.FindConnectionType(Type);
        _missing = detail.Connector.IsBuiltIn ? new ConflictError("Built-in connectors cannot be changed.") : Type is not null && type is null ? ConnectorErrors.TypeNotFound : null;
        _form = _missing is null ? new ConnectionTypeForm(type) : null;
    }

    private void Label(string label)
    {
        _form!.Label = label;
        _errors.Clear("type.label");
        if (Type is null && !_keyWasTyped)
        {
            _form.Key = InputKey.Propose(label);
        }
    }

    private void Key(string key)
    {
        (_form!.Key, _keyWasTyped) = (key.Trim(), key.Trim().Length > 0);
        _errors.Clear("type.key");
    }

    private void Add()
    {
        _form!.Inputs.Add(new ConnectionInputForm());
        _errors.Clear();
    }

    private void Remove(int position)
    {
        _form!.Inputs.RemoveAt(position);
        _work.Touch();
        // Messages stand at positions, which are others now.
        _errors.Clear();
    }

    private void Move(int position, int by)
    {
        var inputs = _form!.Inputs;
        if (position + by < 0 || position + by >= inputs.Count)
        {
            return;
        }

        (inputs[position], inputs[position + by]) = (inputs[position + by], inputs[position]);
        _work.Touch();
        _errors.Clear();
    }

    private async Task SaveAsync()
    {
        _errors.Clear();
        if (_form!.ToType(_errors) is { } type && await ConfirmAsync(type) is { } markIncomplete)
        {
            await SendAsync(type, markIncomplete);
        }
    }

    /// <returns>Whether customers' connections may become incomplete; null where the person thought better of it, or the change is refused anyway.</returns>
    private async Task<bool?> ConfirmAsync(ConnectionType type)
    {
        if (Type is null)
        {
            return false;
        }

        var preview = await Sender.SendAsync(new PreviewConnectionType(Connector, type));
        if (!preview.TryGet(out var impact, out var error))
        {
            _errors.Show(error);
            return null;
        }

        // What is refused is refused by the command, in its words; only what is left to decide is asked.
        var consequences = impact.Refusals.Count > 0 ? [] : ConsequencesOf(impact);
        if (consequences.Count == 0)
        {
            return false;
        }

        return await Dialogs.ConfirmAsync(new Confirmation(
            $"Save connection type “{type.Label}”?", "This changes connections that exist, from their next run on:", "Save connection type", IsDestructive: impact.Incomplete > 0, Affected: consequences, Dismiss: "Keep editing"))
            ? impact.Incomplete > 0
            : null;
    }

    private static List<string> ConsequencesOf(ConnectionTypeImpact impact)
    {
        var consequences = new List<string>();
        if (impact.Incomplete > 0)
        {
            consequences.Add($"{ConnectorErrors.Customers(impact.Incomplete)} {(impact.Incomplete == 1 ? "lacks" : "lack")} a value that becomes required. It counts as missing for deploying and running until it is entered.");
        }

        if (impact.OnDefault > 0)
        {
            consequences.Add(impact.OnDefault == 1 ? "One connection has no value of its own where the default changes, and follows it." : $"{impact.OnDefault:N0} connections have no value of their own where the default changes, and follow it.");
        }

        if (impact.Reauthorize > 0)
        {
            consequences.Add(impact.Reauthorize == 1 ? "One connection is authorized now and may have to be authorized again." : $"{impact.Reauthorize:N0} connections are authorized now and may have to be authorized again.");
        }

        if (impact.TestsIncomplete > 0)
        {
            consequences.Add(impact.TestsIncomplete == 1 ? "One test connection lacks a value that becomes required; test runs with it are refused until it is entered." : $"{impact.TestsIncomplete:N0} test connections lack a value that becomes required; test runs with them are refused until it is entered.");
        }

        return consequences;
    }

    private async Task SendAsync(ConnectionType type, bool markIncomplete)
    {
        var saved = await Sender.SendAsync(new SaveConnectionType(Connector, type, Type, markIncomplete, _state.Value!.Revision));
        if (saved.Error is { } error)
        {
            _errors.Show(error);
            // It belongs to no field of the form.
            if (_errors["markIncomplete"] is { } incomplete)
            {
                _errors.Add(null, incomplete);
            }

            return;
        }

        _work.Clear();
        Messages.Success($"Connection type “{type.Label.Trim()}” was saved.");
        Navigation.NavigateTo(BackUrl);
    }
}
