using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>
/// A person on the way to the provider and back. What the callback has to bring is the <c>state</c> (RFC 6749 §10.12), of which only the hash is
/// kept: whoever reads the database cannot finish somebody's attempt. Good for one use, ten minutes, one person and one sign-in.
/// </summary>
public sealed class AuthorizationAttempt : Entity, IOrganizationOwned
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long a finished or abandoned one is kept, so that its late callback can be told why it is refused.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private AuthorizationAttempt()
    {
    }

    public AuthorizationAttempt(
        Guid organizationId, AuthorizationReference owner, string state, Guid userId, string session, string configurationHash, string redirectUri, string returnUrl,
        DateTime now)
    {
        OrganizationId = organizationId;
        OwnerKind = owner.OwnerKind;
        OwnerId = owner.OwnerId;
        StateHash = HashOf(state);
        UserId = userId;
        SessionHash = HashOf(session);
        ConfigurationHash = configurationHash;
        RedirectUri = redirectUri;
        ReturnUrl = returnUrl;
        ExpiresAt = now + Lifetime;
    }

    public Guid OrganizationId { get; private set; }

    public ValueOwner OwnerKind { get; private set; }

    public Guid OwnerId { get; private set; }

    /// <summary>64 hexadecimal digits; unique.</summary>
    public string StateHash { get; private set; } = "";

    public Guid UserId { get; private set; }

    public string SessionHash { get; private set; } = "";

    public string ConfigurationHash { get; private set; } = "";

    /// <summary>PKCE (RFC 7636 §4.1), encrypted.</summary>
    public byte[] CodeVerifier { get; private set; } = [];

    /// <summary>Has to be repeated to the token endpoint as it was (RFC 6749 §4.1.3).</summary>
    public string RedirectUri { get; private set; } = "";

    /// <summary>Where the person came from: a path of this site.</summary>
    public string ReturnUrl { get; private set; } = "";

    public DateTime ExpiresAt { get; private set; }

    /// <summary>Also the concurrency token: of two callbacks with one state, one is taken.</summary>
    public DateTime? UsedAt { get; private set; }

    public bool IsOf(Guid? userId, string session) => UserId == userId && string.Equals(SessionHash, HashOf(session), StringComparison.Ordinal);

    public void Use(DateTime now) => UsedAt = now;

    /// <summary>The ciphertext is bound to the attempt's id, so it can only be made once the attempt is there.</summary>
    public void ProveBy(byte[] codeVerifier) => CodeVerifier = codeVerifier;

    /// <summary>256 random bits, as text that a URL can carry: for states and code verifiers.</summary>
    public static string NewRandom() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The S256 challenge of a verifier (RFC 7636 §4.2).</summary>
    public static string ChallengeOf(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
