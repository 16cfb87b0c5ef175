using System.Text.Json;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>
/// What the seeded console tells the measured processes: which instances there are, and for the reference the tables of the journal with what a run of the
/// console writes into them that does not differ between runs.
/// </summary>
/// <param name="Schema">Statements that make the journal's tables and indexes as the console's own database has them.</param>
/// <param name="Configuration">The pinned configuration of a run.</param>
/// <param name="CodeInput">The recorded input of the code step.</param>
/// <param name="UsedConnections">What the row of the S3 step says about its connection.</param>
internal sealed record SeedFacts(
    Guid OrganizationId, Guid IntegrationId, IReadOnlyList<Guid> Instances, IReadOnlyList<string> Schema, string Configuration, string CodeInput, string UsedConnections)
{
    private const string FileName = "benchmark.json";

    public static SeedFacts Load(string directory) => JsonSerializer.Deserialize<SeedFacts>(File.ReadAllText(Path.Combine(directory, FileName)))!;

    public void Save(string directory) => File.WriteAllText(Path.Combine(directory, FileName), JsonSerializer.Serialize(this));
}
