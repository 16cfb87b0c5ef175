using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Pages;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>Every page with data, and an open dialog, in both themes; the dark one with the long suites, since only its colours differ.</summary>
[Collection(DemoCollection.Name)]
public sealed class AccessibilityTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task EveryPage_HasNoSeriousFinding() => CheckAllAsync(Theme.Light);

    [ChromiumFact]
    [Trait("Suite", "Long")]
    public Task EveryPage_HasNoSeriousFinding_InTheDark() => CheckAllAsync(Theme.Dark);

    private Task CheckAllAsync(Theme theme) => browser.RunAsync(demo.Options with { Theme = theme, IsExpectedError = text => text.Contains("404", StringComparison.Ordinal) }, async page =>
    {
        await demo.WaitForRunsAsync();
        await CheckAsync(page, ConsolePages.Public);
        await demo.SignInAsync(page);
        await CheckAsync(page, ConsolePages.SignedIn);
        await CheckAsync(page, [
            new PageShot("customer-dialog", "/customers", OpenDialogAsync), new PageShot("token-dialog", "/settings/api-tokens", OpenTokenDialogAsync),
            new PageShot("instance-dialog", "/instances", OpenLookupAsync), new PageShot("refused-dialog", "/settings/users", OpenRefusedAsync),
            new PageShot("explorer-docs", "/settings/api-explorer?tab=docs"), new PageShot("not-found", "/nothing-here"),
        ]);
    });

    private static async Task OpenDialogAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Customer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
    }

    // Its errors stand at three kinds of fields.
    private static async Task OpenRefusedAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "User", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("Give at least one role.")).ToBeVisibleAsync();
    }

    // It begins in a lookup, whose choices are then open.
    private static async Task OpenLookupAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Instance", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Option).First.WaitForAsync();
    }

    private static async Task OpenTokenDialogAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "API token", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
    }

    private static async Task CheckAsync(IPage page, IReadOnlyList<PageShot> shots)
    {
        foreach (var shot in shots)
        {
            await page.GotoAsync(shot.Path);
            await SettleAsync(page);
            if (shot.Open is not null)
            {
                await shot.Open(page);
                await SettleAsync(page);
            }

            await AxeCheck.PassesAsync(page);
        }
    }

    private static async Task SettleAsync(IPage page)
    {
        await page.Locator("h1").First.WaitForAsync();
        await Expect(page.Locator("[aria-busy='true']:visible")).ToHaveCountAsync(0);
    }
}
