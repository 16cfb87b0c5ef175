using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ConnectionsConsole.Tests.Benchmarks.Reporting;
using ConnectionsConsole.Tests.Benchmarks.Subjects;
using ConnectionsConsole.Tests.Benchmarks.Upstreams;

namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>Measures reference and console one after the other, again and again, each in a fresh process on a fresh database.</summary>
internal sealed class Benchmark(BenchmarkOptions options, Uri upstreams, BenchmarkFolder folder) : IDisposable
{
    private readonly HttpClient _http = new();

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.WriteLine(BenchmarkOptions.Usage);
            return 0;
        }

        var options = BenchmarkOptions.Parse(args);
        using var folder = new BenchmarkFolder(options.Data);
        await using var upstreams = ChildProcess.Start(ChildVerbs.Upstreams);
        using var benchmark = new Benchmark(options, new Uri(await upstreams.ReadLineAsync()), folder);
        var machine = Machine.Describe();
        var results = await benchmark.MeasureAllAsync();
        var report = new BenchmarkReport(machine, Machine.Describe().Load, options, results.Measurements, results.Start);
        Console.WriteLine(MarkdownReport.Write(report));
        Console.Error.WriteLine($"Figures: {benchmark.Save(report)}");
        return 0;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(List<Measurement> Measurements, ApplicationStart? Start)> MeasureAllAsync()
    {
        Say("seeding");
        await using (var seed = ChildProcess.Start(ChildVerbs.Seed, Settings(folder.Seed, 1)))
        {
            await seed.FinishAsync();
        }

        var start = options.Only == "reference" ? null : await ApplicationStart.MeasureAsync(folder.CopySeed());
        var measurements = new List<Measurement>();
        foreach (var callers in options.Callers)
        {
            for (var round = 1; round <= options.Rounds; round++)
            {
                foreach (var (name, verb) in new[] { ("reference", ChildVerbs.Reference), ("console", ChildVerbs.Console) })
                {
                    if (options.Only is null || options.Only == name)
                    {
                        Say($"{callers} callers, round {round}, {name}");
                        measurements.Add(await MeasureAsync(verb, callers));
                    }
                }
            }
        }

        return (measurements, start);
    }

    private async Task<Measurement> MeasureAsync(string verb, int callers)
    {
        var before = await CountAsync();
        await using var child = ChildProcess.Start(verb, Settings(folder.CopySeed(), callers));
        var measurement = JsonSerializer.Deserialize<Measurement>(await child.FinishAsync())!;
        Check(measurement, before, await CountAsync());
        return measurement;
    }

    /// <summary>Each run has to have reached its last step, once.</summary>
    private static void Check(Measurement measurement, UpstreamCounts before, UpstreamCounts after)
    {
        var seen = (after.Documents - before.Documents, after.Pictures - before.Pictures, after.Puts - before.Puts);
        var runs = measurement.AllRuns;
        if (seen != (runs, runs, runs) || after.UnsignedPuts > 0 || after.Others > before.Others)
        {
            throw new BenchmarkException(
                $"{runs} runs of the {measurement.Subject} were carried out; the upstreams saw {seen.Item1} documents, {seen.Item2} pictures "
                + $"and {seen.Item3} puts, {after.UnsignedPuts} puts without signature or whole picture, {after.Others - before.Others} other requests.");
        }
    }

    private string Settings(string data, int callers) => JsonSerializer.Serialize(
        new SubjectSettings(upstreams.AbsoluteUri, data, callers, options.WarmUp, options.Seconds, options.Synchronous, DateTime.UtcNow.Ticks));

    private async Task<UpstreamCounts> CountAsync() =>
        await _http.GetFromJsonAsync<UpstreamCounts>(new Uri(upstreams, UpstreamServer.CountsPath))
        ?? throw new BenchmarkException("The upstreams did not answer.");

    private string Save(BenchmarkReport report)
    {
        Directory.CreateDirectory(options.Output);
        var path = Path.GetFullPath(Path.Combine(options.Output, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd-HHmmss}.json")));
        File.WriteAllText(path, JsonSerializer.Serialize(report, BenchmarkReport.Json));
        return path;
    }

    private static void Say(string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss} {what}"));
}
