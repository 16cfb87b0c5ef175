using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Access.ApiTokens;

/// <summary>How a token stands.</summary>
public enum ApiTokenStatus
{
    Active,
    Expired,
    Revoked,
}

/// <summary>
/// Lets a program in at <c>/api</c> with roles of its own. The text is given once, at creation; what is kept of it is a hash, and its ending for people to
/// tell tokens apart.
/// </summary>
public sealed class ApiToken : Aggregate
{
    public const int MaximumNameLength = 100;

    private ApiToken()
        : base(Guid.Empty)
    {
    }

    private ApiToken(Guid organizationId)
        : base(organizationId)
    {
    }

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public Roles Roles { get; private set; }

    /// <summary>The last characters of the text: as many as <see cref="ApiTokenText.EndingLength"/>.</summary>
    public string Ending { get; private set; } = "";

    /// <summary>SHA-256 of the text. No salt and no slow hash: the text is 256 random bits, so there is nothing to guess.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>Who made it, by name.</summary>
    public string CreatedBy { get; private set; } = "";

    /// <summary>From this moment on it is refused; null for never.</summary>
    public DateTime? ExpiresAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    /// <summary>Kept to the minute, and written past the audit log: using a token is no change to it.</summary>
    public DateTime? LastUsedAt { get; private set; }

    public override string AuditName => Name;

    /// <param name="tokenText">As <see cref="ApiTokenText.Generate"/> made it; it is not kept.</param>
    public static ApiToken Create(Guid organizationId, string name, Roles roles, string tokenText, DateTime? expiresAt, string createdBy, DateTime now) => new(organizationId)
    {
        Name = name.Trim(),
        NormalizedName = Text.Normalize(name),
        Roles = roles,
        Ending = tokenText[^ApiTokenText.EndingLength..],
        Hash = ApiTokenText.Hash(tokenText),
        ExpiresAt = expiresAt,
        CreatedBy = createdBy,
        CreatedAt = now,
    };

    public ApiTokenStatus StatusAt(DateTime now) =>
        RevokedAt is not null ? ApiTokenStatus.Revoked : ExpiresAt <= now ? ApiTokenStatus.Expired : ApiTokenStatus.Active;

    /// <summary>For good: a token that was in wrong hands is never taken back.</summary>
    public Error? Revoke(DateTime now)
    {
        if (RevokedAt is not null)
        {
            return ApiTokenErrors.AlreadyRevoked(Name);
        }

        RevokedAt = now;
        return null;
    }
}
