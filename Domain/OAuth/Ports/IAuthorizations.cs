using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.OAuth.Ports;

/// <summary>Why a token could not be had.</summary>
public enum TokenFailureKind
{
    /// <summary>Somebody has to do something: authorize, reconnect, correct the settings.</summary>
    NotAuthorized,

    /// <summary>The settings lead nowhere: an address that the egress guard refuses, for example.</summary>
    Configuration,

    /// <summary>The provider could not be asked, or could not answer; it is tried again by itself.</summary>
    Transient,

    /// <summary>The provider asks for fewer requests.</summary>
    RateLimit,
}

/// <param name="Message">For the user; holds no secret.</param>
/// <param name="RetryAfter">When it makes sense to ask again.</param>
public sealed record TokenFailure(TokenFailureKind Kind, string Message, TimeSpan? RetryAfter = null);

/// <summary>Either a token or why there is none.</summary>
public readonly record struct TokenOutcome(OAuthToken? Token, TokenFailure? Failure)
{
    public static implicit operator TokenOutcome(OAuthToken token) => new(token, null);

    public static implicit operator TokenOutcome(TokenFailure failure) => new(null, failure);
}

/// <summary>Which token is wanted.</summary>
/// <param name="RejectedToken">The number of a token that an API has just refused (401): another one is wanted, if one can be had.</param>
/// <param name="ConfigurationHash">Of the settings that the caller saw; where the tokens were obtained with others, those in force now are looked up. Null takes what is there.</param>
/// <param name="Urgency">How soon the provider is to be asked.</param>
public sealed record TokenQuery(
    Guid OrganizationId, AuthorizationReference Authorization, string? ConfigurationHash = null, int? RejectedToken = null, TokenUrgency Urgency = TokenUrgency.WhenNeeded);

/// <summary>When the provider is asked for another token.</summary>
public enum TokenUrgency
{
    /// <summary>The token there is has run out, or is about to: for steps.</summary>
    WhenNeeded,

    /// <summary>Most of the token's life is over, or an earlier failure may have passed: for the background.</summary>
    WhenDue,

    /// <summary>A person wants it now, whatever was the matter before.</summary>
    Now,
}

/// <summary>What came of disconnecting. The tokens are gone from the console in every case.</summary>
/// <param name="RevocationOffered">The provider has a revocation address.</param>
/// <param name="Problem">Why the provider did not revoke; null where it did, or offers none.</param>
public sealed record Disconnection(bool RevocationOffered, string? Problem);

/// <summary>Obtains, renews and gives up tokens; see <c>docs/decisions</c> on single-flight refresh. Safe for concurrent use over any number of processes.</summary>
public interface IAuthorizations
{
    /// <summary>Whether the addresses may be used at all: egress, and encryption on the way. Null when they may.</summary>
    Error? Check(OAuthSettings settings);

    /// <summary>The current access token, renewed first if it is about to expire: once, however many ask in however many processes.</summary>
    Task<TokenOutcome> GetTokenAsync(TokenQuery query, CancellationToken cancellationToken);

    /// <summary>Turns an authorization code into tokens and keeps them (RFC 6749 §4.1.3). Nothing is kept unless all of it worked.</summary>
    Task<Result<Guid>> ExchangeAsync(AuthorizationTarget target, OAuthSettings settings, CodeAnswer answer, Actor actor, CancellationToken cancellationToken);

    /// <summary>Revokes the tokens where the provider offers it (RFC 7009), and forgets them in any case.</summary>
    Task<Result<Disconnection>> DisconnectAsync(AuthorizationTarget target, OAuthSettings? settings, Actor actor, CancellationToken cancellationToken);
}

/// <summary>What the callback brought, with what it was begun with.</summary>
public sealed record CodeAnswer(string Code, string CodeVerifier, string RedirectUri)
{
    public override string ToString() => "authorization code";
}
