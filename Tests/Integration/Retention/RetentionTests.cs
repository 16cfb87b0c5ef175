using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Retention;
using ConnectionsConsole.Tests.Integration.Demo.Sandbox;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionsConsole.Tests.Integration.Retention;

/// <summary>What is removed when its time is over, and what is not.</summary>
public abstract class RetentionTests : PipelineTests
{
    private readonly AdjustableTime _time = new();
    private long _lastSequence;

    [DatabaseFact]
    public async Task Clean_RemovesFinishedRunsPastTheirTime_WithAllTheirRows()
    {
        var old = await AddRunAsync(ended: 15);
        var young = await AddRunAsync(ended: 13);
        var longRunning = await AddRunAsync(ended: 13, accepted: 40);
        var underWay = await AddRunAsync(ended: null, accepted: 100);

        var round = await CleanAsync();

        Assert.Equal(1, round.Runs);
        Assert.Equal([young, longRunning, underWay], await Bench.Read(db => db.Runs.OrderBy(r => r.Sequence).Select(r => r.Sequence).ToListAsync()));
        Assert.DoesNotContain(old, await Bench.Read(db => db.StepRuns.Select(s => s.RunSequence).ToListAsync()));
        Assert.DoesNotContain(old, await Bench.Read(db => db.RunLogLines.Select(l => l.RunSequence).ToListAsync()));
        Assert.Equal(6, await Bench.Read(db => db.StepRuns.CountAsync()));
        Assert.Equal(0, (await CleanAsync()).Runs);
    }

    [DatabaseFact]
    public async Task Clean_FollowsEachOrganizationsOwnTime()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        await Bench.Read(
            async db =>
            {
                (await db.Organizations.SingleAsync()).KeepRunsFor(60);
                return await db.SaveAsync(CancellationToken.None);
            },
            other);
        await AddRunAsync(ended: 30);
        await AddRunAsync(ended: 30, organization: other);

        await CleanAsync();

