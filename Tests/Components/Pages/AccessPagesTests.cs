using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Dialogs;
using ConnectionsConsole.App.Pages.Settings;
using ConnectionsConsole.App.Pages.Settings.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Access.ApiTokens.Queries;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Audit.Queries;
using ConnectionsConsole.Domain.Organizations;
using ConnectionsConsole.Domain.Organizations.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

/// <summary>Settings: API tokens, users, permissions, audit log.</summary>
public sealed class AccessPagesTests : PageTest
{
    private const string TokenText = "ccn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly DateTime s_at = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);

    private static readonly ApiTokenRow s_token =
        new(Guid.NewGuid(), "Sign-up", Roles.Support | Roles.Viewer, "wxyz", ApiTokenStatus.Active, s_at, "Ada", null, null, s_at);

    private static readonly MemberRow s_grace = new(Guid.NewGuid(), Guid.NewGuid(), "Grace Hopper", "grace@example.com", Roles.Builder, s_at, Guid.NewGuid());

    private readonly FakeAccounts _accounts = new();
    private readonly SessionRegistry _sessions = new();

    public AccessPagesTests()
    {
        Services.AddSingleton<IAccounts>(_accounts);
        Services.AddSingleton(_sessions);
        Services.AddScoped<MemberAdministration>();
    }

