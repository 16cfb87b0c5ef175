using ConnectionsConsole.Domain.Connections.Testing;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>What a layer found, before it is redacted and timed.</summary>
internal sealed record ProbeFinding(ProbeOutcome Outcome, string Words, string? Advice = null, ProbeCause Cause = ProbeCause.None)
{
    public static ProbeFinding Passed(string words) => new(ProbeOutcome.Passed, words);

    public static ProbeFinding NotTested(string words, string? advice = null) => new(ProbeOutcome.NotTested, words, advice);

    public static ProbeFinding Warning(ProbeCause cause, string words, string advice) => new(ProbeOutcome.Warning, words, advice, cause);

    public static ProbeFinding Failed(ProbeCause cause, string words, string advice) => new(ProbeOutcome.Failed, words, advice, cause);
}

/// <summary>A layer failed in a way that the code which noticed can put into words itself.</summary>
internal sealed class ProbeFailedException(ProbeFinding finding) : Exception(finding.Words)
{
    public ProbeFinding Finding { get; } = finding;
}
