using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Organizations.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>People of an organization: added, given other roles, removed; never the last admin.</summary>
public abstract class MemberTests : PipelineTests
{
    private static readonly Actor s_ada = new(ActorKind.Person, Guid.NewGuid(), "Ada", Roles.Admin);

    private IAccounts Accounts => Bench.Services.GetRequiredService<IAccounts>();

    [DatabaseFact]
    public async Task People_AreListedWithNamesAndRoles()
    {
        await AddAsync("Grace", Roles.Builder | Roles.Support);
        await AddAsync("Ada", Roles.Admin);
        var all = (await Bench.Ok(new ListMembers(new PageRequest()))).Items;
        Assert.Equal([("Ada", "ada@example.com", Roles.Admin), ("Grace", "grace@example.com", Roles.Builder | Roles.Support)], all.Select(m => (m.Name, m.Email, m.Roles)));
        Assert.Equal("Grace", Assert.Single((await Bench.Ok(new ListMembers(new PageRequest(), Roles.Support))).Items).Name);
        Assert.Equal("Grace", Assert.Single((await Bench.Ok(new ListMembers(new PageRequest(Search: "GRACE@")))).Items).Name);
        Assert.Equal("Grace", (await Bench.Ok(new ListMembers(new PageRequest(Sort: "email", Descending: true)))).Items[0].Name);
    }

    [DatabaseFact]
    public async Task NobodyButAnAdmin_SeesAddsChangesOrRemovesPeople()
    {
        var admin = await AddAsync("Ada", Roles.Admin);
        foreach (var roles in new[] { Roles.Builder, Roles.Support, Roles.Viewer, Roles.Builder | Roles.Support | Roles.Viewer, Roles.None })
        {
            var actor = new Actor(ActorKind.Person, Guid.NewGuid(), "Bob", roles);
            await Bench.Refused<ForbiddenError, Page<MemberRow>>(new ListMembers(new PageRequest()), actor);
            await Bench.Refused<ForbiddenError>(new AddMember(Guid.NewGuid(), "x@example.com", Roles.Viewer), actor);
            await Bench.Refused<ForbiddenError>(new ChangeMemberRoles(admin.Id, Roles.Viewer), actor);
            await Bench.Refused<ForbiddenError>(new RemoveMember(admin.Id), actor);
            await Bench.Refused<ForbiddenError>(new RecordPasswordReset(admin.UserId), actor);
            // The answer must not tell whether the address has an account.
            Assert.IsType<ForbiddenError>((await Accounts.CreateAsync(Bench.OrganizationId, actor, "ada@example.com", "Eve", OneTimePassword.Generate(), Roles.Viewer, CancellationToken.None)).Error);
        }

        await Bench.Refused<ForbiddenError>(new RecordPasswordReset(admin.UserId), s_ada);
    }

    [DatabaseFact]
    public async Task WhoCannotBeAdded_IsRefusedAtEachField()
    {
        async Task<IEnumerable<string>> Fields(string email, string name, Roles roles) =>
            Assert.IsType<InvalidError>((await Accounts.CreateAsync(Bench.OrganizationId, s_ada, email, name, OneTimePassword.Generate(), roles, CancellationToken.None)).Error)
                .Fields.Select(f => f.Field).Distinct();
        Assert.Equal(["name", "email", "roles"], await Fields(" ", "", Roles.None));
        Assert.Equal(["email"], await Fields("no address", "Grace", Roles.Viewer));
        Assert.Equal(["email"], await Fields("a b@example.com", "Grace", Roles.Viewer));
        Assert.Equal(["email"], await Fields(new string('x', 256) + "@example.com", "Grace", Roles.Viewer));
        Assert.Equal(["name"], await Fields("grace@example.com", new string('x', 201), Roles.Viewer));
        Assert.Equal(["roles"], await Fields("grace@example.com", "Grace", (Roles)128));
        await AddAsync("Grace", Roles.Viewer);
        Assert.Equal(["email"], await Fields("GRACE@example.com", "Grace", Roles.Viewer));
    }

