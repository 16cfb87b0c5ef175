namespace ConnectionsConsole.App.Hosting;

/// <summary>How a command wants its host.</summary>
/// <param name="Quiet">Only warnings, in plain words: for commands whose output people read.</param>
/// <param name="HasServer">False for commands that need everything but pages.</param>
/// <param name="ExecutesRuns">False for commands that only read and write rows; the script engine is not warmed up for them.</param>
/// <param name="Overrides">Settings that win over every file and variable, such as what the demo's egress guard allows.</param>
internal sealed record HostSettings(bool Quiet = false, bool HasServer = true, bool ExecutesRuns = true, IReadOnlyDictionary<string, string?>? Overrides = null)
{
    public static HostSettings WithoutServer { get; } = new(Quiet: true, HasServer: false);

    /// <summary>For commands that may be called while a console serves under the same address.</summary>
    public static HostSettings RowsOnly { get; } = WithoutServer with { ExecutesRuns = false };
}
