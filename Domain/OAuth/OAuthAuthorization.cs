using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>How an OAuth 2.0 authorization stands. Every change of it writes a line to the audit log.</summary>
public enum AuthorizationStatus
{
    /// <summary>Nobody has authorized it yet, or what it was authorized with has changed.</summary>
    Pending,

    /// <summary>There is an access token, or the means to get the next one.</summary>
    Active,

    /// <summary>The provider refuses to renew, or has not answered for too long.</summary>
    Failing,

    /// <summary>The access token has run out, and the provider gave nothing to renew it with.</summary>
    Expired,
}

/// <summary>Names whose authorization it is: a global organization connection, a test connection, a customer connection or a credential.</summary>
public sealed record AuthorizationReference(ValueOwner OwnerKind, Guid OwnerId);

/// <summary>Tokens as they are kept: encrypted.</summary>
/// <param name="Token">The provider's answer as JSON, without the refresh token.</param>
/// <param name="ExpiresAt">Null where the provider did not say.</param>
/// <param name="RefreshAt">When the background refresh is due, or the expiry noticed; null for never.</param>
public sealed record StoredTokens(byte[] Token, byte[]? RefreshToken, string Scopes, DateTime? ExpiresAt, DateTime? RefreshAt);

/// <summary>
/// The tokens of one connection or credential and how they fare. Not an aggregate: nobody edits it, and its renewals are no events of the audit log.
/// <see cref="Version"/> guards every write; the lease lets one process at a time talk to the provider (see <c>docs/decisions</c> on single-flight refresh).
/// </summary>
public sealed class OAuthAuthorization : Entity, IOrganizationOwned
{
    public const int MaximumErrorLength = 1_000;
    public const int MaximumScopesLength = 2_000;
    public const int MaximumNameLength = 450;

    /// <summary>How audit lines call it.</summary>
    public const string SubjectKind = "authorization";

    private OAuthAuthorization()
    {
    }

    public OAuthAuthorization(Guid organizationId, AuthorizationReference owner, string ownerName, DateTime now)
    {
        OrganizationId = organizationId;
        OwnerKind = owner.OwnerKind;
        OwnerId = owner.OwnerId;
        OwnerName = Cut(ownerName, MaximumNameLength);
        CreatedAt = now;
    }

    public Guid OrganizationId { get; private set; }

    public ValueOwner OwnerKind { get; private set; }

    public Guid OwnerId { get; private set; }

    /// <summary>What people call the owner, as of the last authorization; for the audit log.</summary>
    public string OwnerName { get; private set; } = "";

    public AuthorizationStatus Status { get; private set; }

    /// <summary>Changes with every write but leases: the concurrency token.</summary>
    public int Version { get; private set; }

    /// <summary>Changes when the tokens do: tells whether a token that an API refused is still the current one.</summary>
    public int TokenNumber { get; private set; }

    /// <summary>Of the settings that the tokens were obtained with (<see cref="OAuthConfiguration"/>); other settings make it pending.</summary>
    public string ConfigurationHash { get; private set; } = "";

    public byte[]? Token { get; private set; }

    public byte[]? RefreshToken { get; private set; }

    /// <summary>As the provider granted them.</summary>
    public string Scopes { get; private set; } = "";

    public DateTime? ExpiresAt { get; private set; }

    public DateTime? RefreshAt { get; private set; }

    public DateTime? AuthorizedAt { get; private set; }

    public string AuthorizedBy { get; private set; } = "";

    public DateTime? LastRefreshedAt { get; private set; }

    /// <summary>In the user's words, redacted; kept after a recovery, so that people see what it was.</summary>
    public string? LastError { get; private set; }

    public DateTime? LastErrorAt { get; private set; }

    /// <summary>When the failures that go on began; null while all is well.</summary>
    public DateTime? FailedSince { get; private set; }

