using System.Collections.Concurrent;
using System.Diagnostics;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Infrastructure.Runner.Nodes;
using ConnectionsConsole.Tests.Support;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>What happens to runs when processes die, are halted, or end; on every database.</summary>
internal static class TakeOverScenarios
{
    public static async Task ACrashedRunGoesOnAtTheStepInFlight(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "First", "Second", "Third");
        bench.Steps.On("First", _ => StepValue.FromText("kept"));
        var gate = bench.Steps.Hold("Second");
        var crashing = await bench.StartNodeAsync();
        var runId = (await crashing.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();

        await crashing.CrashAsync();
        string? seen = null;
        bench.Steps.On("Second", execution =>
        {
            seen = StepInputs.ToText(execution.Run.Results["first"]);
            return StepValue.FromText("again");
        });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var heir = await bench.StartNodeAsync(clock);
        await RunnerBench.UntilAsync(async () => (await bench.RunRowAsync(runId)).EndedAt is not null, clock);

        var run = await bench.RunRowAsync(runId);
        Assert.Equal((RunStatus.Succeeded, 2, (Guid?)heir.Id), (run.Status, run.Epoch, run.OwnerId));
        Assert.Equal([1, 2, 1], new[] { "First", "Second", "Third" }.Select(bench.Steps.Count));
        Assert.Equal("kept", seen);
        var keys = bench.Steps.Executions.Where(e => e.Step.Name == "Second").Select(e => e.IdempotencyKey).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal([0, 1, 2], (await bench.StepRowsAsync(run)).Select(s => s.Ordinal));
    }

    public static async Task RunsOfAProcessThatIsGoneFromThisMachineAreTakenOverAtOnce(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "First", "Second");
        var gate = bench.Steps.Hold("First");
        var crashing = await bench.StartNodeAsync();
        var runId = (await crashing.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();
        await crashing.CrashAsync();
        bench.Steps.On("First", _ => StepValue.Null);

        // The crashed node lived in this process; its row is made to name one that has ended.
        using var gone = Process.Start(new ProcessStartInfo("/bin/true"))!;
        await gone.WaitForExitAsync();
        await bench.ExecuteAsync($"""UPDATE "RunnerNodes" SET "ProcessId" = {gone.Id}""");

        // This clock stands still: no lease can run out by it.
        await using var heir = await bench.StartNodeAsync(new FakeTimeProvider(DateTimeOffset.UtcNow));
        await RunnerBench.UntilAsync(async () => (await bench.RunRowAsync(runId)).EndedAt is not null);

        Assert.Equal(RunStatus.Succeeded, (await bench.RunRowAsync(runId)).Status);
    }

    public static async Task AFormerOwnerWritesNothing(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "First", "Second");
        var gate = new Gate();
        bench.Steps.On("First", async (_, _) =>
        {
            gate.Reached.TrySetResult();
            await gate.Released.Task;
            return StepValue.FromText("too late");
        });
        await using var node = await bench.StartNodeAsync();
        var events = new ConcurrentQueue<RunEvent>();
        using var subscription = node.Events.Subscribe(null, events.Enqueue);
        var runId = (await node.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();

        // Another process takes the run while this one, as far as it knows, still has it.
        var other = Guid.NewGuid();
        await bench.ExecuteAsync($"""
            INSERT INTO "RunnerNodes" ("Id", "MachineName", "ProcessId", "ProcessStartedAt", "LeaseUntil")
            SELECT '{other.ToString().ToUpperInvariant()}', 'elsewhere', 1, "ProcessStartedAt", "LeaseUntil" FROM "RunnerNodes"
            """);
        Assert.Equal(1, await bench.ExecuteAsync($"""UPDATE "Runs" SET "Epoch" = "Epoch" + 1, "OwnerId" = '{other.ToString().ToUpperInvariant()}' """));
        var active = node.Services.GetActive(runId)!;
        gate.Released.SetResult();

        Assert.Null(await active.Ended.WaitAsync(TimeSpan.FromMinutes(1)));
        var run = await bench.RunRowAsync(runId);
        Assert.Equal((RunStatus.Running, 2, (Guid?)other), (run.Status, run.Epoch, run.OwnerId));
        Assert.Empty(await bench.StepRowsAsync(run));
        Assert.Empty(await bench.LogLinesAsync(run));
        Assert.Equal(0, bench.Steps.Count("Second"));
        Assert.DoesNotContain(events, e => e is RunEnded or StepFinished);
    }

