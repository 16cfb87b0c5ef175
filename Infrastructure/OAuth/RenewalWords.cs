using System.Globalization;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>Says why a renewal failed and what to do, and decides when the provider is asked again.</summary>
internal sealed class RenewalWords(TimeProvider time)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longestPauseAfterRefusal = TimeSpan.FromHours(1);

    /// <summary>The words for the row and for people, and when to ask again; null for not by itself.</summary>
    public (string Words, DateTime? NextAttemptAt) OfFailure(OAuthAuthorization row, AuthorizationTarget target, ProviderFailure failure)
    {
        var now = StoredTime.Now(time);
        if (failure.MayPass)
        {
            // 1 s, 2 s, 4 s ... 5 min; steps that wait ask again as soon as that.
            var pause = TimeSpan.FromSeconds(Math.Min(s_longestPause.TotalSeconds, Math.Pow(2, Math.Min(row.Failures, 10))));
            return (Sentence(failure.Message), now + (failure.RetryAfter is { } asked && asked > pause ? asked : pause));
        }

        if (failure.Kind == ProviderFailureKind.GrantRefused && target.Definition.Grant == OAuthGrant.AuthorizationCode)
        {
            var lost = row.RefreshStartedAt is { } started
                ? string.Create(CultureInfo.InvariantCulture,
                    $" A renewal that began at {started:yyyy-MM-dd HH:mm:ss} UTC was never finished here: the process stopped, or the answer was lost on the way. The provider's refresh tokens work once, so the next one was lost with that answer.")
                : "";
            return ($"{Sentence(failure.Message)}{lost} Reconnect under {target.Place}.", null);
        }

        var refusals = Math.Min(row.Failures, 10);
        var wait = TimeSpan.FromMinutes(Math.Min(s_longestPauseAfterRefusal.TotalMinutes, 5 * Math.Pow(2, refusals)));
        return ($"{Sentence(failure.Message)} Check client, secret and addresses under {target.Place}, or reconnect there.", now + wait);
    }

    public static TokenFailure OfFailure(ProviderFailure failure, string words, TimeSpan? retryAfter) => new(
        failure.Kind switch
        {
            ProviderFailureKind.Transient => TokenFailureKind.Transient,
            ProviderFailureKind.RateLimit => TokenFailureKind.RateLimit,
            ProviderFailureKind.Configuration => TokenFailureKind.Configuration,
            _ => TokenFailureKind.NotAuthorized,
        },
        words, failure.MayPass && retryAfter > TimeSpan.Zero ? retryAfter : null);

    /// <summary>For a row that is failing or expired.</summary>
    public static TokenFailure OfRow(OAuthAuthorization row) => new(
        TokenFailureKind.NotAuthorized, $"The authorization of \"{row.OwnerName}\" is {(row.Status == AuthorizationStatus.Expired ? "expired" : "failing")}: {row.LastError}");

    /// <param name="isOver">The access token has run out already.</param>
    public static string NothingToRenewWith(string name, string place, bool isOver)
    {
        var what = isOver
            ? $"The access token of \"{name}\" has run out, and the provider gave no refresh token to renew it with."
            : $"The provider gave no refresh token, so the access token of \"{name}\" cannot be renewed.";
        return $"{what} Reconnect under {place}; if the provider knows a scope for refresh tokens (often offline_access), add it before.";
    }

    public static string Undecryptable(string name) =>
        $"The tokens of \"{name}\" cannot be decrypted with the keys that this console has. Restore the key that they were saved under, or reconnect.";

    /// <summary>Providers end their words with a full stop or not.</summary>
    private static string Sentence(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' ? text : $"{text}.";
}
