namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>The steps of the benchmark's integration, by their ordinals.</summary>
internal static class KillSteps
{
    public const int Count = 4;

    public const int Code = 0;
    public const int Document = 1;
    public const int Picture = 2;
    public const int Put = 3;

    /// <summary>Their ids, which are their paths in the journal.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["code", "document", "picture", "put"];

    /// <summary>The code step logs a line of its own, the runner one for each HTTP request, and none for the put.</summary>
    public static IReadOnlyList<string> Logging { get; } = Ids.Take(Put).ToList();
}
