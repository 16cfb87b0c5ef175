using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Tests.Benchmarks.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>What the process that is killed is told on its command line.</summary>
internal sealed record KillSettings(SubjectSettings Subject, Guid OrganizationId, IReadOnlyList<Guid> Instances)
{
    public static KillSettings Parse(string json) => JsonSerializer.Deserialize<KillSettings>(json) ?? throw new OptionException("The child's settings are missing.");
}

/// <summary>
/// The console that is killed. Loads itself, and touches nothing of the data before it is told by a line: how many callers. Then it opens the database, goes on with
/// what its predecessor left, and lets the callers accept runs and wait for them. Prints <see cref="Started"/> when it goes on, a line for each run
/// once it is accepted, and <see cref="Working"/> with the first step that is committed. Ends in good order when its input does.
/// </summary>
internal static class KillSubject
{
    public const string Started = "started", Working = "working", AcceptedPrefix = "accepted ";

    public static async Task<int> RunAsync(KillSettings settings)
    {
        // Ctrl+C reaches the children too; the parent says when they end.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        await using var app = ConsoleHosting.Build(settings.Subject);
        if (!int.TryParse(await Console.In.ReadLineAsync(), NumberStyles.None, CultureInfo.InvariantCulture, out var callers))
        {
            return 0;
        }

        await ConsoleHost.PrepareAsync(app, CancellationToken.None);
        var working = 0;
        using var steps = app.Services.GetRequiredService<IRunEvents>().Subscribe(null, happened =>
        {
            if (happened is StepFinished && Interlocked.Exchange(ref working, 1) == 0)
            {
                Console.WriteLine(Working);
            }
        });
        Console.WriteLine(Started);
        await ConsoleHost.StartAsync(app, CancellationToken.None);
        var runner = app.Services.GetRequiredService<IRunner>();
        using var stop = new CancellationTokenSource();
        var calling = Enumerable.Range(0, callers).Select(number => Task.Run(() => CallAsync(runner, settings, number, stop.Token))).ToList();
        var told = Console.In.ReadToEndAsync();

        // A caller that fails ends the process at once.
        await await Task.WhenAny([.. calling, told]);
        await stop.CancelAsync();
        await Task.WhenAll(calling);
        await app.StopAsync();
        return 0;
    }

    private static async Task CallAsync(IRunner runner, KillSettings settings, int number, CancellationToken cancellationToken)
    {
        for (var i = number; !cancellationToken.IsCancellationRequested; i++)
        {
            var request = new RunRequest(
                settings.OrganizationId, settings.Instances[i % settings.Instances.Count], null, RunTrigger.InstanceTest, "kills", PayloadJson: $$"""{"number":{{i}}}""");
            if (!(await runner.AcceptAsync(request, CancellationToken.None)).TryGet(out var runId, out var error))
            {
                throw new BenchmarkException($"A run was not accepted: {error}");
            }

            Console.WriteLine($"{AcceptedPrefix}{runId}");
            await runner.WaitAsync(settings.OrganizationId, runId, CancellationToken.None);
        }
    }
}
