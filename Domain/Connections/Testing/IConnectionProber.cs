using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>Tests a connection for real: looks up, connects, signs in, and reads something harmless where its type says what.</summary>
public interface IConnectionProber
{
    /// <summary>
    /// Never throws for what it finds: a failure is a layer's result. The whole is over within the configured time (15 seconds).
    /// </summary>
    /// <param name="progress">Told each layer as it is done; null for nobody. Its texts are redacted, as those of the result.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<IReadOnlyList<ProbeLayerResult>> ProbeAsync(ProbeSubject subject, IProgress<ProbeLayerResult>? progress, CancellationToken cancellationToken);
}

/// <summary>What is tested, with its values in the clear. Lives in memory only.</summary>
/// <param name="Inputs">What the person filled in for the test, by the keys of <see cref="ProbeInputs"/>.</param>
/// <param name="Secrets">Everything that must not come out in words.</param>
public sealed record ProbeSubject(
    ResolvedConnection Connection, ConnectionType Type, IReadOnlyDictionary<string, string> Inputs, IReadOnlyList<string> Secrets)
{
    /// <summary>For what is authorized by OAuth 2.0; null otherwise.</summary>
    public ProbeAuthorization? Authorization { get; init; }

    public string? Input(string key) => Inputs.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    public string? Field(string key) => Connection.Fields.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    /// <summary>Keeps values out of logs and debuggers.</summary>
    public override string ToString() => $"test of {Connection}";
}

/// <summary>Whose access token is asked for.</summary>
/// <param name="TokenUrl">Where the provider gives tokens.</param>
public sealed record ProbeAuthorization(Guid OrganizationId, PinnedAuthorization Pinned, OAuthGrant Grant, Uri TokenUrl);
