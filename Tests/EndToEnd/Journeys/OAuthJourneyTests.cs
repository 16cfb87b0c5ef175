using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>An OAuth 2.0 connection by keyboard alone, against a certified provider: from nothing to connected, broken, reconnected, and back to nothing.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OAuthJourneyTests(BrowserFixture browser)
{
    [OAuthJourneyFact]
    public async Task Connection_IsAuthorized_BreaksAtTheProvider_IsReconnectedInPlace_AndDisconnected()
    {
        await using var console = ConsoleUnderTest.With();
        // Loopback is no public address; naming it also lets the provider do without TLS.
        await File.WriteAllTextAsync(Path.Combine(console.DataFolder, "appsettings.json"), """{ "Egress": { "Allow": [ "127.0.0.1:*" ] } }""");
        await console.InitializeAsync();
        await using var provider = new OidcProviderFixture(new OidcProviderOptions { RedirectUris = [new Uri(console.Address, "oauth2/callback").ToString()] });
        await provider.InitializeAsync();
        var code = await SetUpPage.CodeAsync(console);
        await browser.RunAsync(new BrowserOptions(console.Address), async page =>
        {
            await page.GotoAsync("/");
            await SetUpPage.ClaimAsync(page, code);
            await Expect(Heading(page)).ToHaveTextAsync("Runs");
            await CreateAsync(page, provider);

            await Expect(Dialog(page)).ToContainTextAsync("It stays pending: runs that use it are refused before their first step");
            await AxeCheck.PassesAsync(page);
            // The provider signs its visitor in and consents, so the way leads there and back at once.
            await PressInDialogAsync(page, "Authorize");

            await Expect(Heading(page)).ToHaveTextAsync("Acme API");
            await Expect(Dialog(page)).ToContainTextAsync("Set a test connection for “Acme API”");
            await Expect(Dialog(page)).ToContainTextAsync("test runs in the designer use the production values");
            Assert.DoesNotContain("code=", page.Url, StringComparison.Ordinal);
            await PressInDialogAsync(page, "Skip for now");
            await Expect(page).Not.ToHaveURLAsync(AddConnectionSteps.Offering);
            var panel = page.GetByRole(AriaRole.Region, new() { Name = "Authorization" });
            await Expect(panel).ToContainTextAsync("Active");
            await Expect(panel).ToContainTextAsync("openid offline_access");
            await Expect(panel).ToContainTextAsync("by Rosa Rocket");
            await AxeCheck.PassesAsync(page);

            await PressInAsync(page, panel, "Refresh now");
            await Expect(page.GetByText("The provider gave a new access token.")).ToBeVisibleAsync();
            await Expect(panel).Not.ToContainTextAsync("not yet");

            await BreakAndReconnectAsync(page, panel, provider);

            await PressInAsync(page, panel, "Disconnect");
            await PressInDialogAsync(page, "Disconnect");
            await Expect(page.GetByText("Disconnected; the provider has revoked the tokens.")).ToBeVisibleAsync();
            await Expect(panel).ToContainTextAsync("Not authorized");
        });
        Assert.Equal(
            [("authorization_code", null), ("refresh_token", null), ("refresh_token", "invalid_grant"), ("authorization_code", null)], provider.TokenAnswers);
    }

    private static async Task BreakAndReconnectAsync(IPage page, ILocator panel, OidcProviderFixture provider)
    {
        await provider.WithdrawConsentAsync();
        await PressInAsync(page, panel, "Refresh now");
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync("Failing");
        await Expect(panel).ToContainTextAsync("The provider refused: invalid_grant");
        await Expect(panel).ToContainTextAsync("Runs that use it are refused before their first step. It does not mend by itself.");
        // The connection says so itself, on its page and in the list.
        await Expect(page.Locator(".page-title")).ToContainTextAsync("Failing");
        await AxeCheck.PassesAsync(page);

        await PressInAsync(page, panel, "Reconnect");
        await Expect(panel).ToContainTextAsync("It works again");
        await Expect(panel.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync("Active");
        await Expect(Heading(page)).ToHaveTextAsync("Acme API");
        await Expect(page.Locator(".page-title")).ToContainTextAsync("Ready");
    }

    private static async Task CreateAsync(IPage page, OidcProviderFixture provider)
    {
        await AddConnectionSteps.OpenAsync(page);
        await AddConnectionSteps.ChooseTypeAsync(page, "HTTP", "A person consents at the provider", AddConnectionSteps.Global);
        await AddConnectionSteps.NameAsync(page, "Acme API", "acme-api");
        foreach (var (label, text) in new[]
        {
            ("Authorization URL", provider.AuthorizationEndpoint.ToString()), ("Token URL", provider.TokenEndpoint.ToString()),
            ("Revocation URL", provider.RevocationEndpoint.ToString()), ("Client ID", OidcProviderFixture.ClientId), ("Client Secret", OidcProviderFixture.ClientSecret),
            ("Scopes", "openid offline_access"), ("Further Authorization Parameters", "prompt=consent"),
        })
        {
            await TypeIntoAsync(page, label, text);
        }

        await PressInDialogAsync(page, "Next");
        await Expect(Dialog(page)).ToContainTextAsync("you sign in at the provider and consent, once for all customers");
        await AddConnectionSteps.CreateAsync(page);
    }

    private static Task PressInAsync(IPage page, ILocator panel, string button) =>
        PressAsync(page, panel.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
}

/// <summary>Needs the browser and the provider.</summary>
public sealed class OAuthJourneyFactAttribute : FactAttribute
{
    public OAuthJourneyFactAttribute() => Skip = Requirement.Chromium.Missing ?? Requirement.Node.Missing;
}
