using System.Globalization;
using System.Text;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>What becomes of secrets, and of changes to them; on every database.</summary>
internal static class SecretScenarios
{
    private const string Canary = "c4n4ry\"\\&<secret>+/ü";

    private static Step Post { get; } = RunnerBench.PostStep("post", "Send",
        (HttpConnector.Inputs.Url, new LiteralValue("https://example.com/")),
        (HttpConnector.Inputs.Connection, new ConfigVariableValue(RunnerBench.SlotKey)));

    public static async Task NoStoredColumnHoldsASecretInAnyEncoding(RunnerDatabase database)
    {
        var definition = RunnerBench.WithConnection(Post, RunnerBench.CodeStep("fail", "Fail"));
        await using var bench = await RunnerBench.CreateAsync(database, definition, secret: Canary);
        bench.Steps.On("Send", execution =>
        {
            var secret = execution.Inputs.Connection(HttpConnector.Inputs.Connection)!.Fields["password"];
            execution.Log.Write(LogSeverity.Info, $"sending {secret} and marker-in-log");
            return StepValue.FromObject(new
            {
                raw = secret,
                url = Uri.EscapeDataString(secret),
                base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + secret)),
                hex = Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
                marker = "marker-in-output",
            });
        });
        bench.Steps.On("Fail", execution => new StepFailure(FailureCategory.Permanent, $"refused {StepInputs.ToText(execution.Run.Results["send"])} marker-in-failure"));
        await using var node = await bench.StartNodeAsync();
        var events = new List<RunEvent>();
        using (node.Events.Subscribe(null, e => { lock (events) { events.Add(e); } }))
        {
            Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.Request() with { PayloadJson = """{"p":1}""" }));
            await RunnerBench.UntilAsync(() => Task.FromResult(Contains(events, e => e is RunEnded)));
        }

        var stored = await ReadAllAsync(bench);
        // What the search can find: the same places hold these markers.
        Assert.All(["marker-in-log", "marker-in-output", "marker-in-failure"], marker => Assert.True(Holds(stored, Encoding.UTF8.GetBytes(marker)), marker));
        Assert.All(Encodings(Canary), needle => Assert.False(Holds(stored, needle), Encoding.UTF8.GetString(needle)));
        Assert.DoesNotContain(events, e => e.ToString().Contains("c4n4ry", StringComparison.Ordinal));
        var send = (await bench.StepRowsAsync(await bench.OnlyRunAsync()))[0];
        Assert.NotNull(send.ExactOutput);
        Assert.Contains("[redacted]", Encoding.UTF8.GetString(send.Output!), StringComparison.Ordinal);
    }

    public static async Task AResumedRunGetsExactOutputsAndThePinnedValues(RunnerDatabase database)
    {
        var definition = RunnerBench.WithConnection(Post, RunnerBench.CodeStep("hold", "Hold"), Post with { Id = "post2", Name = "Send Again" });
        await using var bench = await RunnerBench.CreateAsync(database, definition, secret: "first-password");
        bench.Steps.On("Send", execution => StepValue.FromText(Password(execution)));
        bench.Steps.On("Send Again", execution => StepValue.FromText(Password(execution)));
        var gate = bench.Steps.Hold("Hold");
        var crashing = await bench.StartNodeAsync();
        var runId = (await crashing.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();
        await crashing.CrashAsync();
        await bench.SetPasswordAsync("second-password");
        StepValue? exact = null;
        bench.Steps.On("Hold", execution =>
        {
            exact = execution.Run.Results["send"];
            return StepValue.Null;
        });

        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var heir = await bench.StartNodeAsync(clock);
        await RunnerBench.UntilAsync(async () => (await bench.RunRowAsync(runId)).EndedAt is not null, clock);

        Assert.Equal("first-password", StepInputs.ToText(exact!));
        Assert.Equal("first-password", Password(bench.Steps.Executions.Single(e => e.Step.Name == "Send Again")));

        // The next run has the new value.
        Assert.Equal(RunStatus.Succeeded, await heir.RunAsync(bench.Request()));
        Assert.Equal("second-password", Password(bench.Steps.Executions.Last(e => e.Step.Name == "Send Again")));
    }

    public static async Task ARunOutlivesItsConnectionWithThePinnedValues(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, new IntegrationDefinition([], []), secret: "first-password");
        var definition = RunnerBench.WithConnection(RunnerBench.CodeStep("hold", "Hold"), Post);
        var integrationId = await bench.InOrganizationAsync(async (_, db) =>
        {
            var integration = Domain.Integrations.Integration.Create(bench.OrganizationId, "Draft alone", null, DateTime.UtcNow);
            integration.SaveDraft(definition);
            db.Integrations.Add(integration);
            Assert.Null(await db.SaveAsync(CancellationToken.None));
            return integration.Id;
        });
        var gate = bench.Steps.Hold("Hold");
        var crashing = await bench.StartNodeAsync();
        var accepted = await crashing.Runner.AcceptAsync(bench.DraftRequest() with { IntegrationId = integrationId }, CancellationToken.None);
        await gate.ReachedAsync();
        await crashing.CrashAsync();

        var delete = new DeleteConnection(bench.ConnectionId);
        Assert.IsType<InUseError>((await bench.SendAsync(delete)).Error);
        await bench.InOrganizationAsync(async (_, db) =>
        {
            (await db.Integrations.SingleAsync(i => i.Id == integrationId)).SaveDraft(new IntegrationDefinition([], []));
            return await db.SaveAsync(CancellationToken.None);
        });
        Assert.Null((await bench.SendAsync(delete)).Error);
        bench.Steps.On("Hold", _ => StepValue.Null);

        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var heir = await bench.StartNodeAsync(clock);
        await RunnerBench.UntilAsync(async () => (await bench.RunRowAsync(accepted.Value)).EndedAt is not null, clock);

        Assert.Equal(RunStatus.Succeeded, (await bench.RunRowAsync(accepted.Value)).Status);
        Assert.Equal("first-password", Password(bench.Steps.Executions.Single(e => e.Step.Name == "Send")));
    }

    public static async Task AChangedValueHoldsFromTheNextRunOn(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, RunnerBench.WithConnection(Post), secret: "first-password");
        await using var node = await bench.StartNodeAsync();
        await node.RunAsync(bench.Request());
        await node.RunAsync(bench.Request());
        await bench.SetPasswordAsync("second-password");
        await node.RunAsync(bench.Request());

        Assert.Equal(["first-password", "first-password", "second-password"], bench.Steps.Executions.Select(Password));
    }

    public static async Task ATestRunOfADraftFallsBackAndSaysSo(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, RunnerBench.WithConnection(Post), secret: "first-password");
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.DraftRequest()));

        var run = await bench.OnlyRunAsync();
        Assert.True(run.UsedFallback);
        Assert.NotNull(run.Definition);
        Assert.Contains(await bench.LogLinesAsync(run), l => l.Message.Contains("production values", StringComparison.Ordinal));
        await bench.InOrganizationAsync(async (_, db) =>
        {
            (await db.Organizations.SingleAsync()).AllowTestFallback(false);
            return await db.SaveAsync(CancellationToken.None);
        });
        Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.DraftRequest()));
        var refused = (await bench.RunRowsAsync())[^1];
        Assert.Equal(FailureCategory.Configuration, refused.FailureCategory);
        Assert.Contains("Partner API", refused.FailureMessage, StringComparison.Ordinal);
        Assert.Equal(1, bench.Steps.Count("Send"));
    }

    public static async Task AValueThatCannotBeDecryptedFailsTheRunByName(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, RunnerBench.WithConnection(Post), secret: "first-password");
        await bench.InOrganizationAsync(async (_, db) =>
        {
            var set = await db.ValueSets.SingleAsync();
            set.Reencrypt(v => v.Ciphertext is null ? v : v with { Ciphertext = [.. v.Ciphertext[..^1], (byte)(v.Ciphertext[^1] ^ 1)] });
            return await db.SaveAsync(CancellationToken.None);
        });
        await using var node = await bench.StartNodeAsync();

        Assert.Equal(RunStatus.Failed, await node.RunAsync(bench.Request()));

        var run = await bench.OnlyRunAsync();
        Assert.Equal((FailureCategory.Configuration, (string?)null), (run.FailureCategory, run.FailedStep));
        Assert.Contains("\"Password\" of the connection \"Partner API\" cannot be decrypted", run.FailureMessage, StringComparison.Ordinal);
        Assert.Empty(bench.Steps.Executions);
    }

    private static string Password(StepExecution execution) => execution.Inputs.Connection(HttpConnector.Inputs.Connection)!.Fields["password"];

    private static bool Contains(List<RunEvent> events, Predicate<RunEvent> match)
    {
        lock (events)
        {
            return events.Exists(match);
        }
    }

    private static IEnumerable<byte[]> Encodings(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return bytes;
        yield return Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(secret).Trim('"'));
        yield return Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret));
        yield return Encoding.UTF8.GetBytes(Convert.ToHexString(bytes));
        for (var offset = 0; offset < 3; offset++)
        {
            // The middle of the base64 form at this offset; its ends depend on what stands around.
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            yield return Encoding.UTF8.GetBytes(text[4..^6]);
        }
    }

    private static bool Holds(IEnumerable<byte[]> stored, byte[] needle) => stored.Any(s => s.AsSpan().IndexOf(needle) >= 0);

    private static async Task<List<byte[]>> ReadAllAsync(RunnerBench bench)
    {
        var all = new List<byte[]>();
        await using var connection = await bench.OpenAsync();
        foreach (var table in (string[])["Runs", "StepRuns", "RunLogLines"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var value = reader.GetValue(i);
                    all.Add(value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                }
            }
        }

        return all;
    }
}
