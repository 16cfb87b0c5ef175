using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>The first start of an empty console: only who reads its terminal becomes its administrator.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SetUpJourneyTests(BrowserFixture browser)
{
    [ChromiumFact]
    public async Task WrongCode_IsRefused_TheRightOneClaimsTheConsole_Once()
    {
        await using var console = ConsoleUnderTest.With();
        await console.InitializeAsync();
        var code = await SetUpPage.CodeAsync(console);
        await browser.RunAsync(new BrowserOptions(console.Address), async page =>
        {
            await page.GotoAsync("/");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Set up the console");
            await AxeCheck.PassesAsync(page);

            await SetUpPage.ClaimAsync(page, "AAAA-BBBB-CCCC");
            await Expect(page.GetByText("This code is wrong or no longer valid.")).ToBeVisibleAsync();

            await SetUpPage.ClaimAsync(page, code, "short");
            await Expect(page.GetByLabel("Password", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");

            await SetUpPage.ClaimAsync(page, code);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Runs");
            await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByText("Rocket Works")).ToBeVisibleAsync();

            await page.GotoAsync("/account/set-up");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync("Set up the console");
        });
    }
}
