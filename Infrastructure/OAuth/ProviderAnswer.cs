using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>What kind of failure a provider's answer, or its absence, is.</summary>
internal enum ProviderFailureKind
{
    /// <summary>An error that does not pass by itself.</summary>
    Refused,

    /// <summary>The grant itself is no longer good (RFC 6749 §5.2, <c>invalid_grant</c>): only a person can mend it.</summary>
    GrantRefused,

    /// <summary>It could not be asked, or could not answer; includes answers that are no OAuth answers.</summary>
    Transient,
    RateLimit,

    /// <summary>The address may not be requested.</summary>
    Configuration,
}

/// <param name="Message">For the user: from the provider where it said something, shortened.</param>
/// <param name="PerhapsCarriedOut">The provider may have done what it was asked, and its answer got lost.</param>
internal sealed record ProviderFailure(ProviderFailureKind Kind, string Message, TimeSpan? RetryAfter = null, bool PerhapsCarriedOut = false)
{
    public bool MayPass => Kind is ProviderFailureKind.Transient or ProviderFailureKind.RateLimit;
}

/// <summary>Tokens, or why there are none.</summary>
internal readonly record struct ProviderAnswer(TokenSet? Tokens, ProviderFailure? Failure)
{
    public static implicit operator ProviderAnswer(TokenSet tokens) => new(tokens, null);

    public static implicit operator ProviderAnswer(ProviderFailure failure) => new(null, failure);
}

/// <summary>Reads answers of token endpoints, to the letter of RFC 6749 §5 where providers keep to it, and without trust where they do not.</summary>
internal static class TokenAnswerReader
{
    /// <summary>Longer tokens are kept by nobody else either: headers end at 8 to 64 KB.</summary>
    private const int LongestToken = 16_000;

    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromDays(3_650);

    /// <param name="status">The HTTP status.</param>
    /// <param name="retryAfter">The header of that name.</param>
    public static ProviderAnswer Read(int status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var answer = Parse(body);
        if (status == 429)
        {
            return new ProviderFailure(ProviderFailureKind.RateLimit, $"The provider asks for fewer requests ({Status(status)}).", retryAfter);
        }

        if (status >= 500 || status == 408)
        {
            return new ProviderFailure(ProviderFailureKind.Transient, $"The provider's token address answered {Status(status)}.{Says(answer)}", retryAfter);
        }

        // Some providers report errors with status 200 (RFC 6749 §5.2 asks for 400 or 401).
        if (answer is not null && Text(answer, "error") is { Length: > 0 } error && Text(answer, "access_token") is null)
        {
            return OfError(error, Text(answer, "error_description"), retryAfter);
        }

        if (status is < 200 or > 299)
        {
            var what = status is >= 300 and < 400 ? "a redirect, which is not followed, because the request carries the client's secret" : "something that is no OAuth 2.0 answer";
            return new ProviderFailure(ProviderFailureKind.Refused, $"The provider's token address answered {Status(status)} with {what}. Check the token URL.");
        }

        return answer is null
            ? Unusable("text that is no JSON object")
            : ReadTokens(answer);
    }

    private static ProviderAnswer ReadTokens(JsonObject answer)
    {
        if (Text(answer, "access_token") is not { Length: > 0 and <= LongestToken } token || !IsHeaderText(token))
        {
            return Unusable("JSON without an access token that can be used");
        }

        var refreshToken = Text(answer, "refresh_token") is { Length: > 0 and <= LongestToken } refresh ? refresh : null;
        var scope = Text(answer, "scope");
        var lifetime = Lifetime(answer["expires_in"]);
        answer.Remove("refresh_token");
        return new TokenSet(token, lifetime, refreshToken, scope, answer.ToJsonString());
    }

    private static ProviderFailure OfError(string code, string? description, TimeSpan? retryAfter)
    {
        var words = ProviderText.Describe(code, description);
        return code switch
        {
            "invalid_grant" => new ProviderFailure(ProviderFailureKind.GrantRefused, $"The provider refused: {words}"),
            "slow_down" => new ProviderFailure(ProviderFailureKind.RateLimit, $"The provider asks for fewer requests: {words}", retryAfter),
            "temporarily_unavailable" or "server_error" => new ProviderFailure(ProviderFailureKind.Transient, $"The provider could not answer: {words}", retryAfter),
            _ => new ProviderFailure(ProviderFailureKind.Refused, $"The provider refused: {words}"),
        };
    }

    /// <summary>A captive portal, a proxy's page, a half-deployed provider: usually over in a while, so it is tried again; the grant may be used up, though.</summary>
    private static ProviderFailure Unusable(string what) => new(
        ProviderFailureKind.Transient, $"The provider's token address answered with {what}. Check the token URL if this goes on.", PerhapsCarriedOut: true);

    private static JsonObject? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            // Duplicate names, and whatever else JSON leaves open, are refused by looking at them here rather than at the first use.
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject answer, string name) => answer[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Seconds; some providers write the number as text. What is neither counts as not said.</summary>
    private static TimeSpan? Lifetime(JsonNode? node)
    {
        var seconds = node is not JsonValue value ? null
            : value.TryGetValue(out double number) ? number
            : value.TryGetValue(out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number
            : (double?)null;
        return seconds is > 0 ? seconds >= s_longestLifetime.TotalSeconds ? s_longestLifetime : TimeSpan.FromSeconds(seconds.Value) : null;
    }

    /// <summary>RFC 6749 Appendix A.12: visible ASCII and space. Anything else could not be sent in a header.</summary>
    private static bool IsHeaderText(string token) => token.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static string Says(JsonObject? answer) =>
        answer is not null && Text(answer, "error") is { Length: > 0 } error ? $" It says: {ProviderText.Describe(error, Text(answer, "error_description"))}" : "";

    private static string Status(int status) =>
        Enum.IsDefined((System.Net.HttpStatusCode)status) ? $"{status} {(System.Net.HttpStatusCode)status}" : status.ToString(CultureInfo.InvariantCulture);
}
