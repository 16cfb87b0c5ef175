using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>Documents by the thousand, valid and not: the same verdict, by the same rules, and the same answer as the reference implementation.</summary>
public class GeneratedDocumentTests
{
    private const int Count = 2_000;

    [NodeFact]
    public async Task Documents_AreJudgedAndAnsweredAsByTheReference() => await CompareAsync(seed: 20_211, Count, damaged: false);

    [NodeFact]
    public async Task DamagedDocuments_AreJudgedAsByTheReference() => await CompareAsync(seed: 10_2021, Count, damaged: true);

    [NodeTheory]
    [Trait("Suite", "Long")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ManyMoreDocuments_AreJudgedAndAnsweredAsByTheReference(int seed)
    {
        await CompareAsync(seed, 15_000, damaged: false);
        await CompareAsync(seed + 100, 15_000, damaged: true);
    }

    private static async Task CompareAsync(int seed, int count, bool damaged)
    {
        var schema = TestSchema.Build();
        var generator = new DocumentGenerator(schema, seed);
        var samples = new List<Sample>(count);
        while (samples.Count < count)
        {
            var sample = generator.Next();
            samples.Add(damaged ? sample with { Query = generator.Damage(sample.Query) } : sample);
        }

        var comparison = await DocumentComparison.RunAsync(schema, TestSchema.Text, samples);

        comparison.AssertNone();
        // The generator gives every kind in numbers, otherwise the comparison says little.
        string[] kinds = damaged ? ["syntax", "invalid"] : ["valid", "invalid", "executed"];
        Assert.All(kinds, kind => Assert.True(comparison.Counts.GetValueOrDefault(kind) > count / 15, $"Too few {kind}: {string.Join(", ", comparison.Counts)}"));
    }
}