    public static async Task AProcessThatCannotRenewItsLeaseStopsItsRuns(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "First", "Second");
        var gate = bench.Steps.Hold("First");
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var node = await bench.StartNodeAsync(clock);
        var runId = (await node.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();
        var active = node.Services.GetActive(runId)!;

        await bench.ExecuteAsync("""ALTER TABLE "RunnerNodes" RENAME TO "Away" """);
        clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Null(await active.Ended.WaitAsync(TimeSpan.FromMinutes(1)));
        bench.Steps.On("First", _ => StepValue.Null);
        await bench.ExecuteAsync("""ALTER TABLE "Away" RENAME TO "RunnerNodes" """);
        await RunnerBench.UntilAsync(async () => (await bench.RunRowAsync(runId)).EndedAt is not null, clock);
        var run = await bench.RunRowAsync(runId);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        // Once, or again where the machine is slower than the clock that waiting moves on.
        Assert.True(run.Epoch >= 2, $"The run was not taken over: epoch {run.Epoch}.");
    }

    public static async Task ACleanEndReleasesRunsForTheNextStart(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "First", "Second");
        var gate = bench.Steps.Hold("First");
        var ending = await bench.StartNodeAsync(("Runner:ShutdownGrace", "00:00:00"));
        var runId = (await ending.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();

        await ending.StopAsync();
        var released = await bench.RunRowAsync(runId);
        Assert.Equal((RunStatus.Queued, (Guid?)null), (released.Status, released.OwnerId));

        bench.Steps.On("First", _ => StepValue.Null);
        await using var next = await bench.StartNodeAsync();
        Assert.Equal(RunStatus.Succeeded, await next.Runner.WaitAsync(bench.OrganizationId, runId, TestNode.Patience()));
        Assert.Equal([2, 1], new[] { "First", "Second" }.Select(bench.Steps.Count));
    }

    public static async Task AWaitingRunIsClaimedByOneOfTwo(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Only");
        await using var accepting = await bench.StartNodeAsync(("Runner:Enabled", "false"));
        var runIds = new List<Guid>();
        for (var i = 0; i < 40; i++)
        {
            runIds.Add((await accepting.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value);
        }

        Assert.All(await bench.RunRowsAsync(), r => Assert.Equal(RunStatus.Queued, r.Status));
        var nodes = await Task.WhenAll(Task.Run(() => bench.StartNodeAsync()), Task.Run(() => bench.StartNodeAsync()));
        foreach (var runId in runIds)
        {
            Assert.Equal(RunStatus.Succeeded, await accepting.Runner.WaitAsync(bench.OrganizationId, runId, TestNode.Patience()));
        }

        Assert.Equal(40, bench.Steps.Executions.Select(e => e.Run.RunId).Distinct().Count());
        Assert.Equal(40, bench.Steps.Executions.Count);
        Assert.All(await bench.RunRowsAsync(), r => Assert.Contains(r.OwnerId!.Value, nodes.Select(n => n.Id)));
    }

    public static async Task CancellingReachesARunOfAnotherProcess(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Slow");
        var gate = bench.Steps.Hold("Slow");
        await using var running = await bench.StartNodeAsync();
        await using var asking = await bench.StartNodeAsync(("Runner:Enabled", "false"));
        var runId = (await running.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();

        Assert.True((await asking.Runner.CancelAsync(bench.OrganizationId, runId, CancellationToken.None)).Value);

        Assert.Equal(RunStatus.Canceled, await asking.Runner.WaitAsync(bench.OrganizationId, runId, TestNode.Patience()));
    }

    public static async Task AStepThatAFormerOwnerCommittedLateIsNotRunAgain(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "First", "Second");
        var gate = bench.Steps.Hold("First");
        await using var node = await bench.StartNodeAsync();
        var runId = (await node.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();

        // The row that the other process's transaction left when it was over at last.
        Assert.Equal(1, await bench.ExecuteAsync("""
            INSERT INTO "StepRuns" ("RunSequence", "Ordinal", "OrganizationId", "Path", "StepName", "Action", "Status", "StartedAt", "DurationMicroseconds", "OutputKind", "OutputLength")
            SELECT "Sequence", 0, "OrganizationId", 's0', 'First', 'code/runCode', 0, "AcceptedAt", 1, 0, 0 FROM "Runs"
            """));
        bench.Steps.On("First", _ => StepValue.FromText("a third time"));
        gate.Released.SetResult();

        Assert.Equal(RunStatus.Succeeded, await node.Runner.WaitAsync(bench.OrganizationId, runId, TestNode.Patience()));
        Assert.Equal([1, 1], new[] { "First", "Second" }.Select(bench.Steps.Count));
        var run = await bench.RunRowAsync(runId);
        Assert.Equal(2, run.Epoch);
        Assert.Equal(["First", "Second"], (await bench.StepRowsAsync(run)).Select(s => s.StepName));
    }
}
