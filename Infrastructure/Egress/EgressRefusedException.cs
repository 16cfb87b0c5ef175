using System.Globalization;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>What the guard refused.</summary>
internal enum EgressRefusal
{
    /// <summary>Not an absolute http or https address, or one that carries user information.</summary>
    Address,

    /// <summary>The host cannot be a host: malformed, ambiguous or with a zone.</summary>
    Host,

    /// <summary>The destination is not public and no setting allows it.</summary>
    Destination,

    /// <summary>The name has no address.</summary>
    NoAnswer,

    /// <summary>The resolver could not say; a later try may succeed.</summary>
    ResolverUnavailable,

    /// <summary>The connection's own list of allowed hosts does not contain the destination.</summary>
    CredentialHost,

    /// <summary>A redirect that is not followed: too many, malformed, or from https to http.</summary>
    Redirect,
}

/// <summary>
/// Something that was about to leave was refused. The message is for the person whose request it was: what was refused, why, and which setting
/// would allow it. It names scheme, host and port only, since path and query may hold secrets.
/// </summary>
internal sealed class EgressRefusedException(EgressRefusal refusal, string message, int hop = 0) : Exception(message)
{
    public EgressRefusal Refusal { get; } = refusal;

    /// <summary>0 for the request itself, else the number of the redirect that was refused.</summary>
    public int Hop { get; } = hop;

    /// <summary>The same refusal, saying which redirect led there; the request itself needs no such words.</summary>
    public EgressRefusedException AtHop(int hop, string redirectedFrom) =>
        hop == 0 ? this : new EgressRefusedException(Refusal, $"Redirect {hop}, from {redirectedFrom}, was not followed. {Message}", hop);

    /// <summary>Scheme, host and port unless it is the default one: all that a message may say of an address.</summary>
    public static string Origin(Uri uri) =>
        uri.IsDefaultPort ? $"{uri.Scheme}://{uri.Host}" : string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://{uri.Host}:{uri.Port}");
}
