namespace ConnectionsConsole.Domain.Connectors.BuiltIn;

/// <summary>
/// Connection types for any provider that speaks OAuth 2.0: the addresses are inputs (reference §4 for their keys). Steps send the access token as
/// "Authorization: Bearer" (RFC 6750 §2.1).
/// </summary>
internal static class GenericOAuth
{
    private const string AuthorizeUrl = "authorizeUrl", TokenUrl = "tokenUrl", RevocationUrl = "revokeUrl", Scopes = "scopes", ClientId = "clientId",
        ClientSecret = "clientSecret", Issuer = "issuer", ClientAuthentication = "clientAuthentication", AuthorizationParameters = "authorizeParameters",
        TokenParameters = "tokenParameters";

    public static ConnectionType AuthorizationCode(string key) => new(
        key, "OAuth 2.0", "A person consents at the provider; the console keeps the access token fresh.",
        [
            Address(AuthorizeUrl, "Authorization URL", "https://login.example.com/oauth2/authorize", required: true, "Where people consent."),
            Address(TokenUrl, "Token URL", "https://login.example.com/oauth2/token", required: true, "Where the console gets its tokens."),
            Address(RevocationUrl, "Revocation URL", "https://login.example.com/oauth2/revoke", required: false, "Leave it empty if the provider has none; disconnecting then only forgets the tokens."),
            .. Client(),
            new(Issuer, "Issuer", InputType.String, Hint: "The provider's issuer identifier. Given, answers that name another issuer or none are refused (RFC 9207)."),
            new(AuthorizationParameters, "Further Authorization Parameters", InputType.Text, Hint: "One name=value in each line, for example prompt=consent."),
        ],
        [
            new CredentialMapping(AuthorizationMethods.OAuth2, new Dictionary<string, string>
            {
                ["client_id"] = ClientId, ["client_secret"] = ClientSecret, ["scopes"] = Scopes, ["auth_uri"] = AuthorizeUrl, ["token_uri"] = TokenUrl,
            }),
        ],
        new OAuthDefinition(
            OAuthGrant.AuthorizationCode, OAuthSetting.From(TokenUrl), OAuthSetting.From(AuthorizeUrl), OAuthSetting.From(RevocationUrl), OAuthSetting.From(Scopes),
            OAuthSetting.From(Issuer), OAuthSetting.From(ClientAuthentication), AuthorizationParametersInput: AuthorizationParameters));

    public static ConnectionType ClientCredentials(string key) => new(
        key, "OAuth 2.0 Client Credentials", "The client's own id and secret are enough; nobody is asked.",
        [
            Address(TokenUrl, "Token URL", "https://login.example.com/oauth2/token", required: true, "Where the console gets its tokens."),
            Address(RevocationUrl, "Revocation URL", "https://login.example.com/oauth2/revoke", required: false, "Leave it empty if the provider has none; disconnecting then only forgets the tokens."),
            .. Client(),
            new(TokenParameters, "Further Token Parameters", InputType.Text, Hint: "One name=value in each line, for example audience=https://api.example.com."),
        ],
        [
            new CredentialMapping(AuthorizationMethods.OAuth2ClientCredentials, new Dictionary<string, string>
            {
                ["client_id"] = ClientId, ["client_secret"] = ClientSecret, ["scopes"] = Scopes, ["token_uri"] = TokenUrl,
            }),
        ],
        new OAuthDefinition(
            OAuthGrant.ClientCredentials, OAuthSetting.From(TokenUrl), RevocationUrl: OAuthSetting.From(RevocationUrl), Scopes: OAuthSetting.From(Scopes),
            ClientAuthentication: OAuthSetting.From(ClientAuthentication), TokenParametersInput: TokenParameters));

    private static IEnumerable<InputField> Client() =>
    [
        new(ClientId, "Client ID", InputType.String, Required: true),
        new(ClientSecret, "Client Secret", InputType.Password, Required: true),
        new(Scopes, "Scopes", InputType.String, Placeholder: "read write", Hint: "With spaces between them; empty for what the provider gives by itself."),
        new(ClientAuthentication, "Client Authentication", InputType.Choice, Default: "header", Choices: ["header", "body"],
            Hint: "Whether id and secret are sent in the Authorization header or in the body. The provider's documentation says which; header is the usual one."),
    ];

    private static InputField Address(string key, string label, string placeholder, bool required, string hint) =>
        new(key, label, InputType.String, Required: required, Hint: hint, Placeholder: placeholder);
}
