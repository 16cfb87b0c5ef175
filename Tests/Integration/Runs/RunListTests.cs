using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Runs;

/// <summary>The list of runs, page by page in both directions, against the same runs in memory.</summary>
public abstract class RunListTests : PipelineTests
{
    private const int Size = 7;

    private static readonly DateTime s_start = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid[] s_instances = [Guid.NewGuid(), Guid.NewGuid()];
    private static readonly Guid[] s_integrations = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
    private static readonly Guid[] s_customers = [Guid.NewGuid(), Guid.NewGuid()];

    private static readonly ListRuns[] s_filters =
    [
        new(), new(Status: RunStatus.Failed), new(InstanceId: s_instances[0]), new(IntegrationId: s_integrations[1]), new(CustomerId: s_customers[1]),
        new(Status: RunStatus.Failed, InstanceId: s_instances[1]), new(Status: RunStatus.Succeeded, CustomerId: s_customers[0], IntegrationId: s_integrations[2]),
        new(CustomerId: Guid.NewGuid()),
    ];

    private static readonly (DateTime? From, DateTime? To)[] s_times =
    [
        (null, null), (s_start.AddHours(1), null), (null, s_start.AddHours(3)), (s_start.AddHours(1), s_start.AddHours(3)), (s_start.AddDays(2), s_start.AddDays(3)),
    ];

    [DatabaseFact]
    public async Task EveryFilter_FindsItsRuns_PageByPageInBothDirections()
    {
        var runs = await AddRunsAsync();
        foreach (var query in from filter in s_filters from time in s_times select filter with { Size = Size, AcceptedFrom = time.From, AcceptedTo = time.To })
        {
            var expected = runs.Where(r => Matches(query, r)).Select(r => r.Sequence).OrderDescending().ToList();
            var found = new List<long>();
            RunPage page;
            do
            {
                page = await Bench.Ok(query with { Before = found.Count == 0 ? null : found[^1] });
                Assert.Equal((expected.Count, found.Count > 0), (page.Total, page.HasNewer));
                found.AddRange(page.Items.Select(r => r.Sequence));
                Assert.Equal(expected.Take(found.Count), found);
                Assert.Equal(found.Count < expected.Count, page.HasOlder);
            }
            while (page.HasOlder);

            Assert.Equal(expected, found);
            found.Reverse();
            for (var first = 1; first < found.Count; first += Size)
            {
                page = await Bench.Ok(query with { After = found[first - 1] });
                Assert.Equal(found.Skip(first).Take(Size).Reverse(), page.Items.Select(r => r.Sequence));
                Assert.Equal((expected.Count, first + Size < found.Count, true), (page.Total, page.HasNewer, page.HasOlder));
            }
        }
    }

    [DatabaseFact]
    public async Task PlacesBeyondTheList_AreEmptyPages()
    {
        await AddRunsAsync();
        foreach (var filter in s_filters)
        {
            Assert.Empty((await Bench.Ok(filter with { Before = long.MinValue })).Items);
            Assert.Empty((await Bench.Ok(filter with { Before = 0, AcceptedFrom = s_start })).Items);
            Assert.Empty((await Bench.Ok(filter with { After = long.MaxValue, AcceptedTo = s_start.AddDays(1) })).Items);
            Assert.Equal((await Bench.Ok(filter)).Items.Count, (await Bench.Ok(filter with { Before = long.MaxValue })).Items.Count);
        }
    }

    private static bool Matches(ListRuns query, Run run) =>
        (query.Status is null || run.Status == query.Status) && (query.InstanceId is null || run.InstanceId == query.InstanceId)
        && (query.IntegrationId is null || run.IntegrationId == query.IntegrationId) && (query.CustomerId is null || run.CustomerId == query.CustomerId)
        && (query.AcceptedFrom is null || run.AcceptedAt >= query.AcceptedFrom) && (query.AcceptedTo is null || run.AcceptedAt < query.AcceptedTo);

    /// <summary>Times follow the sequences roughly, as they do where several processes take numbers in blocks.</summary>
    private async Task<List<Run>> AddRunsAsync()
    {
        var runs = Enumerable.Range(0, 60).Select(i => new Run
        {
            Sequence = 100 + (3 * i),
            Id = Guid.NewGuid(),
            OrganizationId = Bench.OrganizationId,
            IntegrationId = s_integrations[i % 3],
            InstanceId = i % 5 == 0 ? null : s_instances[i % 2],
            CustomerId = i % 5 == 0 ? null : s_customers[i / 2 % 2],
            FlowKey = "main",
            Status = i % 4 == 1 ? RunStatus.Failed : RunStatus.Succeeded,
            AcceptedAt = s_start.AddMinutes(4 * (i + (i * 7 % 11) - 5)),
            EndedAt = s_start.AddDays(1),
        }).ToList();
        await Bench.Read(db =>
        {
            ((DbContext)db).AddRange(runs);
            return db.SaveAsync(CancellationToken.None);
        });
        return runs;
    }
}

public sealed class SqliteRunListTests : RunListTests;

public sealed class PostgreSqlRunListTests : RunListTests;
