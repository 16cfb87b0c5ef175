using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>From the list to the picture, and a run that is followed while it goes on.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class RunJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task DemosRun_OpenedFromTheList_ShowsStepsAndPicture() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.WaitForRunsAsync();
        await demo.SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Runs");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Pokemon Avatar Sync" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pokemon Avatar Sync: Sync Avatar");
        await Expect(page.Locator(".timeline-name")).ToHaveTextAsync(["Path Helper", "Get Pokemon Data", "Get Pokemon Avatar", "Save PNG"]);

        await page.GetByRole(AriaRole.Link, new() { Name = "Get Pokemon Avatar" }).ClickAsync();
        var picture = page.GetByAltText("Output of step Get Pokemon Avatar");
        await picture.ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('main figure img')?.naturalWidth > 0");

        await page.GetByRole(AriaRole.Link, new() { Name = "Save PNG" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Save PNG" })).ToBeVisibleAsync();
        await Expect(page.GetByText("avatar-bucket-aws").First).ToBeVisibleAsync();
        Assert.DoesNotContain("demo-sandbox-secret-access-key", await page.ContentAsync(), StringComparison.Ordinal);
    });

    [ChromiumFact]
    public Task RunTest_IsFollowedToItsEnd_WithoutLoadingThePageAgain() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.WaitForRunsAsync();
        await demo.SignInAsync(page);
        await page.GotoAsync("/instances");
        await page.GetByRole(AriaRole.Link, new() { Name = "Avatar sync for FTL Rockets" }).ClickAsync();
        await page.EvaluateAsync("() => { window.isStillTheSamePage = true; }");

        await page.GetByRole(AriaRole.Button, new() { Name = "RUN TEST" }).ClickAsync();

        await page.WaitForURLAsync(RunAddress());
        await Expect(page.Locator(".page-title").GetByText("Succeeded")).ToBeVisibleAsync();
        await Expect(page.Locator(".timeline-status")).ToHaveTextAsync(["Succeeded", "Succeeded", "Succeeded", "Succeeded"]);
        await Expect(page.GetByText("building paths for FTL Rockets")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isStillTheSamePage === true"));
    });

    [GeneratedRegex("/runs/[0-9a-f-]{36}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunAddress();
}
