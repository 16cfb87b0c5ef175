namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>What a test says as a whole.</summary>
public enum ProbeVerdict
{
    Works,

    /// <summary>Works, with a remark.</summary>
    WorksWithRemark,
    Fails,

    /// <summary>What was tested works, but the values themselves were not: the connection type has no test for them.</summary>
    NotTested,
}

/// <summary>The result of testing a connection.</summary>
/// <param name="Name">What was tested, as people call it.</param>
/// <param name="Words">The finding that counts: of the layer that failed, else of the one with a remark, else that it works.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
public sealed record ConnectionProbeResult(
    string Name, DateTime At, TimeSpan Duration, ProbeVerdict Verdict, ProbeCause Cause, string Words, string? Advice, IReadOnlyList<ProbeLayerResult> Layers)
{
    public static ConnectionProbeResult From(string name, DateTime at, TimeSpan duration, IReadOnlyList<ProbeLayerResult> layers)
    {
        if (layers.FirstOrDefault(l => l.Outcome == ProbeOutcome.Failed) is { } failed)
        {
            return new(name, at, duration, ProbeVerdict.Fails, failed.Cause, failed.Words, failed.Advice, layers);
        }

        // Looking up and connecting says nothing about the values that were entered.
        var authenticated = layers.Any(l => l.Layer is ProbeLayer.Authenticate or ProbeLayer.Read && l.Outcome is ProbeOutcome.Passed or ProbeOutcome.Warning);
        if (!authenticated)
        {
            var tested = layers.Any(l => l.Outcome is ProbeOutcome.Passed or ProbeOutcome.Warning);
            return new(
                name, at, duration, ProbeVerdict.NotTested, ProbeCause.None,
                tested ? "The server is there. Whether it takes the values was not tested." : "Nothing was tested: this connection type has no test.",
                layers.LastOrDefault(l => l.Advice is not null)?.Advice, layers);
        }

        return layers.LastOrDefault(l => l.Outcome == ProbeOutcome.Warning) is { } remark
            ? new(name, at, duration, ProbeVerdict.WorksWithRemark, remark.Cause, remark.Words, remark.Advice, layers)
            : new(name, at, duration, ProbeVerdict.Works, ProbeCause.None, "The connection works.", null, layers);
    }
}
