namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// The authorization methods of credentials, with their fields (reference §1.1). A connection type names the methods it accepts and maps their fields.
/// </summary>
public static class AuthorizationMethods
{
    public const string ApiKeySecret = "api_key_secret";
    public const string Basic = "basic";
    public const string PrivateKey = "private_key";
    public const string ApiKey = "api_key";
    public const string OAuth2 = "oauth2";
    public const string OAuth2ClientCredentials = "oauth2_client_credentials";

    public static IReadOnlyList<AuthorizationMethod> All { get; } =
    [
        new(ApiKeySecret, "API Key / Secret", [Plain("api_key", "API Key"), Secret("api_secret", "API Secret")]),
        new(Basic, "Basic", [Plain("username", "Username"), Secret("password", "Password")]),
        new(PrivateKey, "Private Key", [Plain("username", "Username"), new("private_key", "Private Key", InputType.Text, Required: true, Secret: true)]),
        new(ApiKey, "API Key", [Secret("api_key", "API Key")]),
        new(OAuth2, "OAuth 2.0",
        [
            Plain("client_id", "Client ID"), Secret("client_secret", "Client Secret"), new("scopes", "Scopes", InputType.String),
            Plain("auth_uri", "Authorization URL"), Plain("token_uri", "Token URL"),
        ],
        new OAuthDefinition(
            OAuthGrant.AuthorizationCode, OAuthSetting.From("token_uri"), OAuthSetting.From("auth_uri"), Scopes: OAuthSetting.From("scopes"),
            ClientIdInput: "client_id", ClientSecretInput: "client_secret")),
        new(OAuth2ClientCredentials, "OAuth 2.0 Client Credentials",
        [
            Plain("client_id", "Client ID"), Secret("client_secret", "Client Secret"), Plain("token_uri", "Token URL"), new("scopes", "Scopes", InputType.String),
        ],
        new OAuthDefinition(
            OAuthGrant.ClientCredentials, OAuthSetting.From("token_uri"), Scopes: OAuthSetting.From("scopes"),
            ClientIdInput: "client_id", ClientSecretInput: "client_secret")),
    ];

    public static AuthorizationMethod? Find(string key) => All.FirstOrDefault(m => m.Key == key);

    private static InputField Plain(string key, string label) => new(key, label, InputType.String, Required: true);

    private static InputField Secret(string key, string label) => new(key, label, InputType.Password, Required: true);
}

/// <summary>One way in which a credential authorizes.</summary>
/// <param name="OAuth">For the OAuth 2.0 methods: how the credential itself is authorized; its inputs are the method's fields.</param>
public sealed record AuthorizationMethod(string Key, string Label, IReadOnlyList<InputField> Fields, OAuthDefinition? OAuth = null);
