using System.Globalization;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.App.Pages.Settings.Connectors;

/// <summary>A connection type as it is edited.</summary>
public sealed class ConnectionTypeForm
{
    private readonly ConnectionType? _original;

    /// <param name="type">The type to edit; null begins a new one, with one input.</param>
    public ConnectionTypeForm(ConnectionType? type)
    {
        _original = type;
        if (type is null)
        {
            Inputs.Add(new ConnectionInputForm());
            return;
        }

        (Key, Label, Description, AllowedHosts) = (type.Key, type.Label, type.Description, string.Join('\n', type.AllowedHosts));
        Inputs.AddRange(type.Inputs.Select(i => new ConnectionInputForm(i)));
        if (type.OAuth is { } oauth)
        {
            Grant = oauth.Grant;
            (TokenUrl, AuthorizationUrl, RevocationUrl) = (oauth.TokenUrl.Fixed ?? "", oauth.AuthorizationUrl?.Fixed ?? "", oauth.RevocationUrl?.Fixed ?? "");
            (Scopes, ClientAuthentication) = (oauth.Scopes?.Fixed ?? "", oauth.ClientAuthentication?.Fixed ?? "header");
            OAuthParameters = string.Join('\n', (oauth.Grant == OAuthGrant.AuthorizationCode ? oauth.AuthorizationParameters : oauth.TokenParameters)?.Select(p => $"{p.Name}={p.Value}") ?? []);
        }

        if (type.TestRequest is { } request)
        {
            HasTest = true;
            (TestMethod, TestUrl) = (request.Method, request.Url);
            TestHeaders = string.Join('\n', request.Headers.Select(h => $"{h.Name}: {h.Value}"));
            TestStatuses = string.Join(", ", request.ExpectedStatuses.Select(s => s.ToString(CultureInfo.InvariantCulture)));
        }
    }

    public string Key { get; set; } = "";

