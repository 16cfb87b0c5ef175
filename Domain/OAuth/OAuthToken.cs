using System.Text.Json;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>An access token in the clear, as steps get it. Lives in memory only; never logged, stored or sent to a page.</summary>
/// <param name="Number">Which token of its authorization this is (<see cref="OAuthAuthorization.TokenNumber"/>).</param>
/// <param name="Json">The provider's answer as a JSON object, without the refresh token: what code steps see as <c>token</c>.</param>
/// <param name="Secrets">Everything in the answer that redaction has to know, the refresh token included.</param>
public sealed record OAuthToken(int Number, string AccessToken, string Json, DateTime? ExpiresAt, IReadOnlyList<string> Secrets)
{
    /// <summary>Keeps the token out of logs and debuggers.</summary>
    public override string ToString() => $"access token {Number}";
}

/// <summary>What a provider's token endpoint gave (RFC 6749 §5.1).</summary>
/// <param name="Lifetime">Null where the provider did not say.</param>
/// <param name="Scope">Null where it is what was asked for.</param>
/// <param name="Json">The whole answer, without the refresh token.</param>
public sealed record TokenSet(string AccessToken, TimeSpan? Lifetime, string? RefreshToken, string? Scope, string Json)
{
    public override string ToString() => "tokens";
}

/// <summary>Finds what redaction has to know in a provider's answer.</summary>
public static class TokenSecrets
{
    /// <summary>Texts of members whose name ends in "token" or "secret", however deep: some providers nest a second access token.</summary>
    public static IReadOnlyList<string> Find(string json, string? refreshToken)
    {
        var found = new List<string>();
        if (refreshToken is not null)
        {
            found.Add(refreshToken);
        }

        using var document = JsonDocument.Parse(json);
        Collect(document.RootElement, found);
        return found;
    }

    private static void Collect(JsonElement element, List<string> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, found);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String
                && (member.Name.EndsWith("token", StringComparison.OrdinalIgnoreCase) || member.Name.EndsWith("secret", StringComparison.OrdinalIgnoreCase)))
            {
                found.Add(member.Value.GetString()!);
            }
            else
            {
                Collect(member.Value, found);
            }
        }
    }
}
