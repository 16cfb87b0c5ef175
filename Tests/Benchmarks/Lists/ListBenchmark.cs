using System.Diagnostics;
using System.Globalization;
using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Tests.Benchmarks.Reporting;
using ConnectionsConsole.Tests.Benchmarks.Subjects;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Lists;

/// <summary>How long every list and filter takes where there are very many rows: the request as pages and API send it, the database included.</summary>
internal static class ListBenchmark
{
    private const int WarmUps = 5;
    private const double Goal = 150;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.WriteLine(ListBenchmarkOptions.Usage);
            return 0;
        }

        var options = ListBenchmarkOptions.Parse(args);
        using var folder = options.Data is null ? new BenchmarkFolder(Path.GetTempPath()) : null;
        var data = folder?.Seed ?? options.Data!;
        if (!File.Exists(Path.Combine(data, ConsoleHosting.DatabaseFile)))
        {
            await Console.Error.WriteLineAsync($"seeding {options.Customers:N0} customers and {options.Runs:N0} runs");
            await using var seeding = await BuildAsync(data);
            await ListSeed.PlantAsync(seeding, data, options);
        }

        await using var app = await BuildAsync(data);
        var facts = await ListFacts.ReadAsync(app.Services);
        var cases = new ListCases(app.Services.GetRequiredService<RequestSender>(), facts).All().Where(c => c.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)).ToList();
        Console.WriteLine($"{Machine.Describe()}\n\n| list | p50 ms | p95 ms | most ms | |\n| --- | --: | --: | --: | --- |");
        var slow = 0;
        foreach (var one in cases)
        {
            var (p50, p95, most) = await MeasureAsync(one, options.Times);
            slow += p95 < Goal ? 0 : 1;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {one.Name} | {p50:F1} | {p95:F1} | {most:F1} | {(p95 < Goal ? "" : "**over 150**")} |"));
        }

        Console.WriteLine($"\n{cases.Count - slow} of {cases.Count} lists under {Goal} ms at p95.");
        return 0;
    }

    private static async Task<WebApplication> BuildAsync(string data)
    {
        var app = ConsoleHost.Build(new GlobalOptions(new DataDirectory(data), null), HostSettings.WithoutServer);
        await ConsoleHost.PrepareAsync(app, CancellationToken.None);
        return app;
    }

    private static async Task<(double Median, double Late, double Most)> MeasureAsync(ListCase one, int times)
    {
        var taken = new double[times];
        for (var i = -WarmUps; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await one.SendAsync(i < 0 ? i + WarmUps : i);
            if (i >= 0)
            {
                taken[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        Array.Sort(taken);
        return (taken[times / 2], taken[(int)(0.95 * times)], taken[^1]);
    }
}
