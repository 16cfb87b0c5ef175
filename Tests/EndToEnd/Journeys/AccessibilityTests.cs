using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Pages;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>Every page with data, and open dialogs, in both themes; without the long suites one of each kind in the light.</summary>
[Collection(DemoCollection.Name)]
public sealed class AccessibilityTests(DemoConsole demo, BrowserFixture browser)
{
    private static readonly PageShot s_customerDialog = new("customer-dialog", "/customers", OpenDialogAsync), s_refusedDialog = new("refused-dialog", "/settings/users", OpenRefusedAsync);

    private static readonly IReadOnlyList<PageShot> s_others =
    [
        s_customerDialog, s_refusedDialog,
        new("token-dialog", "/settings/api-tokens", OpenTokenDialogAsync), new("instance-dialog", "/instances", OpenLookupAsync),
        new("explorer-docs", "/settings/api-explorer?tab=docs"), new("not-found", "/nothing-here"),
    ];

    /// <summary>A list, a page of facts, a form, a tree of steps, a run, values, a code editor.</summary>
    private static readonly string[] s_kinds =
        ["customers", "customer-connections", "integration", "instance", "instance-configuration", "run", "settings-general", "connection-test", "api-explorer"];

    [ChromiumFact]
    public Task OnePageOfEachKind_HasNoSeriousFinding() =>
        CheckAllAsync(Theme.Light, [.. s_kinds.Select(kind => ConsolePages.SignedIn.Single(shot => shot.Name == kind)), s_customerDialog, s_refusedDialog]);

    [ChromiumTheory]
    [InlineData(Theme.Light)]
    [InlineData(Theme.Dark)]
    [Trait("Suite", "Long")]
    public Task EveryPage_HasNoSeriousFinding(Theme theme) => CheckAllAsync(theme, [.. ConsolePages.SignedIn, .. s_others]);

    private Task CheckAllAsync(Theme theme, IReadOnlyList<PageShot> signedIn) =>
        browser.RunAsync(demo.Options with { Theme = theme, IsExpectedError = text => text.Contains("404", StringComparison.Ordinal) }, async page =>
        {
            await demo.WaitForRunsAsync();
            await CheckAsync(page, ConsolePages.Public);
            await demo.SignInAsync(page);
            await CheckAsync(page, signedIn);
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
