namespace ConnectionsConsole.Domain.Connectors;

/// <summary>How an access token is first obtained.</summary>
public enum OAuthGrant
{
    /// <summary>A person consents in the browser (RFC 6749 §4.1), always with PKCE (RFC 7636, S256).</summary>
    AuthorizationCode,

    /// <summary>The client's own credentials are enough (RFC 6749 §4.4): nobody has to be asked.</summary>
    ClientCredentials,
}

/// <summary>Where the client's credentials stand in a token request.</summary>
public enum OAuthClientAuthentication
{
    /// <summary>HTTP Basic, each part form-encoded first (RFC 6749 §2.3.1).</summary>
    Header,

    /// <summary>The parameters <c>client_id</c> and <c>client_secret</c> of the body.</summary>
    Body,
}

/// <summary>Where a setting of a definition comes from: an input of the connection, a fixed text, or an input with the text as what holds where it is empty.</summary>
/// <param name="Fixed">The text; null where only an input gives it.</param>
/// <param name="Input">The input's key; null where the text is fixed.</param>
public sealed record OAuthSetting(string? Fixed = null, string? Input = null)
{
    public static OAuthSetting Of(string text) => new(text);

    public static OAuthSetting From(string input, string? otherwise = null) => new(otherwise, input);
}

/// <summary>A parameter that is sent along to the provider.</summary>
public sealed record OAuthParameter(string Name, string Value);

/// <summary>
/// The OAuth 2.0 part of a connection type or of an authorization method: what the console needs to obtain and renew access tokens. A plain value, so
/// that connectors of an organization can keep it as JSON. A connection type that has one gets its token by itself; steps are given the access token.
/// </summary>
/// <param name="AuthorizationUrl">Where a person consents; required for <see cref="OAuthGrant.AuthorizationCode"/>.</param>
/// <param name="RevocationUrl">RFC 7009; null, or without a value, where the provider has none.</param>
/// <param name="Scopes">Separated by spaces, as they are sent.</param>
/// <param name="Issuer">The provider's issuer identifier; where given, the callback's <c>iss</c> has to equal it (RFC 9207 §2.4).</param>
/// <param name="ClientAuthentication"><c>header</c> (also where it has no value) or <c>body</c>.</param>
/// <param name="AuthorizationParameters">Sent to the authorization URL beside those of the protocol.</param>
/// <param name="AuthorizationParametersInput">An input that holds further ones: one <c>name=value</c> in each line.</param>
/// <param name="TokenParameters">Sent to the token URL when a token is first obtained, for example <c>audience</c>.</param>
/// <param name="TokenParametersInput">An input that holds further ones: one <c>name=value</c> in each line.</param>
/// <param name="ClientIdInput">The key of the input that holds the client id.</param>
/// <param name="ClientSecretInput">The key of the input that holds the client secret, which may be empty for a public client.</param>
public sealed record OAuthDefinition(
    OAuthGrant Grant,
    OAuthSetting TokenUrl,
    OAuthSetting? AuthorizationUrl = null,
    OAuthSetting? RevocationUrl = null,
    OAuthSetting? Scopes = null,
    OAuthSetting? Issuer = null,
    OAuthSetting? ClientAuthentication = null,
    IReadOnlyList<OAuthParameter>? AuthorizationParameters = null,
    string? AuthorizationParametersInput = null,
    IReadOnlyList<OAuthParameter>? TokenParameters = null,
    string? TokenParametersInput = null,
    string ClientIdInput = "clientId",
    string ClientSecretInput = "clientSecret");
