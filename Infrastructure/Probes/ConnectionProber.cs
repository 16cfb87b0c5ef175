using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Secrets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <inheritdoc cref="IConnectionProber"/>
internal sealed class ConnectionProber(
    IEnumerable<ITypeProbe> probes, IRedactorFactory redactors, IOptions<ProbeOptions> options, TimeProvider time, ILogger<ConnectionProber> logger) : IConnectionProber
{
    public async Task<IReadOnlyList<ProbeLayerResult>> ProbeAsync(ProbeSubject subject, IProgress<ProbeLayerResult>? progress, CancellationToken cancellationToken)
    {
        var timeout = options.Value.Timeout;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var session = new ProbeSession(redactors.Create(subject.Secrets), progress, time, timeout, logger, either.Token, cancellationToken);
        if (probes.FirstOrDefault(p => p.Tests(subject)) is { } probe)
        {
            await probe.RunAsync(session, subject);
        }
        else
        {
            session.Add(ProbeLayer.Authenticate, ProbeFinding.NotTested($"Connections of the type \"{subject.Type.Label}\" have no test."));
        }

        return session.Layers;
    }
}