        Assert.Equal(0, await Bench.Read(db => db.Runs.CountAsync()));
        Assert.Equal(1, await Bench.Read(db => db.Runs.CountAsync(), other));
    }

    [DatabaseFact]
    [Trait("Suite", "Long")]
    public async Task Clean_OfManyRunsAndOfLargeOnes_RemovesThemAll_AlsoFromTwoProcessesAtOnce()
    {
        await AddRunsAsync(1_200, steps: 2, ended: 20);
        await AddRunAsync(ended: 20, steps: 700, lines: 900);
        await AddRunAsync(ended: 20, steps: 3, outputBytes: 3_000_000);
        await AddRunsAsync(600, steps: 1, ended: 1);

        var rounds = await Task.WhenAll(CleanAsync(), CleanAsync());

        Assert.Equal(1_202, rounds.Sum(r => r.Runs));
        Assert.Equal(600, await Bench.Read(db => db.Runs.CountAsync()));
        Assert.Equal(600, await Bench.Read(db => db.StepRuns.CountAsync()));
    }

    [DatabaseFact]
    public async Task Clean_FindsOldRunsBehindYoungOnes()
    {
        // A process that was idle gives its young runs numbers of a block that it took long ago.
        await AddRunsAsync(1_100, steps: 0, ended: 1);
        await AddRunAsync(ended: 20);

        Assert.Equal(1, (await CleanAsync()).Runs);
    }

    [DatabaseFact]
    public async Task Clean_CutShort_GoesOnTheNextTime()
    {
        await AddRunsAsync(400, steps: 2, ended: 20);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CleanAsync(cancellation.Token));

        Assert.Equal(400, (await CleanAsync()).Runs);
    }

    [DatabaseFact]
    public async Task Clean_RemovesVersionsThatNothingNeeds_AndNoOther()
    {
        var plants = await Plants.PlantAsync(Bench);
        var bucket = await ChangeAsync(plants.BucketId, 4);
        var before = await Versions(plants.BucketId);
        var pinned = before[1];
        var run = await AddRunAsync(ended: null, pins: pinned);
        _time.Offset = TimeSpan.FromHours(2);

        var first = await CleanAsync();

        Assert.Equal(2, first.Versions);
        Assert.Equal([pinned, before[3], before[4]], await Versions(plants.BucketId));
        Assert.Equal(before[4], bucket);
        foreach (var owner in new[] { plants.TestId, plants.AcmeId, plants.CustomerConnectionId, plants.CredentialId, plants.VariableId, plants.CustomerVariableId, plants.SecretVariableId })
        {
            Assert.Single(await Versions(owner));
        }

        await EndRunAsync(run);
        Assert.Equal(1, (await CleanAsync()).Versions);
        await Bench.Ok(new UndoConnectionValues(plants.BucketId));
        Assert.Equal(0, (await CleanAsync()).Versions);
    }

    [DatabaseFact]
    public async Task Clean_SoonAfterAChange_RemovesNoVersion()
    {
        var plants = await Plants.PlantAsync(Bench);
        await ChangeAsync(plants.BucketId, 4);

        Assert.Equal(0, (await CleanAsync()).Versions);
        Assert.Equal(5, (await Versions(plants.BucketId)).Count);
    }

    [DatabaseFact]
    public async Task Clean_RemovesWhatDeletedThingsLeave()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Read(async db =>
        {
            foreach (var owner in new[] { plants.BucketId, Guid.CreateVersion7() })
            {
                var outcome = new ConnectionTestOutcome(Bench.OrganizationId, ValueOwner.OrganizationConnection, owner);
                outcome.Record(ConnectionProbeResult.From("Bucket", DateTime.UtcNow, TimeSpan.Zero, []), null, "Ada");
                db.ConnectionTestOutcomes.Add(outcome);
            }

            db.ValueSets.Add(new ValueSet(Bench.OrganizationId, ValueOwner.Credential, Guid.CreateVersion7(), 1, [], DateTime.UtcNow, "Ada"));
            return await db.SaveAsync(CancellationToken.None);
        });
        _time.Offset = TimeSpan.FromHours(2);

        Assert.Equal(1, (await CleanAsync()).Versions);

        Assert.Equal([plants.BucketId], await Bench.Read(db => db.ConnectionTestOutcomes.Select(o => o.OwnerId).ToListAsync()));
    }

    private Task<RetentionRound> CleanAsync(CancellationToken cancellationToken = default)
    {
        var databases = Bench.Services.GetRequiredService<ConsoleDbFactory>();
        return new RetentionCleaner(databases, new RunRetention(databases, _time), new ValueRetention(databases, _time), _time, NullLogger<RetentionCleaner>.Instance)
            .CleanAsync(cancellationToken);
    }

    private async Task<Guid?> ChangeAsync(Guid connection, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Bench.Ok(new UpdateConnectionValues(connection, [new SubmittedValue("accessKeyId", $"AKIA-{i}")]));
        }

        return await Bench.Read(db => db.OrganizationConnections.Where(c => c.Id == connection).Select(c => c.Values.CurrentId).SingleAsync());
    }

    private Task<List<Guid>> Versions(Guid owner) =>
        Bench.Read(db => db.ValueSets.Where(v => v.OwnerId == owner).OrderBy(v => v.Number).Select(v => v.Id).ToListAsync());

    private async Task<long> AddRunAsync(
        int? ended, int? accepted = null, Guid? organization = null, int steps = 2, int lines = 3, int outputBytes = 10, Guid? pins = null)
    {
        var now = DateTime.UtcNow;
        var sequence = ++_lastSequence;
        var owner = organization ?? Bench.OrganizationId;
        var configuration = pins is null ? RunConfiguration.Empty : new RunConfiguration([],
            [new PinnedConnection("Bucket", null, "Bucket", null, "aws-s3/apiKeySecret", [new PinnedInput("accessKeyId", ValueSource.GlobalConnection, pins)], false, [])]);
        await WriteAsync(owner, db =>
        {
            db.Add(new Run
            {
                Sequence = sequence, Id = Guid.CreateVersion7(), OrganizationId = owner, FlowKey = "main", StartedBy = "Ada", Payload = [1, 2, 3],
                AcceptedAt = now.AddDays(-(accepted ?? ended ?? 0)), EndedAt = ended is { } days ? now.AddDays(-days) : null,
                Status = ended is null ? RunStatus.Running : RunStatus.Succeeded, Configuration = JsonSerializer.Serialize(configuration, RunConfiguration.Json),
            });
            for (var i = 0; i < steps; i++)
            {
                db.Add(new StepRun { RunSequence = sequence, Ordinal = i, OrganizationId = owner, Path = $"s{i}", Output = new byte[outputBytes], OutputLength = outputBytes });
            }

            for (var i = 0; i < lines; i++)
            {
                db.Add(new RunLogLine { RunSequence = sequence, Number = i, OrganizationId = owner, Message = "line" });
            }
        });
        return sequence;
    }

    private Task AddRunsAsync(int count, int steps, int ended) => WriteAsync(Bench.OrganizationId, db =>
    {
        var at = DateTime.UtcNow.AddDays(-ended);
        for (var run = 0; run < count; run++)
        {
            var sequence = ++_lastSequence;
            db.Add(new Run { Sequence = sequence, Id = Guid.CreateVersion7(), OrganizationId = Bench.OrganizationId, AcceptedAt = at, EndedAt = at, Status = RunStatus.Succeeded });
            for (var i = 0; i < steps; i++)
            {
                db.Add(new StepRun { RunSequence = sequence, Ordinal = i, OrganizationId = Bench.OrganizationId, Path = "s" });
            }
        }
    });

    private Task EndRunAsync(long sequence) => Bench.Read(db =>
        ((ConsoleDbContext)db).RunRows.Where(r => r.Sequence == sequence).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, DateTime.UtcNow)));

    private async Task WriteAsync(Guid organization, Action<ConsoleDbContext> add)
    {
        await using var scope = Bench.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.Operator, organization);
        var db = scope.ServiceProvider.GetRequiredService<ConsoleDbContext>();
        add(db);
        await db.SaveChangesAsync();
    }
}

public sealed class SqliteRetentionTests : RetentionTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlRetentionTests : RetentionTests;
