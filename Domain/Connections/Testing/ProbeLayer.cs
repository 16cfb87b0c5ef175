namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>What a test of a connection looks at, in this order.</summary>
public enum ProbeLayer
{
    /// <summary>The host's name is looked up, and its addresses pass the egress guard.</summary>
    Resolve,
    Connect,
    Tls,

    /// <summary>A server that speaks first has introduced itself (SFTP, SMTP).</summary>
    Greeting,
    Authenticate,

    /// <summary>One harmless read of what the connection is for.</summary>
    Read,
}

/// <summary>How one layer came out.</summary>
public enum ProbeOutcome
{
    Passed,

    /// <summary>Works, but somebody should know something.</summary>
    Warning,
    Failed,

    /// <summary>The connection type has no test of this layer, or it does not apply; the words say which.</summary>
    NotTested,

    /// <summary>A layer before it failed.</summary>
    NotReached,
}

/// <summary>Why a layer did not simply pass: what programs look at, where people read the words.</summary>
public enum ProbeCause
{
    None,
    UnknownHost,
    NameServerTrouble,
    EgressRefused,
    ConnectionRefused,
    Unreachable,
    TimedOut,
    BrokenOff,
    NotTls,
    CertificateExpired,
    CertificateWrongName,
    CertificateUntrusted,
    NotEncrypted,
    WrongProtocol,
    WrongKey,
    WrongSecret,
    CredentialRefused,
    CredentialExpired,
    CredentialRevoked,
    NoPermission,
    ClockSkew,
    RateLimited,
    WrongRegion,
    Redirected,
    NotFound,
    ServerTrouble,
    UnexpectedAnswer,

    /// <summary>The address answers the same to a request without the credential, so the test proves nothing about it.</summary>
    CredentialNotNeeded,
    MalformedValue,
    TestFailed,
}

/// <summary>One layer of a test.</summary>
/// <param name="Duration">How long it took; zero where it was not tested.</param>
/// <param name="Words">What was found, in plain words without any secret.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
public sealed record ProbeLayerResult(
    ProbeLayer Layer, ProbeOutcome Outcome, TimeSpan Duration, string Words, string? Advice = null, ProbeCause Cause = ProbeCause.None);
