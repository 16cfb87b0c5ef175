using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Support.Requirements;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>A replay: the payload and version of the earlier run, the values of now.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task AReplay_TakesPayloadAndVersionOfThen_AndValuesOfNow() => await TakesPayloadAndVersionOfThenAsync(await RunnerDatabase.SqliteAsync());

    [PostgreSqlFact]
    [Trait("Suite", "Long")]
    public async Task OnPostgreSql_AReplay_TakesPayloadAndVersionOfThen_AndValuesOfNow() => await TakesPayloadAndVersionOfThenAsync(await RunnerDatabase.PostgreSqlAsync());

    [Fact]
    public async Task WhatCannotBeReplayed_IsRefusedInWords()
    {
        await using var bench = await RunnerBench.CreateAsync(await RunnerDatabase.SqliteAsync(), "Only");
        await using var node = await bench.StartNodeAsync();
        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));
        var original = await bench.OnlyRunAsync();
        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.DraftRequest()));
        var draft = (await bench.RunRowsAsync())[^1];

        Assert.Equal(RunErrors.NotFound, (await SendAsync(bench, node, new ReplayRun(Guid.NewGuid()))).Error);
        Assert.Equal(RunErrors.NothingToReplay, (await SendAsync(bench, node, new ReplayRun(draft.Id))).Error);
        Assert.Equal(RunErrors.NotFound, (await node.Services.GetRequiredService<RequestSender>().Send(Actor.Operator, Guid.NewGuid(), new ReplayRun(original.Id))).Error);
        foreach (var roles in new[] { Roles.Builder, Roles.Viewer, Roles.None })
        {
            Assert.IsType<ForbiddenError>((await SendAsync(bench, node, new ReplayRun(original.Id), roles)).Error);
        }

        Assert.True((await SendAsync(bench, node, new PauseInstance(bench.InstanceId))).IsSuccess);
        Assert.Equal(InstanceErrors.Paused("Instance"), (await SendAsync(bench, node, new ReplayRun(original.Id))).Error);
        Assert.Equal(2, (await bench.RunRowsAsync()).Count);
    }

    [Fact]
    public async Task ARunUnderWay_IsNotReplayed()
    {
        await using var bench = await RunnerBench.CreateAsync(await RunnerDatabase.SqliteAsync(), "Slow");
        await using var node = await bench.StartNodeAsync();
        var gate = bench.Steps.Hold("Slow");
        var run = (await node.Runner.AcceptAsync(bench.Request(), CancellationToken.None)).Value;
        await gate.ReachedAsync();
        Assert.Equal(RunErrors.NotEnded, (await SendAsync(bench, node, new ReplayRun(run))).Error);
        gate.Released.SetResult();
        Assert.Equal(RunStatus.Succeeded, await node.Runner.WaitAsync(bench.OrganizationId, run, TestNode.Patience()));
        Assert.True((await SendAsync(bench, node, new ReplayRun(run), Roles.Support)).IsSuccess);
    }

    private static async Task TakesPayloadAndVersionOfThenAsync(RunnerDatabase database)
    {
        await using var bench = await RunnerBench.CreateAsync(database, RunnerBench.WithConnection(RunnerBench.CodeStep("s0", "Then")), "password one");
        await using var node = await bench.StartNodeAsync();
        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request() with { PayloadJson = """{"order":5}""" }));
        var original = await bench.OnlyRunAsync();

        // Another version and another password since then.
        await PublishAsync(bench, RunnerBench.WithConnection(RunnerBench.CodeStep("s0", "Now")));
        Assert.True((await SendAsync(bench, node, new UpgradeInstance(bench.InstanceId, 2))).IsSuccess);
        var password = await bench.SetPasswordAsync("password two");
        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));

        var replayed = await SendAsync(bench, node, new ReplayRun(original.Id), Roles.Support);
        Assert.True(replayed.IsSuccess, replayed.Error?.ToString());
        Assert.Equal(RunStatus.Succeeded, await node.Runner.WaitAsync(bench.OrganizationId, replayed.Value, TestNode.Patience()));
        Assert.Equal(RunStatus.Succeeded, await node.RunAsync(bench.Request()));

        Assert.Equal(["Then", "Now", "Then", "Now"], bench.Steps.Executions.Select(e => e.Step.Name));
        Assert.Equal("""{"order":5}""", bench.Steps.Executions.ElementAt(2).Run.Payload?.ToString());
        var replay = await bench.RunRowAsync(replayed.Value);
        Assert.Equal((original.Id, original.VersionId, RunTrigger.Replay, "Ada"), (replay.ReplayOf, replay.VersionId, replay.Trigger, replay.StartedBy));
        Assert.Contains(password.ToString(), replay.Configuration, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(password.ToString(), original.Configuration, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<bool> PublishAsync(RunnerBench bench, IntegrationDefinition definition) => bench.InOrganizationAsync(async (_, db) =>
    {
        var integration = await db.Integrations.SingleAsync(i => i.Id == bench.IntegrationId);
        integration.SaveDraft(definition);
        db.IntegrationVersions.Add(integration.Publish([], null, "Tester", DateTime.UtcNow).Value);
        Assert.Null(await db.SaveAsync(CancellationToken.None));
        return true;
    });

    private static Task<Result<Guid>> SendAsync(RunnerBench bench, TestNode node, IRequest<Result<Guid>> request, Roles roles = Roles.Admin) =>
        node.Services.GetRequiredService<RequestSender>().Send(new Actor(ActorKind.Person, Guid.NewGuid(), "Ada", roles), bench.OrganizationId, request);
}
