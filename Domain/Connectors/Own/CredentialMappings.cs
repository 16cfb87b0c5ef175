namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>
/// Which credentials fit an own connection type: found by the keys of its inputs, which are the ones that HTTP steps sign in with. A method fits when it fills every
/// required input that has no default.
/// </summary>
public static class CredentialMappings
{
    private static readonly CredentialMapping[] s_known =
    [
        new(AuthorizationMethods.Basic, new Dictionary<string, string> { ["username"] = "username", ["password"] = "password" }),
        new(AuthorizationMethods.ApiKeySecret, new Dictionary<string, string> { ["api_key"] = "apiKey", ["api_secret"] = "apiSecret" }),
        new(AuthorizationMethods.ApiKey, new Dictionary<string, string> { ["api_key"] = "apiKey" }),
        new(AuthorizationMethods.ApiKey, new Dictionary<string, string> { ["api_key"] = "token" }),
        new(AuthorizationMethods.PrivateKey, new Dictionary<string, string> { ["username"] = "username", ["private_key"] = "privateKey" }),
    ];

    /// <param name="oauth">The type's OAuth 2.0 part; with one, only credentials that are authorized in the same way fit.</param>
    public static IReadOnlyList<CredentialMapping> For(IReadOnlyList<InputField> inputs, OAuthDefinition? oauth)
    {
        if (oauth is null)
        {
            return [.. s_known.Where(m => Fits(m, inputs)).DistinctBy(m => m.AuthorizationMethod)];
        }

        var method = oauth.Grant == OAuthGrant.AuthorizationCode ? AuthorizationMethods.OAuth2 : AuthorizationMethods.OAuth2ClientCredentials;
        var mapping = new CredentialMapping(method, new Dictionary<string, string> { ["client_id"] = oauth.ClientIdInput, ["client_secret"] = oauth.ClientSecretInput });
        return Fits(mapping, inputs) ? [mapping] : [];
    }

    private static bool Fits(CredentialMapping mapping, IReadOnlyList<InputField> inputs) =>
        mapping.Fields.Values.All(key => inputs.Any(i => i.Key == key))
        && inputs.Where(i => i.Required && i.Default is null).All(i => mapping.Fields.Values.Contains(i.Key, StringComparer.Ordinal));
}