    [DatabaseFact]
    public async Task OtherRoles_AreGivenOnce_AndEndSessions()
    {
        await AddAsync("Ada", Roles.Admin);
        var grace = await AddAsync("Grace", Roles.Builder);
        var before = await StampAsync(grace.UserId);
        var changed = await Accounts.ChangeRolesAsync(Bench.OrganizationId, s_ada, grace.Id, Roles.Support, grace.Revision, CancellationToken.None);
        Assert.Equal(new EndedSessions(grace.UserId, await StampAsync(grace.UserId) ?? ""), changed.Value);
        Assert.NotEqual(before, changed.Value.SecurityStamp);
        Assert.Equal(Roles.Support, Assert.Single(await Accounts.FindMembershipsAsync(grace.UserId, CancellationToken.None)).Roles);
        var line = (await Bench.AuditLines())[^1];
        Assert.Equal(("ChangeMemberRoles", "changed", "membership", "grace@example.com", "Ada"), (line.Request, line.Action, line.SubjectKind, line.SubjectName, line.ActorName));

        var second = await Accounts.ChangeRolesAsync(Bench.OrganizationId, s_ada, grace.Id, Roles.Admin, grace.Revision, CancellationToken.None);
        Assert.IsType<StaleError>(second.Error);
        Assert.Equal(changed.Value.SecurityStamp, await StampAsync(grace.UserId));
        Assert.Equal("roles", (await Bench.Refused<InvalidError>(new ChangeMemberRoles(grace.Id, Roles.None))).Fields[0].Field);
        Assert.Equal("roles", (await Bench.Refused<InvalidError>(new ChangeMemberRoles(grace.Id, (Roles)64))).Fields[0].Field);
    }

    [DatabaseFact]
    public async Task TheLastAdmin_IsNeitherDemotedNorRemoved()
    {
        var ada = await AddAsync("Ada", Roles.Admin);
        await AddAsync("Grace", Roles.Builder);
        var demoted = await Bench.Refused<ConflictError>(new ChangeMemberRoles(ada.Id, Roles.Builder));
        Assert.Equal("roles", demoted.Field);
        Assert.Contains("only admin", demoted.Message, StringComparison.Ordinal);
        Assert.IsType<ConflictError>((await Accounts.RemoveAsync(Bench.OrganizationId, Actor.Operator, ada.Id, CancellationToken.None)).Error);
        Assert.Single(await Accounts.FindMembershipsAsync(ada.UserId, CancellationToken.None));
        // What keeps the role is no demotion.
        await Bench.Ok(new ChangeMemberRoles(ada.Id, Roles.Admin | Roles.Builder));
    }

    [DatabaseFact]
    public async Task AdminsWhoTakeTheRoleFromEachOther_LeaveOne()
    {
        for (var round = 0; round < 6; round++)
        {
            var first = await AddAsync($"First{round}", Roles.Admin);
            var second = await AddAsync($"Second{round}", Roles.Admin);
            var results = await Task.WhenAll(
                Bench.Send(new ChangeMemberRoles(first.Id, Roles.Viewer)), Bench.Send(new RemoveMember(second.Id)));
            Assert.All(results.Where(r => !r.IsSuccess), r => Assert.True(r.Error is ConflictError or StaleError, r.Error?.ToString()));
            var left = await Bench.Ok(new ListMembers(new PageRequest(), Roles.Admin));
            Assert.Equal(1, left.Total);
            // The one who is left goes with the operator's help, so that the next round begins without any.
            await Bench.Tamper("""DELETE FROM "Memberships" """);
        }
    }

    [DatabaseFact]
    public async Task ARemovedPerson_HasNoAccountAnyMore_AndTheAddressIsFree()
    {
        await AddAsync("Ada", Roles.Admin);
        var grace = await AddAsync("Grace", Roles.Builder);
        var removed = await Accounts.RemoveAsync(Bench.OrganizationId, s_ada, grace.Id, CancellationToken.None);
        Assert.Equal(new EndedSessions(grace.UserId, ""), removed.Value);
        Assert.Null(await StampAsync(grace.UserId));
        Assert.Equal("Ada", Assert.Single((await Bench.Ok(new ListMembers(new PageRequest()))).Items).Name);
        var line = (await Bench.AuditLines())[^1];
        Assert.Equal(("RemoveMember", "deleted", "membership", "grace@example.com"), (line.Request, line.Action, line.SubjectKind, line.SubjectName));
        await AddAsync("Grace", Roles.Viewer);
    }

