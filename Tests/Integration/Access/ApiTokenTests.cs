using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Access.ApiTokens.Queries;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts.ApiTokens;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Integration.Persistence;
using ConnectionsConsole.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>Tokens through the sender and in the database: who makes them, what is kept, until when they let somebody in.</summary>
public abstract class ApiTokenTests : PipelineTests
{
    private static readonly Actor s_ada = new(ActorKind.Person, Guid.NewGuid(), "Ada", Roles.Admin);

    [DatabaseFact]
    public async Task AnAdmin_MakesListsAndRevokesTokens()
    {
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Support | Roles.Viewer, DateTime.UtcNow.AddDays(30)), s_ada);
        await Bench.Ok(new CreateApiToken("Other", Roles.Viewer), s_ada);
        var row = Assert.Single((await Bench.Ok(new ListApiTokens(new PageRequest(Search: "sign")))).Items);
        Assert.Equal((made.Id, "Sign-up", Roles.Support | Roles.Viewer, ApiTokenStatus.Active, "Ada"), (row.Id, row.Name, row.Roles, row.Status, row.CreatedBy));
        Assert.EndsWith(row.Ending, made.Text, StringComparison.Ordinal);
        Assert.Equal(["Other", "Sign-up"], (await Bench.Ok(new ListApiTokens(new PageRequest()))).Items.Select(t => t.Name));
        Assert.Equal(["Sign-up", "Other"], (await Bench.Ok(new ListApiTokens(new PageRequest(Sort: "name", Descending: true)))).Items.Select(t => t.Name));

        Assert.Equal(made.Id, await Bench.Ok(new RevokeApiToken(made.Id), s_ada));

        Assert.Equal("Sign-up", Assert.Single((await Bench.Ok(new ListApiTokens(new PageRequest(), ApiTokenStatus.Revoked))).Items).Name);
        Assert.Equal("Other", Assert.Single((await Bench.Ok(new ListApiTokens(new PageRequest(), ApiTokenStatus.Active))).Items).Name);
        Assert.Empty((await Bench.Ok(new ListApiTokens(new PageRequest(), ApiTokenStatus.Expired))).Items);
        await Bench.Refused<ConflictError>(new RevokeApiToken(made.Id));
        Assert.Equal(
            ["CreateApiToken created api token Sign-up by Ada", "CreateApiToken created api token Other by Ada", "RevokeApiToken changed api token Sign-up by Ada"],
            (await Bench.AuditLines()).Where(l => l.SubjectKind == "api token").Select(l => $"{l.Request} {l.Action} {l.SubjectKind} {l.SubjectName} by {l.ActorName}"));
    }

    [DatabaseFact]
    public async Task NobodyButAnAdmin_MakesSeesOrRevokesTokens()
    {
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Viewer));
        foreach (var roles in new[] { Roles.Builder, Roles.Support, Roles.Viewer, Roles.Builder | Roles.Support | Roles.Viewer, Roles.None })
        {
            var actor = new Actor(ActorKind.Person, Guid.NewGuid(), "Bob", roles);
            await Bench.Refused<ForbiddenError, NewApiToken>(new CreateApiToken("Mine", Roles.Viewer), actor);
            await Bench.Refused<ForbiddenError, Page<ApiTokenRow>>(new ListApiTokens(new PageRequest()), actor);
            await Bench.Refused<ForbiddenError>(new RevokeApiToken(made.Id), actor);
        }
    }

    [DatabaseFact]
    public async Task AToken_MakesNoToken_ButRevokes()
    {
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Viewer));
        var token = new Actor(ActorKind.ApiToken, Guid.NewGuid(), "Robot", Roles.Admin);
        Assert.Equal(ApiTokenErrors.MadeByToken, await Bench.Refused<ForbiddenError, NewApiToken>(new CreateApiToken("Heir", Roles.Viewer), token));
        await Bench.Ok(new RevokeApiToken(made.Id), token);
    }

    [DatabaseFact]
    public async Task WhatCannotBeAToken_IsRefusedAtItsField()
    {
        async Task Refused(string field, CreateApiToken request) =>
            Assert.Equal(field, Assert.Single((await Bench.Refused<InvalidError, NewApiToken>(request)).Fields).Field);
        await Refused("name", new CreateApiToken("", Roles.Admin));
        await Refused("name", new CreateApiToken(new string('x', 101), Roles.Admin));
        await Refused("name", new CreateApiToken("a\0b", Roles.Admin));
        await Refused("roles", new CreateApiToken("Sign-up", Roles.None));
        await Refused("roles", new CreateApiToken("Sign-up", (Roles)32));
        await Refused("expiresAt", new CreateApiToken("Sign-up", Roles.Admin, DateTime.UtcNow.AddMinutes(-1)));
        await Refused("expiresAt", new CreateApiToken("Sign-up", Roles.Admin, DateTime.UtcNow.AddYears(11)));
        Assert.Empty((await Bench.Ok(new ListApiTokens(new PageRequest()))).Items);
    }

    [DatabaseFact]
    public async Task ATokenOfAnotherOrganization_IsNotThere()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        var theirs = await Bench.Ok(new CreateApiToken("Theirs", Roles.Admin), organization: other);
        await Bench.Refused<NotFoundError>(new RevokeApiToken(theirs.Id));
        Assert.Empty((await Bench.Ok(new ListApiTokens(new PageRequest()))).Items);
        Assert.Equal(other, (await Registry().FindAsync(theirs.Text, CancellationToken.None))!.Value.OrganizationId);
    }

    [DatabaseFact]
    public async Task TheText_IsNowhereInTheDatabase()
    {
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Admin));
        var random = made.Text["ccn_".Length..];
        var rows = string.Join('\n', await Bench.Dump());
        foreach (var form in new[] { random, random[..20], Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(made.Text)), Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(random)) })
        {
            Assert.DoesNotContain(form, rows, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(random, made.ToString(), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString(ApiTokenText.Hash(made.Text)), rows, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task AToken_BecomesAnActorWithItsOwnRoles()
    {
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Support));
        var found = await Registry().FindAsync(made.Text, CancellationToken.None);
        Assert.Equal((new Actor(ActorKind.ApiToken, made.Id, "Sign-up", Roles.Support), Bench.OrganizationId), found);
        Assert.Null(await Registry().FindAsync(ApiTokenText.Generate(), CancellationToken.None));
        Assert.Null(await Registry().FindAsync(made.Text.ToUpperInvariant(), CancellationToken.None));
    }

    [DatabaseFact]
    public async Task ARevokedToken_IsRefusedAtOnceHere_AndWithinSecondsElsewhere()
    {
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Support));
        var here = Bench.Services.GetRequiredService<ApiTokenRegistry>();
        var clock = new FakeTimeProvider();
        var elsewhere = Registry(clock);
        Assert.NotNull(await here.FindAsync(made.Text, CancellationToken.None));
        Assert.NotNull(await elsewhere.FindAsync(made.Text, CancellationToken.None));

        await Bench.Ok(new RevokeApiToken(made.Id));

        Assert.Null(await here.FindAsync(made.Text, CancellationToken.None));
        Assert.NotNull(await elsewhere.FindAsync(made.Text, CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await elsewhere.FindAsync(made.Text, CancellationToken.None));
    }

    [DatabaseFact]
    public async Task AnExpiredToken_IsRefusedFromItsMomentOn_AlsoWhereItIsKnown()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var expires = clock.GetUtcNow().UtcDateTime.AddSeconds(1.5);
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Support, expires.AddHours(1)));
        await Bench.Read(async db => await db.ApiTokens.ExecuteUpdateAsync(s => s.SetProperty(t => t.ExpiresAt, expires)));
        var registry = Registry(clock);
        Assert.NotNull(await registry.FindAsync(made.Text, CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await registry.FindAsync(made.Text, CancellationToken.None));
    }

    [DatabaseFact]
    public async Task LastUse_IsWrittenOnceAMinute_AndIsNoChangeToAudit()
    {
        var clock = new FakeTimeProvider();
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Support));
        var lines = (await Bench.AuditLines()).Count;
        var registry = Registry(clock);
        async Task<DateTime?> UseAsync()
        {
            Assert.NotNull(await registry.FindAsync(made.Text, CancellationToken.None));
            return (await Bench.Ok(new ListApiTokens(new PageRequest()))).Items[0].LastUsedAt;
        }

        var first = clock.GetUtcNow().UtcDateTime;
        Assert.Equal(first, await UseAsync());
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(first, await UseAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(first.AddMinutes(1), await UseAsync());
        Assert.Equal(lines, (await Bench.AuditLines()).Count);
    }

    [DatabaseFact]
    public async Task AKnownToken_IsNotReadAgain()
    {
        var made = await Bench.Ok(new CreateApiToken("Sign-up", Roles.Support));
        var registry = Registry(new FakeTimeProvider());
        await registry.FindAsync(made.Text, CancellationToken.None);
        await Bench.Tamper("""DELETE FROM "ApiTokens" """);
        Assert.NotNull(await registry.FindAsync(made.Text, CancellationToken.None));
        registry.Forget(made.Id);
        Assert.Null(await registry.FindAsync(made.Text, CancellationToken.None));
    }

    private ApiTokenRegistry Registry(TimeProvider? clock = null) =>
        new(Bench.Services.GetRequiredService<ConsoleDbFactory>(), clock ?? TimeProvider.System, NullLogger<ApiTokenRegistry>.Instance);
}

public sealed class SqliteApiTokenTests : ApiTokenTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlApiTokenTests : ApiTokenTests;
