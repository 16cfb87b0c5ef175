using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>An OAuth 2.0 connection from nothing to connected, and back, against a certified provider that is reached with the browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class OAuthJourneyTests(BrowserFixture browser)
{
    [OAuthJourneyFact]
    public async Task Connection_IsCreatedAuthorizedRefreshedAndDisconnected()
    {
        await using var console = ConsoleUnderTest.With();
        // Loopback is no public address; naming it also lets the provider do without TLS.
        await File.WriteAllTextAsync(Path.Combine(console.DataFolder, "appsettings.json"), """{ "Egress": { "Allow": [ "127.0.0.1:*" ] } }""");
        await console.InitializeAsync();
        await using var provider = new OidcProviderFixture(new OidcProviderOptions { RedirectUris = [new Uri(console.Address, "oauth2/callback").ToString()] });
        await provider.InitializeAsync();
        var code = (await console.Process.WaitForLineAsync(CodeLine())).Groups["code"].Value;
        await browser.RunAsync(new BrowserOptions(console.Address), async page =>
        {
            await SetUpAsync(page, code);
            await CreateAsync(page, provider);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Acme API", Level = 1 })).ToBeVisibleAsync();
            var panel = page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Authorization", RegexOptions.None, TimeSpan.FromSeconds(1)) });
            await Expect(panel).ToContainTextAsync("Not authorized");
            await AxeCheck.PassesAsync(page);

            await panel.GetByRole(AriaRole.Button, new() { Name = "Authorize" }).ClickAsync();

            // The provider signs its visitor in and consents, so the way leads there and back at once.
            await Expect(panel).ToContainTextAsync("Active");
            await Expect(panel).ToContainTextAsync("openid offline_access");
            await Expect(panel).ToContainTextAsync("by Rosa Rocket");
            Assert.DoesNotContain("code=", page.Url, StringComparison.Ordinal);
            await AxeCheck.PassesAsync(page);

            await panel.GetByRole(AriaRole.Button, new() { Name = "Refresh now" }).ClickAsync();
            await Expect(page.GetByText("The provider gave a new access token.")).ToBeVisibleAsync();
            await Expect(panel).Not.ToContainTextAsync("not yet");

            await panel.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disconnect", Exact = true }).ClickAsync();
            await Expect(page.GetByText("Disconnected; the provider has revoked the tokens.")).ToBeVisibleAsync();
            await Expect(panel).ToContainTextAsync("Not authorized");
        });
        Assert.Equal(["authorization_code", "refresh_token"], provider.TokenAnswers.Select(a => a.GrantType));
    }

    private static async Task SetUpAsync(IPage page, string code)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("One-time code").FillAsync(code);
        await page.GetByLabel("Organization").FillAsync("Rocket Works");
        await page.GetByLabel("Your name").FillAsync("Rosa Rocket");
        await page.GetByLabel("Email").FillAsync("rosa@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Runs");
    }

    private static async Task CreateAsync(IPage page, OidcProviderFixture provider)
    {
        await page.GotoAsync("/settings/connections");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Connection" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Connector").SelectOptionAsync(new SelectOptionValue { Label = "HTTP" });
        await dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^OAuth 2.0(?! Client)", RegexOptions.None, TimeSpan.FromSeconds(1)) }).CheckAsync();
        await NextAsync(dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("Global", RegexOptions.None, TimeSpan.FromSeconds(1)) }).CheckAsync();
        await NextAsync(dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Acme API");
        await NextAsync(dialog);
        await dialog.GetByLabel("Authorization URL").FillAsync(provider.AuthorizationEndpoint.ToString());
        await dialog.GetByLabel("Token URL").FillAsync(provider.TokenEndpoint.ToString());
        await dialog.GetByLabel("Revocation URL").FillAsync(provider.RevocationEndpoint.ToString());
        await dialog.GetByLabel("Client ID").FillAsync(OidcProviderFixture.ClientId);
        await dialog.GetByLabel("Client Secret").FillAsync(OidcProviderFixture.ClientSecret);
        await dialog.GetByLabel("Scopes").FillAsync("openid offline_access");
        await dialog.GetByLabel("Further Authorization Parameters").FillAsync("prompt=consent");
        await NextAsync(dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create connection" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Skip for now" }).ClickAsync();
    }

    private static Task NextAsync(ILocator dialog) => dialog.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Next|Continue)", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();

    [GeneratedRegex(@"one-time code: (?<code>[A-Z0-9-]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeLine();
}

/// <summary>Needs the browser and the provider.</summary>
public sealed class OAuthJourneyFactAttribute : FactAttribute
{
    public OAuthJourneyFactAttribute() => Skip = Requirement.Chromium.Missing ?? Requirement.Node.Missing;
}
