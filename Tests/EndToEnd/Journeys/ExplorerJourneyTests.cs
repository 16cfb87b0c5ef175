using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>A query is written with the keyboard alone, completed, run and corrected. The browser's console has to stay silent: nothing is against the policy.</summary>
[Collection(DemoCollection.Name)]
public sealed class ExplorerJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task AQuery_IsCompletedRunAndCorrected() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/settings/api-explorer?tab=docs");
        // The schema is here, so completion is.
        await page.GetByRole(AriaRole.Button, new() { Name = "Query", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Documentation of the API" })).ToContainTextAsync("customers");

        var editor = page.GetByLabel("Document", new() { Exact = true });
        await editor.FillAsync("");
        await editor.PressSequentiallyAsync("{ customers(first: 5) { nodes { nam");
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("name");
        await page.Keyboard.PressAsync("Enter");
        await editor.PressSequentiallyAsync(" } } }");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Result of the request" })).ToContainTextAsync("FTL Rockets");

        await editor.FillAsync("{ customers { nodes { nothing } } }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Line 1, column 23");
    });
}
