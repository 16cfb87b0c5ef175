using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>What a run has to do on every database; the classes of each database call these.</summary>
internal static class RunScenarios
{
    public static async Task StepsRunInOrderAndTheJournalHoldsThem(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "One", "Two", "Three");
        bench.Steps.On("One", _ => StepValue.FromObject(new { id = 7 }));
        bench.Steps.On("Two", execution => new BinaryStepValue(new byte[] { 0, 1, 2, 255 }, "image/png"));
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));

        var run = await bench.OnlyRunAsync();
        Assert.Equal((RunStatus.Succeeded, 1, (Guid?)node.Id, false), (run.Status, run.Epoch, run.OwnerId, run.UsedFallback));
        Assert.NotNull(run.EndedAt);
        Assert.Equal(bench.CustomerId, run.CustomerId);
        var steps = await bench.StepRowsAsync(run);
        Assert.Equal(["One", "Two", "Three"], steps.Select(s => s.StepName));
        Assert.All(steps, s => Assert.Equal(StepStatus.Succeeded, s.Status));
        Assert.Equal("""{"id":7}""", Encoding.UTF8.GetString(steps[0].Output!));
        Assert.Equal(new byte[] { 0, 1, 2, 255 }, steps[1].Output);
        Assert.Equal((OutputKind.Binary, "image/png", 4L), (steps[1].OutputKind, steps[1].OutputContentType, steps[1].OutputLength));
        Assert.Equal("null", Encoding.UTF8.GetString(steps[2].Output!));
    }

    public static async Task TheNextStepDoesNotBeginBeforeItsPredecessorIsCommitted(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "First", "Second");
        IAsyncDisposable? block = null;
        bench.Steps.On("First", async (_, _) =>
        {
            block = await bench.BlockWritesAsync();
            return StepValue.FromText("done");
        });
        await using var node = await bench.StartNodeAsync();
        var accepted = await node.Runner.AcceptAsync(bench.Request(), CancellationToken.None);
        await RunnerBench.UntilAsync(() => Task.FromResult(block is not null));

        await Task.Delay(500);
        Assert.Equal(0, bench.Steps.Count("Second"));
        Assert.Empty(await bench.StepRowsAsync(await bench.RunRowAsync(accepted.Value)));

        await block!.DisposeAsync();
        Assert.Equal(RunStatus.Succeeded, await node.Runner.WaitAsync(bench.OrganizationId, accepted.Value, TestNode.Patience()));
        Assert.Equal(1, bench.Steps.Count("Second"));
    }

    public static async Task TwoHundredRunsAtOnceAllEnd(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "A", "B", "C");
        bench.Steps.On("B", async (_, cancellationToken) =>
        {
            await Task.Delay(5, cancellationToken);
            return StepValue.FromText("b");
        });
        await using var node = await bench.StartNodeAsync(("Runner:MaximumConcurrentRuns", "40"));
        var before = node.Journal.Commits;

        var ended = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => node.RunAsync(bench.Request()))));

        Assert.All(ended, status => Assert.Equal(RunStatus.Succeeded, status));
        var runs = await bench.RunRowsAsync();
        Assert.Equal(200, runs.Count);
        Assert.Equal(200, runs.Select(r => r.Sequence).Distinct().Count());
        Assert.Equal([200, 200, 200], new[] { "A", "B", "C" }.Select(bench.Steps.Count));
        // Five writes a run; sharing commits is the point.
        Assert.InRange(node.Journal.Commits - before, 1, 900);
    }

    public static async Task ARunThatWaitsIsNotOvertakenByThoseThatComeLater(RunnerDatabase database)
    {
        const int Callers = 8, RunsOfEach = 25;
        await using var bench = await RunnerBench.CreateAsync(database, "Only");
        bench.Steps.On("Only", async (_, cancellationToken) =>
        {
            await Task.Delay(2, cancellationToken);
            return StepValue.FromText("done");
        });
        await using var node = await bench.StartNodeAsync(("Runner:MaximumConcurrentRuns", "6"));

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < RunsOfEach; i++)
            {
                Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));
            }
        })));

        // Runs that are accepted at the same moment may begin in any order; those that come later come later.
        var accepted = (await bench.RunRowsAsync()).ToDictionary(r => r.Id, r => r.Sequence);
        var began = bench.Steps.Executions.Select(e => accepted[e.Run.RunId]).ToList();
        Assert.Equal(Callers * RunsOfEach, began.Count);
        Assert.All(began, (sequence, place) => Assert.InRange(began.Take(place).Count(earlier => earlier > sequence), 0, Callers));
    }

    public static async Task ADueTimeRunsOnce(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Only");
        await using var node = await bench.StartNodeAsync();
        var due = new DateTime(2026, 3, 4, 3, 0, 0, DateTimeKind.Utc);
        var requests = Enumerable.Range(0, 8).Select(_ => bench.Request(RunTrigger.Schedule) with { DueAt = due }).ToList();

        var answers = await Task.WhenAll(requests.Select(r => node.Runner.AcceptAsync(r, CancellationToken.None)));

        var accepted = Assert.Single(answers, a => a.IsSuccess).Value;
        Assert.All(answers.Where(a => !a.IsSuccess), a => Assert.IsType<ConflictError>(a.Error));
        Assert.Equal(RunStatus.Succeeded, await node.Runner.WaitAsync(bench.OrganizationId, accepted, TestNode.Patience()));
        Assert.Equal(1, bench.Steps.Count("Only"));
        Assert.Equal(due, (await bench.OnlyRunAsync()).DueAt);
    }

    public static async Task RetriesAreRecordedWithTheStep(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Flaky");
        bench.Steps.On("Flaky", execution => execution.Attempt < 3
            ? new StepFailure(FailureCategory.Transient, $"no answer {execution.Attempt}", StatusCode: 503)
            : StepValue.FromText("at last"));
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));

        var run = await bench.OnlyRunAsync();
        var step = Assert.Single(await bench.StepRowsAsync(run));
        var attempts = JsonSerializer.Deserialize<List<StepAttempt>>(step.Attempts!, StoredJson.Options)!;
        Assert.Equal([(1, "no answer 1", 503), (2, "no answer 2", 503)], attempts.Select(a => (a.Number, a.Message, a.StatusCode ?? 0)));
        Assert.Single(bench.Steps.Executions.Select(e => e.IdempotencyKey).Distinct());
        Assert.Contains(await bench.LogLinesAsync(run), l => l.Severity == LogSeverity.Warn && l.Message.Contains("no answer 2", StringComparison.Ordinal));
    }

    public static async Task AFailedStepEndsTheRunWithItsWords(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Good", "Bad", "Never");
        bench.Steps.On("Bad", _ => new StepFailure(FailureCategory.Credentials, "The key was refused.", StatusCode: 403));
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.Request()));

        var run = await bench.OnlyRunAsync();
        Assert.Equal(("Bad", FailureCategory.Credentials, "The key was refused."), (run.FailedStep, run.FailureCategory, run.FailureMessage));
        Assert.Equal([StepStatus.Succeeded, StepStatus.Failed], (await bench.StepRowsAsync(run)).Select(s => s.Status));
        Assert.Equal([1, 0], new[] { "Bad", "Never" }.Select(bench.Steps.Count));
    }

    public static async Task CancellingReachesAStepThatIsUnderWay(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Slow", "Never");
        var gate = bench.Steps.Hold("Slow");
        await using var node = await bench.StartNodeAsync();
        var runId = (await node.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();

        Assert.True((await node.Runner.CancelAsync(bench.OrganizationId, runId, CancellationToken.None)).Value);

        Assert.Equal(RunStatus.Canceled, await node.Runner.WaitAsync(bench.OrganizationId, runId, TestNode.Patience()));
        var run = await bench.RunRowAsync(runId);
        Assert.Equal((RunStatus.Canceled, "Slow"), (run.Status, run.FailedStep));
        Assert.Equal(StepStatus.Canceled, Assert.Single(await bench.StepRowsAsync(run)).Status);
        Assert.Equal(0, bench.Steps.Count("Never"));
        Assert.IsType<ConflictError>((await node.Runner.CancelAsync(bench.OrganizationId, runId, CancellationToken.None)).Error);
    }

    public static async Task AMissingReferenceNamesTheNearestPath(RunnerDatabase database)
    {
        var definition = RunnerBench.WithConnection(
            RunnerBench.CodeStep("get", "Get Pokemon Data"),
            RunnerBench.PostStep("post", "Send", (HttpConnector.Inputs.Url, new ReferenceValue("getPokemonData.results.sprites.front_defalt"))));
        await using var bench = await RunnerBench.CreateAsync(database, definition, secret: "partner-password");
        bench.Steps.On("Get Pokemon Data", _ => StepValue.FromObject(new { sprites = new { front_default = "x", back_default = "y" } }));
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.Request()));

        var run = await bench.OnlyRunAsync();
        Assert.Equal(
            """Step "Send", input URL: getPokemonData.results.sprites.front_defalt does not exist; the nearest is getPokemonData.results.sprites.front_default""",
            run.FailureMessage);
        Assert.Equal(FailureCategory.Configuration, run.FailureCategory);
    }

    public static async Task InputsAreRecordedAsPeopleMaySeeThem(RunnerDatabase database)
    {
        var definition = RunnerBench.WithConnection(
            RunnerBench.CodeStep("get", "Get"),
            RunnerBench.PostStep("post", "Send",
                (HttpConnector.Inputs.Url, new TemplateValue("https://example.com/{{$get.results.id}}")),
                (HttpConnector.Inputs.Connection, new ConfigVariableValue(RunnerBench.SlotKey)),
                (HttpConnector.Inputs.Data, new ReferenceValue("get.results")),
                (HttpConnector.Inputs.Headers, new ListValue([new ListItem("X-Id", new ReferenceValue("get.results.id"))]))));
        await using var bench = await RunnerBench.CreateAsync(database, definition, secret: "partner-password");
        bench.Steps.On("Get", _ => StepValue.FromObject(new { id = 7, note = "has partner-password inside" }));
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));

        var sent = bench.Steps.Executions.Single(e => e.Step.Name == "Send");
        Assert.Equal("https://example.com/7", sent.Inputs.Text(HttpConnector.Inputs.Url));
        Assert.Equal("partner-password", sent.Inputs.Connection(HttpConnector.Inputs.Connection)!.Fields["password"]);
        Assert.Equal("json", sent.Inputs.Text(HttpConnector.Inputs.ResponseType));
        Assert.Equal([KeyValuePair.Create("X-Id", "7")], sent.Inputs.KeyValues(HttpConnector.Inputs.Headers));
        var row = (await bench.StepRowsAsync(await bench.OnlyRunAsync()))[1];
        using var input = JsonDocument.Parse(row.Input!);
        Assert.Equal(RunnerBench.SlotKey, input.RootElement.GetProperty("connection").GetProperty("$connection").GetString());
        Assert.Equal("has [redacted] inside", input.RootElement.GetProperty("data").GetProperty("note").GetString());
        var used = Assert.Single(JsonSerializer.Deserialize<List<UsedConnection>>(row.Connections!, StoredJson.Options)!);
        Assert.Equal((bench.ConnectionId, RunnerBench.ConnectionKey), (used.ConnectionId, used.StableKey));
        Assert.All(used.Inputs, i => Assert.NotNull(i.ValueSetId));
    }

    public static async Task AStepWhoseErrorsAreIgnoredLetsTheRunGoOn(RunnerDatabase database)
    {
        var definition = new IntegrationDefinition(
            [new Flow("main", "Main", TriggerDefinition.Manual,
                [RunnerBench.CodeStep("a", "Optional", new ErrorHandling(ErrorHandler.Ignore)), RunnerBench.CodeStep("b", "After")])], []);
        await using var bench = await RunnerBench.CreateAsync(database, definition);
        bench.Steps.On("Optional", _ => new StepFailure(FailureCategory.Permanent, "not today"));
        bench.Steps.On("After", execution => execution.Run.Results["optional"]);
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));

        var steps = await bench.StepRowsAsync(await bench.OnlyRunAsync());
        Assert.Equal([(StepStatus.Ignored, "not today"), (StepStatus.Succeeded, null)], steps.Select(s => (s.Status, s.FailureMessage)));
        Assert.Equal("null", Encoding.UTF8.GetString(steps[1].Output!));
    }

    public static async Task LimitsEndStepsAndRuns(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Big");
        await using var node = await bench.StartNodeAsync(
            ("Runner:MaximumOutputBytes", "2000"), ("Runner:StepTimeout", "00:00:00.2"), ("Runner:MaximumRetries", "0"), ("Runner:MaximumLogLines", "3"));
        bench.Steps.On("Big", _ => StepValue.FromText(new string('x', 3_000)));
        Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.Request()));
        bench.Steps.Hold("Big");
        Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.Request()));
        bench.Steps.On("Big", execution =>
        {
            for (var i = 0; i < 10; i++)
            {
                execution.Log.Write(LogSeverity.Info, $"line {i}");
            }

            throw new InvalidOperationException("a detail for the log alone");
        });
        Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.Request()));

        var runs = await bench.RunRowsAsync();
        Assert.Contains("Runner:MaximumOutputBytes", runs[0].FailureMessage, StringComparison.Ordinal);
        Assert.Equal((FailureCategory.Permanent, FailureCategory.Transient, FailureCategory.Permanent),
            (runs[0].FailureCategory!.Value, runs[1].FailureCategory!.Value, runs[2].FailureCategory!.Value));
        Assert.Contains("Runner:StepTimeout", runs[1].FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("a detail", runs[2].FailureMessage, StringComparison.Ordinal);
        var lines = await bench.LogLinesAsync(runs[2]);
        Assert.Equal(["line 0", "line 1", "The run has logged 3 lines; further ones are not kept."], lines.Select(l => l.Message));
    }

    public static async Task ARunThatRepeatsAnotherHasItsPayload(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, "Only");
        await using var node = await bench.StartNodeAsync();
        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request() with { PayloadJson = """{"order":5}""" }));
        var original = await bench.OnlyRunAsync();
        Assert.DoesNotContain("order", Encoding.UTF8.GetString(original.Payload!), StringComparison.Ordinal);

        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request(RunTrigger.Replay) with { ReplayOf = original.Id }));

        Assert.Equal(["""{"order":5}""", """{"order":5}"""], bench.Steps.Executions.Select(e => e.Run.Payload!.ToString()));
        Assert.IsType<InvalidError>((await node.Runner.AcceptAsync(bench.Request() with { PayloadJson = "{" }, CancellationToken.None)).Error);
        Assert.IsType<NotFoundError>((await node.Runner.AcceptAsync(bench.Request() with { ReplayOf = Guid.NewGuid() }, CancellationToken.None)).Error);
        Assert.IsType<NotFoundError>((await node.Runner.AcceptAsync(bench.Request() with { OrganizationId = Guid.NewGuid() }, CancellationToken.None)).Error);
    }
}
