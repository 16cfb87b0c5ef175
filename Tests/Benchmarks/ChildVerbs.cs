namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>First arguments with which the benchmark starts itself as a child; not for people.</summary>
internal static class ChildVerbs
{
    public const string Upstreams = "child-upstreams";
    public const string Seed = "child-seed";
    public const string Reference = "child-reference";
    public const string Console = "child-console";
    public const string Kills = "child-kills";

    /// <summary>The console's own command line.</summary>
    public const string Application = "child-application";
}
