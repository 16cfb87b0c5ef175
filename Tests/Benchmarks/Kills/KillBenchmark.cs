using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Tests.Benchmarks.Reporting;
using ConnectionsConsole.Tests.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>
/// Kills console after console on one data folder, in the middle of runs, lets a last one finish, and holds what is in the database and what the upstreams
/// were asked against what had been acknowledged and committed at each kill.
/// </summary>
internal sealed class KillBenchmark(KillBenchmarkOptions options, KillUpstreams upstreams, KillSettings settings) : IAsyncDisposable
{
    private const int ViolationsShown = 20, KillsBetweenWords = 25, MostVainKills = 50;

    /// <summary>Above so many unfinished runs for each caller, a process has no callers.</summary>
    private const int MostUnfinished = 4;

    /// <summary>One of so many kills may come before the process has finished a step.</summary>
    private const int KillsForOneEarly = 16;

    /// <summary>Of a process that SIGKILL ended.</summary>
    private const int ExitCodeOfKill = 128 + 9;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10), s_betweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly KillLedger _ledger = new(upstreams.Requests.CountsOf);
    private readonly string _database = Path.Combine(settings.Subject.Data, ConsoleHosting.DatabaseFile);
    private readonly long _started = Stopwatch.GetTimestamp();
    private ChildProcess? _next;
    private volatile bool _stopped;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.WriteLine(KillBenchmarkOptions.Usage);
            return 0;
        }

        var options = KillBenchmarkOptions.Parse(args);
        using var folder = options.Data is null ? new BenchmarkFolder(Path.GetTempPath()) : null;
        var data = folder?.Seed ?? options.Data!;
        if (File.Exists(Path.Combine(data, ConsoleHosting.DatabaseFile)))
        {
            throw new OptionException($"{data} has a database already: name another folder.");
        }

        Say($"seed {options.Seed}");

        // For the children: their lives are too short for compiling anything a second time to pay.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCountingDelayMs", "10000");
        await using var upstreams = await KillUpstreams.StartAsync();
        var subject = new SubjectSettings(upstreams.Address.AbsoluteUri, data, options.Callers, 0, 0, "Full", DateTime.UtcNow.Ticks);
        var (organization, instances) = await KillSeed.PlantAsync(subject);
        await using var benchmark = new KillBenchmark(options, upstreams, new KillSettings(subject, organization, instances));
        return await benchmark.MeasureAsync();
    }

    public ValueTask DisposeAsync() => _next?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<int> MeasureAsync()
    {
        await KillAllAsync();
        var left = await FinishAsync();
        var violations = await CheckAsync();
        if (left.Count > 0)
        {
            violations.Insert(0, $"{left.Count} runs were unfinished {s_patience.TotalMinutes} minutes after the last kill, {left[0].Id} among them.");
        }

        Report();
        foreach (var violation in violations.Take(ViolationsShown))
        {
            Console.WriteLine(violation);
        }

        Console.WriteLine(violations.Count == 0
            ? "No run was lost or stuck, and no finished step was run twice."
            : $"{violations.Count} checks failed (--seed {options.Seed}).");
        return violations.Count == 0 ? 0 : 1;
    }

    private async Task KillAllAsync()
    {
        // Whoever has no more time gets the checks of what was done by then.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var moments = new Random(options.Seed);
        var unfinished = 0;
        for (var all = 1; _ledger.Kills < options.Kills && !_stopped; all++)
        {
            if (all - _ledger.Kills > MostVainKills + options.Kills)
            {
                throw new BenchmarkException($"Only {_ledger.Kills} of {all} kills hit a run: the processes live too short, see --life.");
            }

            // A machine that does not keep up would only be given more and more runs to wait.
            var callers = unfinished > MostUnfinished * options.Callers ? 0 : options.Callers;
            var early = moments.Next(KillsForOneEarly) == 0;
            unfinished = await LiveAndDieAsync(callers, early, TimeSpan.FromMilliseconds(moments.NextDouble() * options.Life));
            if (all % KillsBetweenWords == 0)
            {
                Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_ledger.Kills} kills in runs, {_ledger.Acknowledged} runs, {unfinished} unfinished, {Stopwatch.GetElapsedTime(_started).TotalMinutes:F1} min"));
            }
        }
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stopped = true;
    }

    /// <summary>One process, from its start until it is gone.</summary>
    /// <param name="early">Its life is counted from when it begins to take up what was left; otherwise from the first step that it finished.</param>
    /// <returns>How many runs are unfinished.</returns>
    private async Task<int> LiveAndDieAsync(int callers, bool early, TimeSpan life)
    {
        await using var child = await GoOnAsync(callers);
        if (await child.ReadLineAsync() is not KillSubject.Started and var other)
        {
            throw new BenchmarkException($"The console printed \"{other}\" in place of \"{KillSubject.Started}\".");
        }

        var output = new KillOutput(child.Process.StandardOutput);
        if (!early)
        {
            await WaitForWorkAsync(output);
        }

        await Task.Delay(life);
        await child.KillAsync();
        if (child.Process.ExitCode != ExitCodeOfKill)
        {
            throw new BenchmarkException($"The console ended by itself, with exit code {child.Process.ExitCode}:\n{string.Join('\n', child.Errors)}");
        }

        foreach (var run in await output.Accepted)
        {
            _ledger.Acknowledge(run);
        }

        foreach (var line in child.Errors.Where(l => !l.Contains("Took over", StringComparison.Ordinal)))
        {
            Say($"kill {_ledger.Kills + 1}: {line}");
        }

        using var database = new KillDatabase(_database);
        var unfinished = database.UnfinishedRuns();
        _ledger.Kill(unfinished, await output.Working);
        return unfinished.Count;
    }

    private static async Task WaitForWorkAsync(KillOutput output)
    {
        try
        {
            await output.Working.WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            throw new BenchmarkException($"A process finished no step within {s_patience.TotalMinutes} minutes.");
        }
    }

    /// <summary>
    /// The next process, which goes on at once: it was started with its predecessor and has touched nothing of the data yet, since most of what a start
    /// takes is loading the program.
    /// </summary>
    private async Task<ChildProcess> GoOnAsync(int callers)
    {
        var child = _next ?? Start();
        _next = Start();
        await child.Process.StandardInput.WriteLineAsync(callers.ToString(CultureInfo.InvariantCulture));
        await child.Process.StandardInput.FlushAsync();
        return child;

        ChildProcess Start() => ChildProcess.Start(ChildVerbs.Kills, JsonSerializer.Serialize(settings));
    }

    /// <summary>A last process, without callers, for what is left.</summary>
    /// <returns>What it did not finish.</returns>
    private async Task<IReadOnlyList<UnfinishedRun>> FinishAsync()
    {
        await using var child = await GoOnAsync(0);
        var waited = Stopwatch.GetTimestamp();
        IReadOnlyList<UnfinishedRun> left;
        do
        {
            await Task.Delay(s_betweenLooks);
            using var database = new KillDatabase(_database);
            left = database.UnfinishedRuns();
        }
        while (left.Count > 0 && Stopwatch.GetElapsedTime(waited) < s_patience && !child.Process.HasExited);

        child.Process.StandardInput.Close();
        await child.FinishAsync();
        return left;
    }

    private async Task<List<string>> CheckAsync()
    {
        using var database = new KillDatabase(_database);
        var violations = _ledger.Check(database.AllRuns(), upstreams.Requests.Runs).ToList();
        violations.AddRange(upstreams.Requests.Faults);
        violations.AddRange(database.Problems());
        await using var app = await ConsoleHosting.BuildAsync(settings.Subject);
        var audit = await app.Services.GetRequiredService<IAuditChainVerifier>().VerifyAsync(settings.OrganizationId, CancellationToken.None);
        if (!audit.IsWhole)
        {
            violations.Add($"The audit log is not whole at line {audit.BrokenAt}: {audit.Problem}");
        }

        return violations;
    }

    private void Report()
    {
        using var database = new KillDatabase(_database);
        Console.WriteLine($"{Machine.Describe()}\n");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | | |
            | --- | --: |
            | kills in the middle of runs | {_ledger.Kills} |
            | other kills, most of them before a first step | {_ledger.OtherKills} |
            | runs, acknowledged | {_ledger.Acknowledged} |
            | runs, in the database | {database.AllRuns().Count()} |
            | runs hit by a kill | {_ledger.RunsHit} |
            | of them first hit while they waited for a place | {_ledger.RunsHitWaiting} |
            | runs taken up again, counted each time | {database.TakenUp()} |
            | steps next or under way at a kill | {_ledger.StepsHit} |
            | of their requests, sent once more | {_ledger.Repeated} |
            | most kills that one run has seen | {_ledger.OldestAge} |
            | most processes in a row that brought one run no step further | {_ledger.LongestStandstill} |
            | minutes | {Stopwatch.GetElapsedTime(_started).TotalMinutes:F1} |

            """));
    }

    private static void Say(string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss} {what}"));
}
