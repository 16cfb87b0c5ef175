namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>
/// What the OAuth 2.0 part of an own connection type may be: addresses that the admin fixed, and the client's id and secret as inputs. Addresses out of inputs are
/// left to the built-in generic types: here, whoever enters values must not be able to choose where the client's secret goes.
/// </summary>
internal static class OwnOAuthRules
{
    private const int LongestAddress = 2_000;
    private const int LongestText = 1_000;
    private const int MostParameters = 20;

    /// <summary>Parameters that the protocol itself sets; another value would undo its protection.</summary>
    private static readonly string[] s_protocol =
        ["response_type", "client_id", "client_secret", "redirect_uri", "scope", "state", "code", "code_challenge", "code_challenge_method", "code_verifier", "grant_type", "refresh_token"];

    public static void Check(ConnectionType type, OAuthDefinition oauth, Action<string, string> add)
    {
        if (!Enum.IsDefined(oauth.Grant))
        {
            add("Grant", "Choose how a token is obtained.");
        }

        CheckAddress("TokenUrl", oauth.TokenUrl, required: true, add);
        CheckAddress("AuthorizationUrl", oauth.AuthorizationUrl, oauth.Grant == OAuthGrant.AuthorizationCode, add);
        CheckAddress("RevocationUrl", oauth.RevocationUrl, required: false, add);
        CheckText("Scopes", oauth.Scopes, add);
        CheckText("Issuer", oauth.Issuer, add);
        if (oauth.ClientAuthentication is { } authentication && authentication is not { Input: null, Fixed: "header" or "body" })
        {
            add("ClientAuthentication", "The client authenticates in the header or in the body.");
        }

        CheckParameters("AuthorizationParameters", oauth.AuthorizationParameters, oauth.AuthorizationParametersInput, add);
        CheckParameters("TokenParameters", oauth.TokenParameters, oauth.TokenParametersInput, add);
        if (type.FindInput(oauth.ClientIdInput) is not { Type: InputType.String, Required: true })
        {
            add("Grant", $"OAuth 2.0 needs a required text input with the key {oauth.ClientIdInput}.");
        }
        else if (type.FindInput(oauth.ClientSecretInput) is not { Type: InputType.Password })
        {
            add("Grant", $"OAuth 2.0 needs a password input with the key {oauth.ClientSecretInput}.");
        }
    }

    private static void CheckAddress(string field, OAuthSetting? setting, bool required, Action<string, string> add)
    {
        if (setting?.Input is not null)
        {
            add(field, "The address is the same for everybody: it cannot come from an input.");
        }
        else if (string.IsNullOrEmpty(setting?.Fixed))
        {
            if (required)
            {
                add(field, "Give the address, as the provider's documentation has it.");
            }
        }
        else if (setting.Fixed.Length > LongestAddress || !Uri.TryCreate(setting.Fixed, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            add(field, "This is no https address.");
        }
    }

    private static void CheckText(string field, OAuthSetting? setting, Action<string, string> add)
    {
        if (setting?.Input is not null || (setting?.Fixed?.Length ?? 0) > LongestText || setting?.Fixed?.Any(char.IsControl) == true)
        {
            add(field, $"One line of at most {LongestText:N0} characters.");
        }
    }

    private static void CheckParameters(string field, IReadOnlyList<OAuthParameter>? parameters, string? input, Action<string, string> add)
    {
        if (input is not null || (parameters?.Count ?? 0) > MostParameters || parameters?.Any(p => p.Name.Length is 0 or > 100 || p.Value.Length > LongestText) == true)
        {
            add(field, $"At most {MostParameters} parameters, each with a name and at most {LongestText:N0} characters.");
        }
        else if (parameters?.FirstOrDefault(p => s_protocol.Contains(p.Name, StringComparer.Ordinal)) is { } own)
        {
            add(field, $"The protocol itself sets \"{own.Name}\".");
        }
    }
}
