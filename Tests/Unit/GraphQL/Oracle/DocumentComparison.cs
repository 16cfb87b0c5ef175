using System.Text.Json;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.App.GraphQL.Engine.Validation;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>Compares verdicts and answers with the reference implementation's; tells of the first few differences only.</summary>
internal sealed class DocumentComparison(GraphQLSchema schema)
{
    private const int MostShown = 5;
    private readonly GraphQLEngine _engine = new(schema, new GraphQLLimits { MaximumCost = double.MaxValue, MaximumDepth = 100, MaximumAliases = 10_000 });

    public List<string> Differences { get; } = [];

    public Dictionary<string, int> Counts { get; } = [];

    public static async Task<DocumentComparison> RunAsync(GraphQLSchema schema, string sdl, IReadOnlyList<Sample> samples)
    {
        var comparison = new DocumentComparison(schema);
        var verdicts = await ReferenceImplementation.JudgeAsync(sdl, samples);
        Assert.Equal(samples.Count, verdicts.Count);
        for (var i = 0; i < samples.Count; i++)
        {
            await comparison.CompareAsync(samples[i], verdicts[i]);
        }

        return comparison;
    }

    public void AssertNone() => Assert.True(Differences.Count == 0, $"{Differences.Count} differences\n{string.Join("\n\n", Differences.Take(MostShown))}");

    private async Task CompareAsync(Sample sample, Verdict theirs)
    {
        Counts[theirs.Value] = Counts.GetValueOrDefault(theirs.Value) + 1;
        var (ours, rules, message) = Judge(sample.Query);
        if (theirs.Value == "none")
        {
            return;
        }

        if (ours != theirs.Value)
        {
            Differences.Add($"{sample.Query}\nhere: {ours} {message} {string.Join(", ", rules)}\nreference: {theirs.Value} {theirs.Message} {string.Join(", ", theirs.Rules ?? [])}");
        }
        else if (ours == "invalid" && !SameRules(rules, theirs.Rules!))
        {
            Differences.Add($"{sample.Query}\nhere: {string.Join(", ", rules)} {message}\nreference: {string.Join(", ", theirs.Rules!)}");
        }
        else if (theirs.Result is { ValueKind: JsonValueKind.Object } expected)
        {
            CompareAnswers(sample, await TestSchema.ExecuteAsync(_engine, sample), expected);
        }
    }

    /// <summary>
    /// A fragment that holds itself keeps rules from running that follow fragments, and definitions of types are not looked into, since they are refused as
    /// such: there the one rule has to be the same.
    /// </summary>
    private static bool SameRules(IReadOnlyCollection<string> ours, IReadOnlyCollection<string> theirs) =>
        theirs.Contains(nameof(ExecutableDefinitions)) ? ours.Contains(nameof(ExecutableDefinitions))
        : theirs.Contains(nameof(NoFragmentCycles)) ? ours.Contains(nameof(NoFragmentCycles))
        : ours.Order(StringComparer.Ordinal).SequenceEqual(theirs.Order(StringComparer.Ordinal));

    private (string Verdict, IReadOnlyCollection<string> Rules, string? Message) Judge(string query)
    {
        try
        {
            var violations = DocumentValidator.Validate(schema, Parser.Parse(query));
            return violations.Count == 0
                ? ("valid", [], null)
                : ("invalid", violations.Select(v => v.Rule).ToHashSet(StringComparer.Ordinal), string.Join(" ", violations.Select(v => v.Error.Message)));
        }
        catch (GraphQLSyntaxException failure)
        {
            return ("syntax", [], failure.Message);
        }
    }

    private void CompareAnswers(Sample sample, JsonElement ours, JsonElement theirs)
    {
        Counts["executed"] = Counts.GetValueOrDefault("executed") + 1;
        var (ourData, theirData) = (Text(ours, "data"), Text(theirs, "data"));
        if (ourData != theirData)
        {
            Differences.Add($"{sample.Query}\n{sample.Variables}\nhere: {ours}\nreference: {theirs}");
            return;
        }

        var (ourErrors, theirErrors) = (Errors(ours), Errors(theirs));
        if (theirData is null)
        {
            // Refused before it was executed: the words and their number differ.
            if (ourErrors.Count == 0)
            {
                Differences.Add($"{sample.Query}\nhere: no error");
            }

            return;
        }

        // The reference stops looking at an object once it is lost; errors below a place that became null may be more here.
        var missing = theirErrors.Where(e => !ourErrors.Contains(e)).ToList();
        var extra = ourErrors.Where(e => !theirErrors.Contains(e) && !IsLost(ours.GetProperty("data"), JsonDocument.Parse(e.Path).RootElement)).ToList();
        if (missing.Count + extra.Count > 0)
        {
            Differences.Add($"{sample.Query}\nmissing: {string.Join("; ", missing)}\nextra: {string.Join("; ", extra)}\n{ours}\n{theirs}");
        }
    }

    private static bool IsLost(JsonElement data, JsonElement path)
    {
        var (at, steps) = (data, path.EnumerateArray().ToList());
        for (var i = 0; i < steps.Count; i++)
        {
            if (at.ValueKind == JsonValueKind.Null)
            {
                return true;
            }

            at = steps[i].ValueKind == JsonValueKind.Number ? at[steps[i].GetInt32()] : at.GetProperty(steps[i].GetString()!);
        }

        return false;
    }

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out var value) ? JsonSerializer.Serialize(value) : null;

    private static HashSet<(string Path, string Locations, string Message)> Errors(JsonElement answer) =>
        !answer.TryGetProperty("errors", out var errors) ? [] : [.. errors.EnumerateArray().Select(e => (
            e.TryGetProperty("path", out var path) ? JsonSerializer.Serialize(path) : "[]",
            e.TryGetProperty("locations", out var locations) ? JsonSerializer.Serialize(locations) : "",
            e.GetProperty("message").GetString() is { } text && text.StartsWith("failure", StringComparison.Ordinal) ? text : ""))];
}
