using System.Text.Json;
using ConnectionsConsole.Tests.Benchmarks.Reference;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>The hand-written service, in this process.</summary>
internal static class ReferenceSubject
{
    private static readonly (string Name, string Avatar)[] s_customers = [("Smith Rocket Company", "pikachu"), ("FTL Rockets", "onix")];

    public static async Task<int> RunAsync(SubjectSettings settings)
    {
        var facts = SeedFacts.Load(settings.Data);
        var database = Path.Combine(settings.Data, "reference.db");
        Measurement measurement;
        using (var journal = new ReferenceJournal(database, settings.Synchronous, facts.Schema))
        using (var service = new ReferenceService(new Uri(settings.Upstreams), journal, facts))
        {
            measurement = await SubjectMeasuring.MeasureAsync(
                "reference",
                settings,
                number =>
                {
                    var which = (int)(number % s_customers.Length);
                    return service.RunAsync(facts.Instances[which], s_customers[which].Name, s_customers[which].Avatar);
                },
                () => journal.Commits);
        }

        SubjectMeasuring.Check(database, measurement.AllRuns);
        Console.WriteLine(JsonSerializer.Serialize(measurement));
        return 0;
    }
}
