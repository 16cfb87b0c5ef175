using System.Net;
using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>Signing in and out, and what a viewer sees.</summary>
[Collection(DemoCollection.Name)]
public sealed class AccountJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task WrongPassword_AndUnknownAddress_GetTheSameWords() => browser.RunAsync(demo.Options, async page =>
    {
        foreach (var email in (string[])["admin@acme.example", "nobody@acme.example"])
        {
            await page.GotoAsync(SignInPage.Path);
            await page.GetByLabel("Email").FillAsync(email);
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByText("The email address or the password is wrong.")).ToBeVisibleAsync();
            await Expect(page.GetByLabel("Email")).ToHaveValueAsync(email);
        }
    });

    [ChromiumFact]
    public Task SignOut_EndsTheOtherTab() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/customers");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Customers");

        await page.GetByRole(AriaRole.Button, new() { Name = "account of" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    });

    [ChromiumFact]
    public Task PageThatWasAskedFor_IsOpenedAfterSigningIn() => browser.RunAsync(demo.Options, async page =>
    {
        var password = await demo.CreateUserAsync("returning@acme.example", "viewer");
        await page.GotoAsync("/customers?search=smith");
        await page.GetByLabel("Email").FillAsync("returning@acme.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/customers?search=smith");
    });

    [ChromiumFact]
    public Task Viewer_SeesNoStepDataAndNoButtonsThatChange() => browser.RunAsync(demo.Options with { IsExpectedError = text => text.Contains("403", StringComparison.Ordinal) }, async page =>
    {
        await demo.WaitForRunsAsync();
        await SignInPage.SignInAsync(page, "viewer@acme.example", await demo.CreateUserAsync("viewer@acme.example", "viewer"));

        await page.GotoAsync("/customers");
        await page.GetByRole(AriaRole.Link, new() { Name = "FTL Rockets" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("FTL Rockets");
        await Expect(Buttons(page, "^(Customer|Edit|Delete customer)$")).ToHaveCountAsync(0);

        await page.GotoAsync("/instances");
        await page.GetByRole(AriaRole.Link, new() { Name = "Avatar sync for FTL Rockets" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Configuration" })).ToBeVisibleAsync();
        await Expect(Buttons(page, "^(RUN TEST|Pause|Deploy|Resume)$")).ToHaveCountAsync(0);

        await page.GotoAsync("/runs");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Pokemon Avatar Sync" }).First.ClickAsync();
        await Expect(page.GetByText("Your roles do not let you read what steps logged.")).ToBeVisibleAsync();
        await Expect(Buttons(page, "^(Run again|Cancel run)$")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Get Pokemon Data" }).ClickAsync();
        await Expect(page.Locator("#step-heading")).ToHaveTextAsync("Get Pokemon Data");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Output" })).ToHaveCountAsync(0);
        Assert.DoesNotContain("front_default", await page.ContentAsync(), StringComparison.Ordinal);

        var output = await page.APIRequest.GetAsync($"{new Uri(page.Url).GetLeftPart(UriPartial.Path)}/steps/1/output");
        Assert.Equal((int)HttpStatusCode.Forbidden, output.Status);
    });

    private static ILocator Buttons(IPage page, string name) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { NameRegex = new Regex(name, RegexOptions.None, TimeSpan.FromSeconds(1)) });
}
