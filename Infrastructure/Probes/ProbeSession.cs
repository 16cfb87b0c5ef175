using System.Globalization;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Secrets;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>
/// One test under way: times its layers, turns what goes wrong into findings, and lets no text out that was not redacted. After a failed layer no further one
/// is tried.
/// </summary>
internal sealed partial class ProbeSession(
    IRedactor redactor, IProgress<ProbeLayerResult>? progress, TimeProvider time, TimeSpan timeout, ILogger logger, CancellationToken deadline, CancellationToken caller)
{
    private readonly List<ProbeLayerResult> _layers = [];
    private IRedactor _redactor = redactor;

    public bool HasFailed => _layers.Exists(l => l.Outcome == ProbeOutcome.Failed);

    public IReadOnlyList<ProbeLayerResult> Layers => _layers;

    /// <summary>For secrets that turned up on the way, such as an access token: one that knows those as well as the ones before.</summary>
    public void UseRedactor(IRedactor redactor) => _redactor = redactor;

    /// <summary>Runs one layer; false when it failed, or one before it had.</summary>
    /// <param name="host">Whom it talks to, for words.</param>
    public async Task<bool> RunAsync(ProbeLayer layer, string host, Func<CancellationToken, Task<ProbeFinding>> act)
    {
        if (HasFailed)
        {
            Record(layer, TimeSpan.Zero, new ProbeFinding(ProbeOutcome.NotReached, "Not reached."));
            return false;
        }

        var started = time.GetTimestamp();
        var finding = await TryAsync(layer, host, act);
        Record(layer, time.GetElapsedTime(started), finding);
        return finding.Outcome != ProbeOutcome.Failed;
    }

    /// <summary>Records a layer that takes no time, such as one that is not tested.</summary>
    public void Add(ProbeLayer layer, ProbeFinding finding) =>
        Record(layer, TimeSpan.Zero, HasFailed ? new ProbeFinding(ProbeOutcome.NotReached, "Not reached.") : finding);

    private async Task<ProbeFinding> TryAsync(ProbeLayer layer, string host, Func<CancellationToken, Task<ProbeFinding>> act)
    {
        try
        {
            return await act(deadline);
        }
        catch (Exception) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (ProbeFailedException failed)
        {
            return failed.Finding;
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            return TimedOut(layer, host);
        }
        catch (Exception exception) when (ProbeFailures.Find(exception, host) is { } known)
        {
            return known;
        }
        catch (Exception exception)
        {
            // The exception's text may hold anything, so it goes through the redactor before it is logged, and not to the page at all.
            LogUnexpected(layer, exception.GetType().Name, _redactor.Redact(exception.ToString()));
            return ProbeFinding.Failed(
                ProbeCause.TestFailed, "The test itself came to an unexpected end.", "Repeat it; the console's log says more, if it goes on.");
        }
    }

    private ProbeFinding TimedOut(ProbeLayer layer, string host)
    {
        var seconds = timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        return layer switch
        {
            ProbeLayer.Resolve => ProbeFinding.Failed(
                ProbeCause.NameServerTrouble, $"{host} could not be looked up within {seconds} seconds.", "Check the name server of the console's machine."),
            ProbeLayer.Connect => ProbeFinding.Failed(
                ProbeCause.TimedOut, $"{host} did not answer within {seconds} seconds.",
                "A firewall on the way may drop the packets, or the host or port is wrong. Ask the provider whether this console's address has to be let in."),
            _ => ProbeFinding.Failed(
                ProbeCause.TimedOut, $"{host} takes connections, but did not answer within {seconds} seconds.",
                "Check host and port: something else may be listening there. If they are right, the server is overloaded; test again later."),
        };
    }

    private void Record(ProbeLayer layer, TimeSpan duration, ProbeFinding finding)
    {
        var result = new ProbeLayerResult(
            layer, finding.Outcome, duration, _redactor.Redact(finding.Words), finding.Advice is { } advice ? _redactor.Redact(advice) : null, finding.Cause);
        _layers.Add(result);
        progress?.Report(result);
    }

    [LoggerMessage(LogLevel.Error, "A test of a connection failed unexpectedly at the layer {Layer} with {Exception}: {Details}")]
    private partial void LogUnexpected(ProbeLayer layer, string exception, string details);
}