    public string Label { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>One for each line.</summary>
    public string AllowedHosts { get; set; } = "";

    public List<ConnectionInputForm> Inputs { get; } = [];

    /// <summary>How access tokens are obtained; null for a type without.</summary>
    public OAuthGrant? Grant { get; private set; }

    public string AuthorizationUrl { get; set; } = "";

    public string TokenUrl { get; set; } = "";

    public string RevocationUrl { get; set; } = "";

    public string Scopes { get; set; } = "";

    public string ClientAuthentication { get; set; } = "header";

    /// <summary>One name=value in each line.</summary>
    public string OAuthParameters { get; set; } = "";

    public bool HasTest { get; set; }

    public string TestMethod { get; set; } = ConnectionTestRequest.Methods[0];

    public string TestUrl { get; set; } = "";

    /// <summary>One for each line, name and value with a colon between.</summary>
    public string TestHeaders { get; set; } = "";

    /// <summary>Numbers with commas between.</summary>
    public string TestStatuses { get; set; } = "";

    /// <summary>OAuth 2.0 needs the client's id and secret: inputs for them are put in where they are missing.</summary>
    public void UseGrant(OAuthGrant? grant)
    {
        Grant = grant;
        if (grant is null)
        {
            return;
        }

        Inputs.RemoveAll(i => i is { Key: "", Label: "" });
        if (!Inputs.Exists(i => i.Key == "clientSecret"))
        {
            Inputs.Insert(0, new ConnectionInputForm(new InputField("clientSecret", "Client Secret", InputType.Password, Required: true)));
        }

        if (!Inputs.Exists(i => i.Key == "clientId"))
        {
            Inputs.Insert(0, new ConnectionInputForm(new InputField("clientId", "Client ID", InputType.String, Required: true)));
        }
    }

    /// <summary>The type as it would be saved; null, with words at the fields, where a field cannot even be read.</summary>
    public ConnectionType? ToType(FormErrors errors)
    {
        var request = HasTest ? Request(errors) : null;
        var oauth = Grant is { } grant ? OAuth(grant, errors) : null;
        return errors.Any
            ? null
            : (_original ?? new ConnectionType(Key, Label, Description, [], [])) with
            {
                Key = Key, Label = Label, Description = Description, Inputs = [.. Inputs.Select(i => i.ToInput())], AllowedHosts = Lines(AllowedHosts), TestRequest = request, OAuth = oauth,
            };
    }

    private ConnectionTestRequest Request(FormErrors errors)
    {
        var headers = new List<TestRequestHeader>();
        foreach (var line in Lines(TestHeaders))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
            {
                errors.Add("type.testRequest.headers", $"“{line}” has no colon between name and value.");
            }
            else
            {
                headers.Add(new TestRequestHeader(line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
        }

        var statuses = new List<int>();
        foreach (var part in TestStatuses.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            {
                statuses.Add(status);
            }
            else
            {
                errors.Add("type.testRequest.expectedStatuses", $"“{part}” is no number.");
            }
        }

        return new ConnectionTestRequest(TestMethod, TestUrl.Trim(), headers, statuses);
    }

    private OAuthDefinition OAuth(OAuthGrant grant, FormErrors errors)
    {
        var isCode = grant == OAuthGrant.AuthorizationCode;
        var parameters = new List<OAuthParameter>();
        foreach (var line in Lines(OAuthParameters))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                errors.Add(isCode ? "type.oAuth.authorizationParameters" : "type.oAuth.tokenParameters", $"“{line}” has no = between name and value.");
            }
            else
            {
                parameters.Add(new OAuthParameter(line[..equals].Trim(), line[(equals + 1)..].Trim()));
            }
        }

        return new OAuthDefinition(
            grant, OAuthSetting.Of(TokenUrl.Trim()), isCode ? Setting(AuthorizationUrl) : null, Setting(RevocationUrl), Setting(Scopes), null, OAuthSetting.Of(ClientAuthentication),
            isCode && parameters.Count > 0 ? parameters : null, null, !isCode && parameters.Count > 0 ? parameters : null);
    }

    private static OAuthSetting? Setting(string text) => string.IsNullOrWhiteSpace(text) ? null : OAuthSetting.Of(text.Trim());

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>One input of a connection type as it is edited.</summary>
public sealed class ConnectionInputForm
{
    private readonly InputField? _original;
    private bool _keyWasTyped;

    public ConnectionInputForm()
    {
    }

    public ConnectionInputForm(InputField input)
    {
        _original = input;
        _keyWasTyped = true;
        (Key, Label, Type, Required, Secret) = (input.Key, input.Label, input.Type, input.Required, input.Secret);
        (Default, Hint, Choices) = (input.Default ?? "", input.Hint ?? "", string.Join('\n', input.Choices ?? []));
    }

    public string Key { get; private set; } = "";

    public string Label { get; private set; } = "";

    public InputType Type { get; set; }

    public bool Required { get; set; }

    /// <summary>Of a long text: kept encrypted and never shown again.</summary>
    public bool Secret { get; set; }

    public bool IsSecret => Type == InputType.Password || (Type == InputType.Text && Secret);

    public string Default { get; set; } = "";

    public string Hint { get; set; } = "";

    /// <summary>One for each line.</summary>
    public string Choices { get; set; } = "";

    /// <summary>The key follows the label until somebody types one.</summary>
    public void Name(string label)
    {
        Label = label;
        if (!_keyWasTyped)
        {
            Key = InputKey.Propose(label);
        }
    }

    public void UseKey(string key) => (Key, _keyWasTyped) = (key.Trim(), key.Trim().Length > 0);

    public InputField ToInput() => (_original ?? new InputField(Key, Label, Type)) with
    {
        Key = Key,
        Label = Label,
        Type = Type,
        Required = Required,
        Secret = Type == InputType.Text && Secret,
        Default = IsSecret || Default.Length == 0 ? null : Default,
        Hint = Hint.Length == 0 ? null : Hint,
        Choices = Type == InputType.Choice ? Choices.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null,
    };
}
