using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>
/// Tells whether tokens still belong to the settings of their connection, without decrypting anything: a secret is represented by its keyed
/// fingerprint. Compared wherever tokens are used, so that no way of changing a value (also undoing one) can leave tokens of another client in use.
/// </summary>
public static class OAuthConfiguration
{
    /// <summary>
    /// Of client id, client secret and addresses; with client credentials also of what shapes the token, since getting another costs nobody anything.
    /// </summary>
    public static string Hash(OAuthDefinition definition, IReadOnlyList<ResolvedInput> inputs)
    {
        var text = new StringBuilder();
        Add(text, definition.Grant.ToString());
        Add(text, ValueOf(OAuthSetting.From(definition.ClientIdInput), inputs));
        Add(text, ValueOf(OAuthSetting.From(definition.ClientSecretInput), inputs));
        Add(text, ValueOf(definition.TokenUrl, inputs));
        Add(text, ValueOf(definition.AuthorizationUrl, inputs));
        if (definition.Grant == OAuthGrant.ClientCredentials)
        {
            Add(text, ValueOf(definition.Scopes, inputs));
            Add(text, ValueOf(definition.ClientAuthentication, inputs));
            Add(text, definition.TokenParametersInput is { } key ? ValueOf(OAuthSetting.From(key), inputs) : null);
            foreach (var parameter in definition.TokenParameters ?? [])
            {
                Add(text, parameter.Name);
                Add(text, parameter.Value);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string? ValueOf(OAuthSetting? setting, IReadOnlyList<ResolvedInput> inputs)
    {
        var input = setting?.Input is { } key ? inputs.FirstOrDefault(i => i.Key == key) : null;
        return input?.Stored?.Fingerprint ?? input?.Stored?.Plain ?? input?.Default ?? setting?.Fixed;
    }

    /// <summary>Each part carries its length, so that no two settings read the same.</summary>
    private static void Add(StringBuilder text, string? part) => text.Append(part?.Length ?? -1).Append(':').Append(part).Append('\n');
}
