using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Audit.Queries;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>The audit log as people read it: in pages, narrowed, without values.</summary>
public abstract class AuditListTests : PipelineTests
{
    private static readonly Actor s_ada = new(ActorKind.Person, Guid.NewGuid(), "Ada", Roles.Admin);

    [DatabaseFact]
    public async Task ThePages_HoldEveryLineOnce_BothWays()
    {
        for (var i = 0; i < 6; i++)
        {
            await Bench.Ok(new CreateCustomer($"Customer {i}"));
        }

        var first = await Bench.Ok(new ListAuditEntries(3));
        Assert.Equal([7, 6, 5], first.Items.Select(a => a.Sequence));
        Assert.Equal((7, false, false, true), (first.Total, first.TotalIsAtLeast, first.HasNewer, first.HasOlder));
        var second = await Bench.Ok(new ListAuditEntries(3, Before: 5));
        Assert.Equal([4, 3, 2], second.Items.Select(a => a.Sequence));
        Assert.Equal((true, true), (second.HasNewer, second.HasOlder));
        var last = await Bench.Ok(new ListAuditEntries(3, Before: 2));
        Assert.Equal([1], last.Items.Select(a => a.Sequence));
        Assert.Equal((true, false), (last.HasNewer, last.HasOlder));
        var back = await Bench.Ok(new ListAuditEntries(3, After: 1));
        Assert.Equal([4, 3, 2], back.Items.Select(a => a.Sequence));
        Assert.Equal((true, true), (back.HasNewer, back.HasOlder));
        Assert.False((await Bench.Ok(new ListAuditEntries(3, After: 4))).HasNewer);
    }

    [DatabaseFact]
    public async Task Filters_NarrowToActorActionAndPeriod()
    {
        var start = DateTime.UtcNow;
        var customer = await Bench.Ok(new CreateCustomer("Smith"), s_ada);
        await Bench.Ok(new UpdateCustomer(customer, "Smith Rockets", null, null), s_ada);
        await Bench.Ok(new DeleteCustomer(customer));
        async Task<IEnumerable<string>> Actions(ListAuditEntries query) => (await Bench.Ok(query)).Items.Select(a => a.Action);
        Assert.Equal(["changed", "created"], await Actions(new ListAuditEntries(ActorId: s_ada.Id)));
        Assert.Equal(["deleted", "created"], await Actions(new ListAuditEntries(ActorKind: ActorKind.Operator)));
        Assert.Equal(["created"], await Actions(new ListAuditEntries(ActorId: s_ada.Id, Action: "created")));
        Assert.Empty(await Actions(new ListAuditEntries(ActorId: s_ada.Id, Action: "eaten")));
        // Times are kept to the microsecond.
        Assert.Equal(["deleted", "changed", "created"], await Actions(new ListAuditEntries(From: start.AddTicks(-10))));
        Assert.Empty(await Actions(new ListAuditEntries(From: DateTime.UtcNow.AddMinutes(1))));
        Assert.Empty(await Actions(new ListAuditEntries(To: start.AddMinutes(-1))));
    }

    [DatabaseFact]
    public async Task WhatChanged_IsNamedWithoutValues()
    {
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        await Bench.Ok(new UpdateCustomer(customer, "canary-name", "canary-description", null));
        await Bench.Ok(new SetOrganizationConfigVariable("signing key", "canary-value", IsSecret: true));
        var page = await Bench.Ok(new ListAuditEntries());
        Assert.Equal(["Description", "Name"], page.Items.Single(a => a.Action == "changed").Changed.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("canary-description", System.Text.Json.JsonSerializer.Serialize(page), StringComparison.Ordinal);
        Assert.DoesNotContain("canary-value", System.Text.Json.JsonSerializer.Serialize(page), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task NobodyButAnAdmin_ReadsTheLog()
    {
        foreach (var roles in new[] { Roles.Builder, Roles.Support, Roles.Viewer, Roles.None })
        {
            var actor = new Actor(ActorKind.Person, Guid.NewGuid(), "Bob", roles);
            await Bench.Refused<ForbiddenError, AuditPage>(new ListAuditEntries(), actor);
            await Bench.Refused<ForbiddenError, Page<AuditActor>>(new ListAuditActors(), actor);
        }

        await Bench.Refused<InvalidError, AuditPage>(new ListAuditEntries(1_000));
        await Bench.Refused<InvalidError, AuditPage>(new ListAuditEntries(Action: new string('x', 51)));
    }

    [DatabaseFact]
    public async Task TheActorsToChooseFrom_ArePeopleAndTokens()
    {
        var token = await Bench.Ok(new CreateApiToken("Robot", Roles.Viewer));
        Assert.Equal(new AuditActor(ActorKind.ApiToken, token.Id, "Robot"), Assert.Single((await Bench.Ok(new ListAuditActors())).Items));
    }
}

public sealed class SqliteAuditListTests : AuditListTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlAuditListTests : AuditListTests;
