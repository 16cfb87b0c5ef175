using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Organizations.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;

namespace ConnectionsConsole.Tests.Integration.Settings;

/// <summary>Settings > General through the pipeline.</summary>
public abstract class OrganizationSettingsTests : PipelineTests
{
    private static readonly Actor s_admin = new(ActorKind.Person, Guid.NewGuid(), "Ada", Roles.Admin);

    [DatabaseFact]
    public async Task Update_ChangesWhatIsGivenAndIsInTheLog()
    {
        var before = await Bench.Ok(new GetOrganization());
        await Bench.Ok(new UpdateOrganization(" Acme ", "Europe/Berlin", false, 30, before.Revision), s_admin);
        var after = await Bench.Ok(new GetOrganization());
        Assert.Equal(("Acme", "Europe/Berlin", false, 30), (after.Name, after.TimeZone, after.TestFallbackAllowed, after.RunRetentionDays));
        Assert.NotEqual(before.Revision, after.Revision);
        var line = (await Bench.AuditLines())[^1];
        Assert.Equal(("UpdateOrganization", "changed", "organization", "Ada"), (line.Request, line.Action, line.SubjectKind, line.ActorName));
        Assert.Contains("\"TestFallbackAllowed\":{\"from\":true,\"to\":false}", line.Changes, StringComparison.OrdinalIgnoreCase);
    }

    [DatabaseFact]
    public async Task TwoEditors_TheSecondIsTold()
    {
        var seen = (await Bench.Ok(new GetOrganization())).Revision;
        await Bench.Ok(new UpdateOrganization("First", "UTC", true, 14, seen));
        await Bench.Refused<StaleError>(new UpdateOrganization("Second", "UTC", true, 14, seen));
        Assert.Equal("First", (await Bench.Ok(new GetOrganization())).Name);
    }

    [DatabaseFact]
    public async Task Nonsense_IsRefusedAtItsField()
    {
        (UpdateOrganization Request, string Field)[] cases =
        [
            (new UpdateOrganization(" ", "UTC", true, 14), "name"),
            (new UpdateOrganization(new string('n', 201), "UTC", true, 14), "name"),
            (new UpdateOrganization("Acme", "", true, 14), "timeZone"),
            (new UpdateOrganization("Acme", "Mars/Olympus", true, 14), "timeZone"),
            (new UpdateOrganization("Acme", "../../../etc/passwd", true, 14), "timeZone"),
            (new UpdateOrganization("Acme", new string('z', 1_000_000), true, 14), "timeZone"),
            (new UpdateOrganization("Acme", "UTC", true, 0), "runRetentionDays"),
            (new UpdateOrganization("Acme", "UTC", true, 3_651), "runRetentionDays"),
        ];
        foreach (var (request, field) in cases)
        {
            Assert.Equal(field, Assert.Single((await Bench.Refused<InvalidError>(request)).Fields).Field);
        }

        Assert.Equal("Acme SaaS", (await Bench.Ok(new GetOrganization())).Name);
    }

    [DatabaseFact]
    public async Task TheEgressRules_AreThoseOfTheConfiguration()
    {
        var rules = await Bench.Ok(new GetEgressRules());
        Assert.Empty(rules.Allowed);
        Assert.Null(rules.Proxy);
    }
}

public sealed class SqliteOrganizationSettingsTests : OrganizationSettingsTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlOrganizationSettingsTests : OrganizationSettingsTests;
