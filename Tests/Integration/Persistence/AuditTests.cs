using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>The audit log: there with each change, whole, and telling when it is not.</summary>
public abstract class AuditTests : PipelineTests
{
    [DatabaseFact]
    public async Task EachCommand_LeavesItsLinesWithWhoAndWhat()
    {
        var ada = new Actor(ActorKind.Person, Guid.NewGuid(), "Ada", Roles.Support);
        var customer = await Bench.Ok(new CreateCustomer("Smith", ExternalId: "smith"), ada);
        await Bench.Ok(new UpdateCustomer(customer, "Smith Rockets", null, "smith"), ada);
        await Bench.Ok(new DeleteCustomer(customer));
        var lines = (await Bench.AuditLines()).Where(l => l.SubjectKind == "customer").ToList();
        Assert.Equal(
            ["CreateCustomer created Smith by Ada", "UpdateCustomer changed Smith Rockets by Ada", "DeleteCustomer deleted Smith Rockets by Operator"],
            lines.Select(l => $"{l.Request} {l.Action} {l.SubjectName} by {l.ActorName}"));
        Assert.All(lines, l => Assert.Equal(customer, l.SubjectId));
        Assert.Equal([ada.Id, ada.Id, null], lines.Select(l => l.ActorId));
        Assert.Equal("""{"name":{"from":"Smith","to":"Smith Rockets"}}""", lines[1].Changes, ignoreCase: true);
    }

    [DatabaseFact]
    public async Task EveryKindOfThing_IsInTheLog()
    {
        await Plants.PlantAsync(Bench);
        var lines = await Bench.AuditLines();
        Assert.Equal(
            ["config variable", "credential", "customer", "customer connection", "instance", "integration", "integration version", "organization", "organization connection", "test connection"],
            lines.Select(l => l.SubjectKind).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => (long)i), lines.Select(l => l.Sequence));
        Assert.All(lines, l => Assert.NotEmpty(l.Request));
    }

    [DatabaseFact]
    public async Task ARefusedCommand_LeavesNoLineAndAWholeChain()
    {
        await Plants.PlantAsync(Bench);
        var before = (await Bench.AuditLines()).Count;
        await Bench.Refused<ConflictError>(new CreateCustomer("Other", ExternalId: "smith"));
        await Bench.Refused<InvalidError>(new CreateCustomer(""));
        await Bench.Refused<NotFoundError>(new PauseInstance(Guid.NewGuid()));
        Assert.Equal(before, (await Bench.AuditLines()).Count);
        await Bench.Ok(new CreateCustomer("Another"));
        Assert.Equal(before + 1, (await Bench.AuditLines()).Count);
        await AssertWholeAsync(before + 1);
    }

    [DatabaseFact]
    public async Task ParallelCommands_KeepTheChainWithoutGaps()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Bench.Send(new CreateCustomer($"Customer {i}", ExternalId: $"id {i % 15}"))));
        Assert.Equal(15, results.Count(r => r.IsSuccess));
        var lines = await Bench.AuditLines();
        Assert.Equal(Enumerable.Range(1, 16).Select(i => (long)i), lines.Select(l => l.Sequence));
        await AssertWholeAsync(16);
    }

    [DatabaseFact]
    public async Task AnAlteredLine_IsFoundWhicheverColumnItIs()
    {
        await Plants.PlantAsync(Bench);
        string[] alterations =
        [
            "\"ActorName\" = 'Mallory'", "\"ActorKind\" = 3", "\"ActorId\" = \"SubjectId\"", "\"Action\" = 'tested'", "\"Request\" = 'CreateOrganization'",
            "\"SubjectKind\" = 'run'", "\"SubjectName\" = 'x'", "\"Changes\" = '[]'", "\"SubjectId\" = \"OrganizationId\"",
            Bench.IsSqlite ? "\"At\" = \"At\" + 1" : "\"At\" = \"At\" + interval '1 microsecond'",
        ];
        foreach (var alteration in alterations)
        {
            await Bench.Tamper("CREATE TABLE \"Kept\" AS SELECT * FROM \"AuditEntries\"");
            Assert.Equal(1, await Bench.Tamper($"UPDATE \"AuditEntries\" SET {alteration} WHERE \"Sequence\" = 3"));
            var report = await VerifyAsync();
            Assert.True(report is { BrokenAt: 3, Lines: 2 }, $"{alteration}: {report}");
            Assert.Contains("Line 3", report.Problem, StringComparison.Ordinal);
            await Bench.Tamper("DELETE FROM \"AuditEntries\"");
            await Bench.Tamper("INSERT INTO \"AuditEntries\" SELECT * FROM \"Kept\"");
            await Bench.Tamper("DROP TABLE \"Kept\"");
            Assert.True((await VerifyAsync()).IsWhole);
        }
    }

    [DatabaseFact]
    public async Task ARemovedLine_IsFound()
    {
        await Plants.PlantAsync(Bench);
        Assert.Equal(1, await Bench.Tamper("DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 4"));
        Assert.Equal(4, (await VerifyAsync()).BrokenAt);
    }

    [DatabaseFact]
    public async Task ARemovedNewestLine_IsFound()
    {
        await Plants.PlantAsync(Bench);
        var last = (await Bench.AuditLines()).Count;
        Assert.Equal(1, await Bench.Tamper($"DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = {last}"));
        Assert.Equal(last, (await VerifyAsync()).BrokenAt);
        await Bench.Tamper($"UPDATE \"AuditChains\" SET \"LastSequence\" = {last - 1}");
        Assert.Equal(last - 1, (await VerifyAsync()).BrokenAt);
        await Bench.Tamper("DELETE FROM \"AuditChains\"");
        Assert.False((await VerifyAsync()).IsWhole);
    }

    [DatabaseFact]
    public async Task ALineOfAnotherOrganization_DoesNotFitIn()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new Domain.Organizations.Commands.CreateOrganization("Other"), organization: other);
        await Bench.Ok(new CreateCustomer("Theirs"), organization: other);
        await Bench.Ok(new CreateCustomer("Ours"));
        await Bench.Tamper("CREATE TABLE \"Kept\" AS SELECT * FROM \"AuditEntries\" WHERE \"Sequence\" = 2");
        foreach (var column in new[] { "SubjectName", "SubjectId", "Hash", "Changes", "At" })
        {
            await Bench.Tamper(
                $"UPDATE \"AuditEntries\" SET \"{column}\" = (SELECT k.\"{column}\" FROM \"Kept\" k WHERE k.\"OrganizationId\" <> \"AuditEntries\".\"OrganizationId\") WHERE \"Sequence\" = 2");
        }

        Assert.Equal(2, (await VerifyAsync()).BrokenAt);
        Assert.Equal(2, (await Bench.Services.GetRequiredService<IAuditChainVerifier>().VerifyAsync(other, CancellationToken.None)).BrokenAt);
    }

    private Task<AuditChainReport> VerifyAsync() =>
        Bench.Services.GetRequiredService<IAuditChainVerifier>().VerifyAsync(Bench.OrganizationId, CancellationToken.None);

    private async Task AssertWholeAsync(long lines)
    {
        var report = await VerifyAsync();
        Assert.True(report.IsWhole, report.Problem);
        Assert.Equal(lines, report.Lines);
        Assert.Equal(lines, await Bench.Read(db => db.AuditEntries.LongCountAsync()));
    }
}

public sealed class SqliteAuditTests : AuditTests;

public sealed class PostgreSqlAuditTests : AuditTests;