    /// <summary>When it last came back from failing or expired.</summary>
    public DateTime? RecoveredAt { get; private set; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>Not before this time is the provider asked again by itself; null with a failing status: only when people say so.</summary>
    public DateTime? NextAttemptAt { get; private set; }

    /// <summary>Who talks to the provider now; null for nobody.</summary>
    public Guid? LeaseId { get; private set; }

    public DateTime? LeaseUntil { get; private set; }

    /// <summary>
    /// A refresh was begun and its outcome never recorded. Set where a lease is free, it means that a process died in between, or that the
    /// provider's answer was lost on the way: a refresh token that works once may be gone with it.
    /// </summary>
    public DateTime? RefreshStartedAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>The state that counts for somebody who has the present settings.</summary>
    public AuthorizationStatus StatusFor(string configurationHash) =>
        string.Equals(ConfigurationHash, configurationHash, StringComparison.Ordinal) ? Status : AuthorizationStatus.Pending;

    /// <summary>New tokens for which a person consented, or which client credentials gave for the first time.</summary>
    public void Authorize(StoredTokens tokens, string ownerName, string configurationHash, string by, DateTime now)
    {
        OwnerName = Cut(ownerName, MaximumNameLength);
        ConfigurationHash = configurationHash;
        AuthorizedAt = now;
        AuthorizedBy = by;
        // Of whoever consented before, perhaps with another account: it must not renew what was consented to now.
        RefreshToken = null;
        Renew(tokens, now);
        LastRefreshedAt = null;
    }

    /// <summary>New tokens in place of the old ones.</summary>
    public void Renew(StoredTokens tokens, DateTime now)
    {
        if (Status is AuthorizationStatus.Failing or AuthorizationStatus.Expired)
        {
            RecoveredAt = now;
        }

        // A provider that answers a refresh without a refresh token means that the old one goes on (RFC 6749 §6).
        (Token, RefreshToken) = (tokens.Token, tokens.RefreshToken ?? RefreshToken);
        (Scopes, ExpiresAt, RefreshAt) = (Cut(tokens.Scopes, MaximumScopesLength), tokens.ExpiresAt, tokens.RefreshAt);
        LastRefreshedAt = now;
        FailedSince = NextAttemptAt = RefreshStartedAt = null;
        Failures = 0;
        TokenNumber++;
        Become(AuthorizationStatus.Active);
    }

    /// <summary>The provider refused for a reason that does not pass by itself.</summary>
    /// <param name="configurationHash">Of the settings that it was asked with: with others it may answer otherwise.</param>
    /// <param name="nextAttemptAt">Null where only people can mend it.</param>
    public void Fail(string configurationHash, string words, DateTime? nextAttemptAt, DateTime now)
    {
        RememberFailure(words, nextAttemptAt, now);
        ConfigurationHash = configurationHash;
        RefreshStartedAt = null;
        Become(AuthorizationStatus.Failing);
    }

    /// <summary>
    /// The provider could not be asked, or could not answer. Failing only when that has gone on for <paramref name="patience"/> and no access token is
    /// left that works.
    /// </summary>
    /// <param name="unansweredSince">When the first request began that may have reached the provider without its answer being stored; null for none.</param>
    public void Postpone(string configurationHash, string words, DateTime nextAttemptAt, TimeSpan patience, DateTime? unansweredSince, DateTime now)
    {
        RememberFailure(words, nextAttemptAt, now);
        ConfigurationHash = configurationHash;
        RefreshStartedAt = unansweredSince;
        var isUsable = Token is not null && (ExpiresAt is null || ExpiresAt > now);
        Become(!isUsable && now - FailedSince >= patience ? AuthorizationStatus.Failing : Status);
    }

    public void Expire(string words, DateTime now)
    {
        RememberFailure(words, null, now);
        Become(AuthorizationStatus.Expired);
    }

    /// <summary>Back to pending, without tokens: disconnected, or the settings are others now.</summary>
    public void Forget()
    {
        (Token, RefreshToken, Scopes, ExpiresAt, RefreshAt, ConfigurationHash) = (null, null, "", null, null, "");
        LastError = null;
        LastErrorAt = LastRefreshedAt = AuthorizedAt = FailedSince = RecoveredAt = NextAttemptAt = RefreshStartedAt = null;
        AuthorizedBy = "";
        Failures = 0;
        TokenNumber++;
        Become(AuthorizationStatus.Pending);
    }

    /// <summary>Gives the lease back, where it still is this one.</summary>
    public void Release(Guid leaseId)
    {
        if (LeaseId == leaseId)
        {
            (LeaseId, LeaseUntil) = (null, null);
        }
    }

    private void RememberFailure(string words, DateTime? nextAttemptAt, DateTime now)
    {
        (LastError, LastErrorAt, NextAttemptAt) = (Cut(words, MaximumErrorLength), now, nextAttemptAt);
        FailedSince ??= now;
        Failures++;
    }

    private void Become(AuthorizationStatus status)
    {
        Status = status;
        Version++;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

/// <summary>The places that the ciphertexts of tokens are bound to.</summary>
public static class AuthorizationBinding
{
    public static SecretContext Token(Guid organizationId, Guid authorizationId) => new(organizationId, authorizationId, "oauth.token");

    public static SecretContext RefreshToken(Guid organizationId, Guid authorizationId) => new(organizationId, authorizationId, "oauth.refreshToken");

    public static SecretContext CodeVerifier(Guid organizationId, Guid attemptId) => new(organizationId, attemptId, "oauth.codeVerifier");
}
