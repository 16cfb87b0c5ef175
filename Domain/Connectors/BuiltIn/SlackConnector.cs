namespace ConnectionsConsole.Domain.Connectors.BuiltIn;

/// <summary>Slack workspaces. Connection types only: HTTP steps call its Web API with them.</summary>
public static class SlackConnector
{
    public const string Key = "slack";

    public const string OAuth2Type = "oauth2";
    public const string BotTokenType = "botToken";

    /// <summary>No token of Slack is of use anywhere else.</summary>
    private static readonly string[] s_hosts = ["slack.com", "*.slack.com"];

    public static Connector Definition { get; } = new(
        Key,
        "Slack",
        "Messages and channels of Slack workspaces.",
        [
            new ConnectionType(OAuth2Type, "OAuth 2.0", "Somebody of the workspace installs your Slack app.",
                [
                    new InputField("clientId", "Client ID", InputType.String, Required: true, Hint: "Under \"Basic Information\" of the Slack app."),
                    new InputField("clientSecret", "Client Secret", InputType.Password, Required: true),
                    new InputField("scopes", "Scopes", InputType.String, Required: true, Default: "chat:write", Placeholder: "chat:write,channels:read", Hint: "Bot token scopes, with commas between them."),
                ],
                [new CredentialMapping(AuthorizationMethods.OAuth2, new Dictionary<string, string> { ["client_id"] = "clientId", ["client_secret"] = "clientSecret", ["scopes"] = "scopes" })],
                new OAuthDefinition(
                    OAuthGrant.AuthorizationCode, OAuthSetting.Of("https://slack.com/api/oauth.v2.access"), OAuthSetting.Of("https://slack.com/oauth/v2/authorize"),
                    Scopes: OAuthSetting.From("scopes"), ClientAuthentication: OAuthSetting.Of("body")))
            {
                AllowedHosts = s_hosts,
            },
            new ConnectionType(BotTokenType, "Bot Token", "The bot token of a Slack app that is installed already.",
                [new InputField("token", "Bot Token", InputType.Password, Required: true, Placeholder: "xoxb-...", Hint: "Under \"OAuth & Permissions\" of the Slack app.")],
                [new CredentialMapping(AuthorizationMethods.ApiKey, new Dictionary<string, string> { ["api_key"] = "token" })])
            {
                AllowedHosts = s_hosts,
            },
        ],
        [])
    {
        Icon = "chat",
    };
}