    [Fact]
    public void TheTokens_AreListedWithRolesAndEnding()
    {
        When<ListApiTokens, Page<ApiTokenRow>>(_ => new Page<ApiTokenRow>([s_token, s_token with { Id = Guid.NewGuid(), Name = "Old", Status = ApiTokenStatus.Revoked }], 2));
        var page = Render<ApiTokenList>();
        page.WaitForAssertion(() => Assert.Contains("…wxyz", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Support, Viewer", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Revoke Sign-up", Assert.Single(page.FindAll("td button")).TextContent.Trim());
    }

    [Fact]
    public void WithoutTokens_ThePageSaysWhatOneIsFor()
    {
        When<ListApiTokens, Page<ApiTokenRow>>(_ => Page<ApiTokenRow>.Empty);
        var page = Render<ApiTokenList>();
        page.WaitForAssertion(() => Assert.Contains("No API tokens yet", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void TheTokens_ForSomebodyWhoMayNot_AreRefused()
    {
        SignIn(Roles.Builder);
        When<ListApiTokens, Page<ApiTokenRow>>(_ => AccessErrors.NotAllowed(Permission.ManageApiTokens));
        var page = Render<ApiTokenList>();
        page.WaitForAssertion(() => Assert.Contains("it takes the role admin", page.Markup, StringComparison.Ordinal));
        Assert.Contains("You may not see the API tokens", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button, input"), e => e.TextContent.Contains("Try again", StringComparison.Ordinal) || e.GetAttribute("type") == "search");
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "API token");
    }

    [Fact]
    public async Task TheTokenDialog_ShowsTheTextOnce_AndTellsTheListHoweverItIsClosed()
    {
        When<CreateApiToken, NewApiToken>(_ => new NewApiToken(s_token.Id, TokenText));
        var (host, answer) = await OpenAsync<CreateApiTokenDialog, ApiTokenCreated>();
        host.Find("input[type=text]").Change("Sign-up");
        host.FindAll("input[type=checkbox]")[2].Change(true);
        var focused = Script.Invocations["focusDialog"].Count;
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Equal(TokenText, host.Find("[data-copy]").GetAttribute("data-copy")));
        Assert.Contains("shown this once", host.Markup, StringComparison.Ordinal);
        // The form took the focus along; it goes to the text's copy button.
        host.WaitForAssertion(() => Assert.Equal(focused + 1, Script.Invocations["focusDialog"].Count));
        Assert.True(host.Find("[data-copy]").HasAttribute("data-autofocus"));
        var sent = Assert.IsType<CreateApiToken>(Assert.Single(Sent));
        Assert.Equal(("Sign-up", Roles.Support), (sent.Name, sent.Roles));
        Assert.Equal(Clock.GetUtcNow().UtcDateTime.AddDays(90), sent.ExpiresAt);

        await host.Find("[data-dialog-cancel]").ClickAsync();
        Assert.Equal(new ApiTokenCreated(s_token.Id, "Sign-up"), await answer);
        host.WaitForAssertion(() => Assert.DoesNotContain(TokenText, host.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheTokenDialog_ShowsRefusalsAtTheirFields()
    {
        When<CreateApiToken, NewApiToken>(_ => new InvalidError([new FieldMessage("name", "Give the token a name."), new FieldMessage("roles", "Give at least one role.")]));
        var (host, answer) = await OpenAsync<CreateApiTokenDialog, ApiTokenCreated>();
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Equal("true", host.Find("input[type=text]").GetAttribute("aria-invalid")));
        Assert.Equal("true", host.Find("fieldset").GetAttribute("aria-invalid"));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task Revoking_AsksFirst()
    {
        When<ListApiTokens, Page<ApiTokenRow>>(_ => new Page<ApiTokenRow>([s_token], 1));
        When<RevokeApiToken, Guid>(r => r.Id);
        var page = Render<ApiTokenList>();
        var host = Render<DialogHost>();
        page.WaitForElement("td button");
        var pressed = page.Find("td button").ClickAsync();
        host.WaitForElement("form");
        Assert.DoesNotContain(Sent, r => r is RevokeApiToken);
        await host.Find("form").SubmitAsync();
        await pressed;
        Assert.Equal(new RevokeApiToken(s_token.Id), Assert.Single(Sent.OfType<RevokeApiToken>()));
    }

    [Fact]
    public void ThePeople_AreListed_AndOneselfIsMarked()
    {
        var self = s_grace with { Id = Guid.NewGuid(), UserId = Guid.Parse("01890000-0000-7000-8000-000000000001"), Name = "Ada Lovelace", Roles = Roles.Admin };
        When<ListMembers, Page<MemberRow>>(_ => new Page<MemberRow>([self, s_grace], 2));
        var page = Render<UserList>();
        page.WaitForAssertion(() => Assert.Contains("Grace Hopper", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Ada Lovelace", page.FindAll("td").Single(td => td.TextContent.Contains("(you)", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Change roles of Grace Hopper");
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Trim() == "Remove Grace Hopper");
    }

    [Fact]
    public void ThePermissions_ShowTheMatrix()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/users?tab=permissions");
        var page = Render<UserList>();
        page.WaitForElement("th[scope=row]");
        foreach (var permission in Enum.GetValues<Permission>().Where(p => p != Permission.Operate))
        {
            var row = page.FindAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == App.Pages.Looks.Words(permission));
            Assert.Equal(RoleSets.All.Select(role => PermissionMatrix.Allows(role, permission) ? "yes" : "no"), row.QuerySelectorAll("td .visually-hidden").Select(c => c.TextContent));
        }

        Assert.Contains("Manage API tokens", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Operate", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddingAPerson_ShowsTheirPasswordOnce()
    {
        var (host, answer) = await OpenAsync<AddUserDialog, UserAdded>();
        host.FindAll("input")[0].Change("Grace Hopper");
        host.FindAll("input")[1].Change(" grace@example.com ");
        host.FindAll("input[type=checkbox]")[1].Change(true);
        await host.Find("form").SubmitAsync();
        host.WaitForElement("[data-copy]");
        Assert.Equal(("grace@example.com", "Grace Hopper", Roles.Builder), _accounts.Created);
        Assert.Equal(_accounts.Password, host.Find("[data-copy]").GetAttribute("data-copy"));
        await host.Find("form").SubmitAsync();
        Assert.Equal(new UserAdded("Grace Hopper"), await answer);
    }

    [Fact]
    public async Task OtherRoles_EndTheCircuitsAndCookiesOfThePerson()
    {
        var ended = 0;
        using var registration = _sessions.Register(s_grace.UserId, () => ended++);
        var (host, answer) = await OpenAsync<ChangeRolesDialog, RolesChanged>(new Dictionary<string, object?> { [nameof(ChangeRolesDialog.Member)] = s_grace });
        host.FindAll("input[type=checkbox]")[2].Change(true);
        await host.Find("form").SubmitAsync();
        Assert.Equal(new RolesChanged(Roles.Builder | Roles.Support), await answer);
        Assert.Equal((s_grace.Id, Roles.Builder | Roles.Support, (Guid?)s_grace.Revision), _accounts.Changed);
        Assert.Equal(1, ended);
        Assert.True(_sessions.IsOver(Cookie(s_grace.UserId, "old")));
        Assert.False(_sessions.IsOver(Cookie(s_grace.UserId, "new")));
        Assert.False(_sessions.IsOver(Cookie(Guid.NewGuid(), "old")));
    }

    [Fact]
    public async Task TheLastAdmin_IsToldAtTheRoles()
    {
        _accounts.Refusal = OrganizationErrors.LastAdmin("Ada");
        var (host, answer) = await OpenAsync<ChangeRolesDialog, RolesChanged>(new Dictionary<string, object?> { [nameof(ChangeRolesDialog.Member)] = s_grace with { Roles = Roles.Admin } });
        host.FindAll("input[type=checkbox]")[0].Change(false);
        host.FindAll("input[type=checkbox]")[3].Change(true);
        await host.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Contains("only admin", host.Find("fieldset").TextContent, StringComparison.Ordinal));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task Removing_AsksFirst_AndEndsSessions()
    {
        When<ListMembers, Page<MemberRow>>(_ => new Page<MemberRow>([s_grace], 1));
        var page = Render<UserList>();
        var host = Render<DialogHost>();
        page.WaitForElement("td button");
        var pressed = page.FindAll("td button").Single(b => b.TextContent.Contains("Remove", StringComparison.Ordinal)).ClickAsync();
        host.WaitForElement("form");
        Assert.Null(_accounts.Removed);
        await host.Find("form").SubmitAsync();
        await pressed;
        Assert.Equal(s_grace.Id, _accounts.Removed);
        Assert.True(_sessions.IsOver(Cookie(s_grace.UserId, "old")));
    }

    [Fact]
    public void TheAuditLog_NamesWhoAndWhat_AndTakesFiltersFromTheAddress()
    {
        var actor = Guid.NewGuid();
        When<ListAuditActors, Page<AuditActor>>(_ => new Page<AuditActor>([new AuditActor(ActorKind.ApiToken, actor, "Robot")], 1));
        When<ListAuditEntries, AuditPage>(_ => new AuditPage(
            [new AuditRow(7, s_at, ActorKind.ApiToken, actor, "Robot", "changed", "UpdateCustomer", "customer", s_grace.Id, "Smith", ["Name", "ExternalId"])], 1, false, false, true));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/settings/audit-log?actor={actor}&action=changed&period=7&at=b8");
        var page = Render<AuditLog>();
        page.WaitForAssertion(() => Assert.Contains("name, external id", page.Markup, StringComparison.Ordinal));
        Assert.NotNull(page.Find($"a[href='{ConsoleUrls.Customer(s_grace.Id)}']"));
        var query = Sent.OfType<ListAuditEntries>().Last();
        Assert.Equal((actor, "changed", (long?)8, (long?)null), (query.ActorId, query.Action, query.Before, query.After));
        Assert.Equal(Clock.GetUtcNow().UtcDateTime.AddDays(-7), query.From);
    }

    [Theory]
    [InlineData("changed", "customer", "Changed customer Acme")]
    [InlineData("tested, works", "customer connection", "Tested customer connection Acme: works")]
    [InlineData("password reset", "membership", "Reset the password of user Acme")]
    [InlineData("reconnected", "authorization", "Reconnected Acme")]
    [InlineData("disconnected, not revoked", "authorization", "Disconnected Acme: not revoked")]
    [InlineData("authorization failing", "authorization", "Authorization failing: Acme")]
    public void TheAuditLog_SaysInASentenceWhatWasDone(string action, string kind, string expected)
    {
        When<ListAuditActors, Page<AuditActor>>(_ => Page<AuditActor>.Empty);
        When<ListAuditEntries, AuditPage>(_ => new AuditPage([new AuditRow(7, s_at, ActorKind.System, null, "System", action, "Request", kind, s_grace.Id, "Acme", [])], 1, false, false, false));
        var page = Render<AuditLog>();
        page.WaitForAssertion(() => Assert.Equal(
            expected, string.Join(' ', page.Find("td[data-label=What]").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void TheAuditLog_CanBeNarrowedToWhateverIsRecorded()
    {
        When<ListAuditActors, Page<AuditActor>>(_ => Page<AuditActor>.Empty);
        When<ListAuditEntries, AuditPage>(_ => new AuditPage([], 0, false, false, false));
        var page = Render<AuditLog>();
        page.WaitForAssertion(() => Assert.Equal(
            ["Any action", .. AuditAction.Groups.Select(g => char.ToUpperInvariant(g[0]) + g[1..])], page.FindAll("select")[1].QuerySelectorAll("option").Select(o => o.TextContent)));
        page.FindAll("select")[1].Change(AuditAction.Groups.ToList().IndexOf("tested").ToString(System.Globalization.CultureInfo.InvariantCulture));
        page.WaitForAssertion(() => Assert.Equal("tested", Sent.OfType<ListAuditEntries>().Last().Action));
    }

    [Theory]
    [InlineData("?actor=nonsense&action=nonsense&period=999999999999&at=zzz")]
    [InlineData("?at=b&period=-1")]
    [InlineData("?at=b99999999999999999999")]
    public void TheAuditLog_IgnoresNonsenseInTheAddress(string address)
    {
        When<ListAuditActors, Page<AuditActor>>(_ => Page<AuditActor>.Empty);
        When<ListAuditEntries, AuditPage>(_ => new AuditPage([], 0, false, false, false));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/audit-log" + address);
        var page = Render<AuditLog>();
        page.WaitForAssertion(() => Assert.Contains("No audit lines match", page.Markup, StringComparison.Ordinal));
        var query = Sent.OfType<ListAuditEntries>().Last();
        Assert.Equal((null, null, null, null, null), (query.ActorId, query.Action, query.Before, query.After, query.From));
    }

    private static System.Security.Claims.ClaimsPrincipal Cookie(Guid userId, string stamp) => new(new System.Security.Claims.ClaimsIdentity(
        [new(System.Security.Claims.ClaimTypes.NameIdentifier, userId.ToString()), new("AspNet.Identity.SecurityStamp", stamp)], "test"));

    private async Task<(IRenderedComponent<DialogHost> Host, Task<TResult?> Answer)> OpenAsync<TDialog, TResult>(IReadOnlyDictionary<string, object?>? parameters = null)
        where TDialog : IComponent
    {
        var host = Render<DialogHost>();
        var dialogs = Services.GetRequiredService<ConsoleDialogs>();
        var answer = await host.InvokeAsync(() => Task.FromResult(dialogs.ShowAsync<TDialog, TResult>(parameters)));
        host.WaitForElement("form");
        return (host, answer);
    }

    private sealed class FakeAccounts : IAccounts
    {
        public (string Email, string Name, Roles Roles)? Created { get; private set; }

        public string Password { get; private set; } = "";

        public (Guid Membership, Roles Roles, Guid? Revision)? Changed { get; private set; }

        public Guid? Removed { get; private set; }

        public Error? Refusal { get; set; }

        public Task<Result<Guid>> CreateAsync(Guid organizationId, Actor by, string email, string name, string password, Roles roles, CancellationToken cancellationToken)
        {
            (Created, Password) = ((email, name, roles), password);
            return Task.FromResult<Result<Guid>>(Guid.NewGuid());
        }

        public Task<Result<EndedSessions>> ChangeRolesAsync(Guid organizationId, Actor by, Guid membershipId, Roles roles, Guid? revision, CancellationToken cancellationToken)
        {
            Changed = (membershipId, roles, revision);
            return Task.FromResult(Refusal is { } refusal ? Result<EndedSessions>.Failure(refusal) : new EndedSessions(s_grace.UserId, "new"));
        }

        public Task<Result<EndedSessions>> RemoveAsync(Guid organizationId, Actor by, Guid membershipId, CancellationToken cancellationToken)
        {
            Removed = membershipId;
            return Task.FromResult<Result<EndedSessions>>(new EndedSessions(s_grace.UserId, ""));
        }

        public Task<bool> AnyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Result<Guid>> ClaimAsync(ConsoleClaim claim, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Result<Guid>> ResetPasswordAsync(string email, string password, Guid? organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<MemberOf>> FindMembershipsAsync(Guid userId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<(Guid Id, string Name)>> ListOrganizationsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
