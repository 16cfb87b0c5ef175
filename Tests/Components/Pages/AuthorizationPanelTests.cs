using Bunit;
using ConnectionsConsole.App.Pages.OAuth;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Pages;

public sealed class AuthorizationPanelTests : PageTest
{
    /// <summary>What the clock of component tests begins with.</summary>
    private static readonly DateTime s_now = new(2026, 3, 12, 12, 0, 0, DateTimeKind.Utc);

    private static readonly AuthorizationDetail s_active = new(
        true, "Acme API", OAuthGrant.AuthorizationCode, AuthorizationStatus.Active, "read write", s_now.AddHours(1), s_now.AddMinutes(-5), s_now.AddDays(-3), "Ada", null, null, null, null,
        null, true, true, null, true);

    private static readonly AuthorizationDetail s_pending = s_active with
    {
        Status = AuthorizationStatus.Pending, Scopes = "", ExpiresAt = null, LastRefreshedAt = null, AuthorizedAt = null, AuthorizedBy = "", CanRenew = false,
    };

    [Fact]
    public void Pending_SaysWhatItMeans_AndOffersAuthorizeAlone()
    {
        var panel = Show(s_pending);
        Assert.Contains("Not authorized", panel.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("refused before their first step", panel.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Authorize"], Buttons(panel));
    }

    [Fact]
    public void Active_ShowsScopesExpiryAndWho_AndOffersTheRest()
    {
        var panel = Show(s_active);
        Assert.Equal(["Disconnect", "Refresh now", "Reconnect"], Buttons(panel));
        Assert.Empty(panel.FindAll(".notice"));
        Assert.All(["read write", "by Ada", "good until", "5 minutes ago"], words => Assert.Contains(words, panel.Find("dl").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Failing_SaysSinceWhenAndWhy_Escaped()
    {
        var panel = Show(s_active with { Status = AuthorizationStatus.Failing, FailedSince = s_now.AddHours(-2), LastError = "The provider refused: <b>invalid_grant</b>.", LastErrorAt = s_now });
        var notice = panel.Find(".notice-danger");
        Assert.Contains("2 hours ago. The provider refused: <b>invalid_grant</b>.", notice.TextContent, StringComparison.Ordinal);
        Assert.Contains("It does not mend by itself.", notice.TextContent, StringComparison.Ordinal);
        Assert.Empty(notice.QuerySelectorAll("b"));
    }

    [Fact]
    public void Recovered_IsToldForADay()
    {
        Assert.Contains("It works again: recovered 1 hour ago.", Show(s_active with { RecoveredAt = s_now.AddHours(-1) }).Find(".notice-success").TextContent, StringComparison.Ordinal);
        Assert.Empty(Show(s_active with { RecoveredAt = s_now.AddDays(-2) }).FindAll(".notice"));
    }

    [Fact]
    public void WhatTheProviderDoesNotAnswer_IsAWarning_AndSettingsThatCannotBeUsedToo()
    {
        Assert.Contains("still works", Show(s_active with { FailedSince = s_now, LastError = "Away.", LastErrorAt = s_now }).Find(".notice-warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("is required to authorize", Show(s_pending with { SettingsProblem = "\"Client ID\" is required to authorize." }).Find(".notice-warning").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SomebodyWhoMayNotManageIt_SeesNoButtons() => Assert.Empty(Buttons(Show(s_active with { MayManage = false })));

    [Fact]
    public void WhatIsNoOAuth_ShowsNothing() => Assert.Equal("", Show(AuthorizationDetail.None).Markup.Trim());

    [Fact]
    public void Authorize_GoesToTheProvider_WithTheCallbackAndThisPage()
    {
        StartAuthorization? sent = null;
        When<StartAuthorization, Uri>(request =>
        {
            sent = request;
            return new Uri("https://provider.example/authorize?state=x");
        });
        var panel = Show(s_pending);

        Press(panel, "Authorize");

        Assert.Equal(("http://localhost/oauth2/callback", "the-session", "/"), (sent!.RedirectUri, sent.Session, sent.ReturnUrl));
        Assert.Equal("https://provider.example/authorize?state=x", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void Authorize_ThatIsRefused_SaysWhy_AndStays()
    {
        When<StartAuthorization, Uri>(_ => OAuthErrors.MissingSetting("clientId", "Client ID"));
        var panel = Show(s_pending);
        Press(panel, "Authorize");
        Assert.Contains("\"Client ID\" is required", panel.Find(".notice-danger").TextContent, StringComparison.Ordinal);
        Assert.Equal("http://localhost/", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void Disconnect_AsksFirst_AndSaysWhetherItWasRevoked()
    {
        When<Disconnect, Disconnection>(_ => new Disconnection(true, "The provider's revocation address answered 503."));
        var panel = Show(s_active);
        var dialogs = Services.GetRequiredService<ConsoleDialogs>();
        Press(panel, "Disconnect");
        Assert.DoesNotContain(Sent, s => s is Disconnect);
        var question = Assert.Single(dialogs.Open);

        question.Close(true);

        panel.WaitForAssertion(() => Assert.Contains(
            Services.GetRequiredService<UserMessages>().Current, m => m.Kind == MessageKind.Warning && m.Text.Contains("did not revoke the tokens: The provider's revocation address answered 503.", StringComparison.Ordinal)));
    }

    [Fact]
    public void RefreshNow_ThatFails_IsTold()
    {
        When<RefreshNow, bool>(_ => new ConflictError("The provider refused: invalid_grant."));
        var panel = Show(s_active);
        Press(panel, "Refresh now");
        Assert.Contains("invalid_grant", panel.Find(".notice-danger").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<AuthorizationPanel> Show(AuthorizationDetail detail)
    {
        SignIn(Roles.Admin);
        When<GetAuthorization, AuthorizationDetail>(_ => detail);
        return Render<AuthorizationPanel>(p => p.Add(a => a.OwnerKind, ValueOwner.OrganizationConnection).Add(a => a.OwnerId, Guid.NewGuid()));
    }

    private static IEnumerable<string> Buttons(IRenderedComponent<AuthorizationPanel> panel) => panel.FindAll("button").Select(b => b.TextContent.Trim());

    private static void Press(IRenderedComponent<AuthorizationPanel> panel, string name) => panel.FindAll("button").Single(b => b.TextContent.Trim() == name).Click();
}
