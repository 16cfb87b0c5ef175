using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>A token is made, shown once and revoked; other roles reach somebody who is at work.</summary>
[Collection(DemoCollection.Name)]
public sealed class AccessJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task AToken_IsShownOnce_AndRevoked() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/settings/api-tokens");
        await page.GetByRole(AriaRole.Button, new() { Name = "API token", Exact = true }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Journey");
        await dialog.GetByLabel("Support").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add API token" }).ClickAsync();
        var token = await dialog.GetByLabel("API token", new() { Exact = true }).InnerTextAsync();
        Assert.Matches("^ccn_[A-Za-z0-9_-]{43}$", token);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Copy API token" })).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Journey" });
        await Expect(row).ToContainTextAsync(token[^4..]);
        await Expect(row).ToContainTextAsync("Active");
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke Journey" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke API token" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Revoked");
    });

    [ChromiumFact]
    public Task OtherRoles_SignThePersonOut_AndHoldFromTheNextSignInOn() => browser.RunAsync(demo.Options, async page =>
    {
        var password = await demo.CreateUserAsync("promoted@acme.example", "viewer");
        await SignInPage.SignInAsync(page, "promoted@acme.example", password);
        await page.GotoAsync("/customers");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Customers");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Customer", Exact = true })).ToHaveCountAsync(0);

        await browser.RunAsync(demo.Options, async admin =>
        {
            await demo.SignInAsync(admin);
            await admin.GotoAsync("/settings/users");
            await admin.GetByRole(AriaRole.Button, new() { Name = "Change roles of promoted@acme.example" }).ClickAsync();
            await admin.GetByRole(AriaRole.Dialog).GetByLabel("Support").CheckAsync();
            await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change roles" }).ClickAsync();
            await Expect(admin.GetByRole(AriaRole.Row).Filter(new() { HasText = "promoted@acme.example" })).ToContainTextAsync("Support, Viewer");
        });

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        // The cookie still says the former roles, and opens nothing any more.
        await page.GotoAsync("/customers");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        await SignInPage.SignInAsync(page, "promoted@acme.example", password);
        await page.GotoAsync("/customers");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Customer", Exact = true })).ToBeVisibleAsync();
    });
}