    [DatabaseFact]
    public async Task APersonOfTwoOrganizations_KeepsTheAccount_WhenOneRemovesThem()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        await AddAsync("Ada", Roles.Admin);
        var grace = await AddAsync("Grace", Roles.Builder);
        await Bench.Ok(new AddMember(grace.UserId, "grace@example.com", Roles.Viewer), organization: other);
        var removed = await Accounts.RemoveAsync(Bench.OrganizationId, s_ada, grace.Id, CancellationToken.None);
        Assert.Equal(await StampAsync(grace.UserId), removed.Value.SecurityStamp);
        Assert.Equal("Other", Assert.Single(await Accounts.FindMembershipsAsync(grace.UserId, CancellationToken.None)).OrganizationName);
    }

    [DatabaseFact]
    public async Task APersonOfAnotherOrganization_IsNotThere()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        await AddAsync("Ada", Roles.Admin);
        var theirs = await AddAsync("Grace", Roles.Viewer, other);
        await Bench.Refused<NotFoundError>(new ChangeMemberRoles(theirs.Id, Roles.Admin));
        await Bench.Refused<NotFoundError>(new RemoveMember(theirs.Id));
        await Bench.Refused<NotFoundError>(new RecordPasswordReset(theirs.UserId));
        Assert.IsType<NotFoundError>((await Accounts.RemoveAsync(Bench.OrganizationId, s_ada, theirs.Id, CancellationToken.None)).Error);
        Assert.Single(await Accounts.FindMembershipsAsync(theirs.UserId, CancellationToken.None));
    }

    [DatabaseFact]
    public async Task AResetPassword_IsInTheAuditLogOfEachOrganization()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        var grace = await AddAsync("Grace", Roles.Builder);
        await Bench.Ok(new AddMember(grace.UserId, "grace@example.com", Roles.Viewer), organization: other);
        var lines = (await Bench.AuditLines()).Count;
        Assert.IsType<InvalidError>((await Accounts.ResetPasswordAsync("grace@example.com", "short", null, CancellationToken.None)).Error);
        Assert.Equal(lines, (await Bench.AuditLines()).Count);

        Assert.Null((await Accounts.ResetPasswordAsync("grace@example.com", OneTimePassword.Generate(), null, CancellationToken.None)).Error);

        foreach (var organization in new[] { Bench.OrganizationId, other })
        {
            var line = (await Bench.AuditLines(organization))[^1];
            Assert.Equal(("RecordPasswordReset", "password reset", "membership", "grace@example.com", ActorKind.Operator), (line.Request, line.Action, line.SubjectKind, line.SubjectName, line.ActorKind));
        }
    }

    [DatabaseFact]
    public async Task AnAddressThatAnotherOrganizationHas_IsAddedAsIfNobodyHadIt()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        await AddAsync("Ada", Roles.Admin);
        var theirs = await AddAsync("Grace", Roles.Viewer, other);

        var ours = await AddAsync("Grace", Roles.Builder);

        Assert.NotEqual(theirs.UserId, ours.UserId);
        Assert.Equal("Acme SaaS", Assert.Single(await Accounts.FindMembershipsAsync(ours.UserId, CancellationToken.None)).OrganizationName);
        var ambiguous = await Accounts.ResetPasswordAsync("grace@example.com", OneTimePassword.Generate(), null, CancellationToken.None);
        Assert.Contains("--organization", Assert.IsType<ConflictError>(ambiguous.Error).Message, StringComparison.Ordinal);
        var before = await StampAsync(ours.UserId);
        Assert.Equal(theirs.UserId, (await Accounts.ResetPasswordAsync("GRACE@example.com", OneTimePassword.Generate(), other, CancellationToken.None)).Value);
        Assert.Equal(before, await StampAsync(ours.UserId));
        await Accounts.RemoveAsync(Bench.OrganizationId, s_ada, ours.Id, CancellationToken.None);
        Assert.NotNull(await StampAsync(theirs.UserId));
    }

    private async Task<MemberRow> AddAsync(string name, Roles roles, Guid? organization = null)
    {
        var email = $"{name.ToLowerInvariant()}@example.com";
        var created = await Accounts.CreateAsync(organization ?? Bench.OrganizationId, Actor.Operator, email, name, OneTimePassword.Generate(), roles, CancellationToken.None);
        Assert.True(created.IsSuccess, created.Error?.ToString());
        return Assert.Single((await Bench.Ok(new ListMembers(new PageRequest(Search: email)), organization: organization)).Items);
    }

    private async Task<string?> StampAsync(Guid userId)
    {
        await using var db = Bench.Services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        return await db.Users.Where(u => u.Id == userId).Select(u => u.SecurityStamp).SingleOrDefaultAsync();
    }
}

public sealed class SqliteMemberTests : MemberTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlMemberTests : MemberTests;
