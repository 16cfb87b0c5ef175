using System.Text.Json;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Tests.Benchmarks.Load;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>The console, in this process: accepts runs and waits for their ends, as every way in does.</summary>
internal static class ConsoleSubject
{
    public static async Task<int> RunAsync(SubjectSettings settings)
    {
        var facts = SeedFacts.Load(settings.Data);
        var database = Path.Combine(settings.Data, ConsoleHosting.DatabaseFile);
        Measurement measurement;
        var seeded = CountRuns(database);
        await using (var app = await ConsoleHosting.BuildAsync(settings))
        {
            await ConsoleHost.StartAsync(app, CancellationToken.None);
            var runner = app.Services.GetRequiredService<IRunner>();
            var journal = app.Services.GetRequiredService<RunJournal>();
            measurement = await SubjectMeasuring.MeasureAsync(
                "console", settings, number => ConsoleSeed.RunOnceAsync(runner, facts.OrganizationId, facts.Instances[(int)(number % facts.Instances.Count)]), () => journal.Commits);
            await app.StopAsync();
        }

        using (var tables = new JournalTables(database))
        {
            measurement = measurement with { CodeStep = tables.CodeStepMedian((int)measurement.Runs) };
        }

        SubjectMeasuring.Check(database, seeded + measurement.AllRuns);
        Console.WriteLine(JsonSerializer.Serialize(measurement));
        return 0;
    }

    private static long CountRuns(string database)
    {
        using var tables = new JournalTables(database);
        return tables.Runs;
    }
}
