using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>The first start of an empty console: only who reads its terminal becomes its administrator.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class SetUpJourneyTests(BrowserFixture browser)
{
    [ChromiumFact]
    public async Task WrongCode_IsRefused_TheRightOneClaimsTheConsole_Once()
    {
        await using var console = ConsoleUnderTest.With();
        await console.InitializeAsync();
        var printed = await console.Process.WaitForLineAsync(CodeLine());
        await browser.RunAsync(new BrowserOptions(console.Address), async page =>
        {
            await page.GotoAsync("/");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Set up the console");
            await AxeCheck.PassesAsync(page);

            await FillAsync(page, "AAAA-BBBB-CCCC", "correct horse battery");
            await Expect(page.GetByText("This code is wrong or no longer valid.")).ToBeVisibleAsync();

            await FillAsync(page, printed.Groups["code"].Value, "short");
            await Expect(page.GetByLabel("Password", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");

            await FillAsync(page, printed.Groups["code"].Value, "correct horse battery");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Runs");
            await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByText("Rocket Works")).ToBeVisibleAsync();

            await page.GotoAsync("/account/set-up");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync("Set up the console");
        });
    }

    private static async Task FillAsync(IPage page, string code, string password)
    {
        await page.GetByLabel("One-time code").FillAsync(code);
        await page.GetByLabel("Organization").FillAsync("Rocket Works");
        await page.GetByLabel("Your name").FillAsync("Rosa Rocket");
        await page.GetByLabel("Email").FillAsync("rosa@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
    }

    [GeneratedRegex(@"one-time code: (?<code>[A-Z0-9-]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeLine();
}
