using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>What is the same on every page: keyboard, theme, search, navigation.</summary>
[Collection(DemoCollection.Name)]
public sealed class ShellJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task Customer_IsAdded_ByKeyboardAlone() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/customers");
        var add = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Customer", Exact = true });
        await add.WaitForAsync();
        await TabToAsync(page, add);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Keyboard Motors");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("keyboard-motors");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Customer “Keyboard Motors” was added.").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(add).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Keyboard Motors" }).First).ToBeVisibleAsync();
    });

    [ChromiumFact]
    public Task Customer_WithoutAName_IsRefusedAtTheField_WhichHasTheFocus() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GotoAsync("/customers");
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Customer", Exact = true }));
        var name = page.GetByLabel("Name", new() { Exact = true });
        await Expect(name).ToBeFocusedAsync();
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Add customer" }));
        await Expect(name).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(name).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    });

    [ChromiumFact]
    public Task Settings_ThatAreRefused_GiveTheFocusToTheFirstWrongField() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await ArriveAsync(page, "/settings/general");
        var (name, days, save) = (page.GetByLabel("Name", new() { Exact = true }), page.GetByLabel("Keep finished runs for"), page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }));
        await name.WaitForAsync();
        var organization = await name.InputValueAsync();
        await ReplaceAsync(days, "a while");
        await ReplaceAsync(name, "");
        await PressAsync(page, save);
        await Expect(name).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(days).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(name).ToBeFocusedAsync();

        await ReplaceAsync(name, organization);
        await PressAsync(page, save);
        await Expect(days).ToBeFocusedAsync();

        async Task ReplaceAsync(ILocator field, string text)
        {
            await field.FocusAsync();
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.PressAsync("Delete");
            await page.Keyboard.TypeAsync(text);
        }
    });

    [ChromiumFact]
    public Task SigningIn_WithoutAPassword_GivesItTheFocus() => browser.RunAsync(demo.Options, async page =>
    {
        await page.GotoAsync(SignInPage.Path);
        await page.GetByLabel("Email").FocusAsync();
        await page.Keyboard.TypeAsync("somebody@example.com");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Password")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("Password")).ToBeFocusedAsync();
    });

    [ChromiumFact]
    public Task Theme_IsSwitchedAtOnce_AndKept() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        var light = await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        await page.GetByTitle("Dark theme").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.Locator("body")).Not.ToHaveCSSAsync("background-color", light);

        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Dark theme" })).ToBeCheckedAsync();
    });

    [ChromiumFact]
    public Task Slash_GoesToTheSearch_AndEnterOpensTheHit() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Combobox).First).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("smith rocket");
        await page.GetByRole(AriaRole.Option, new() { Name = "Customer" }).First.WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Smith Rocket Company");
    });

    [ChromiumFact]
    public Task NarrowWindow_HasTheNavigationInADrawer() => browser.RunAsync(demo.Options with { Width = 390, Height = 844 }, async page =>
    {
        await demo.SignInAsync(page);
        var customers = page.GetByRole(AriaRole.Link, new() { Name = "Customers", Exact = true });
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await Expect(customers).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await Expect(customers).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(customers).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await customers.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Customers");
        await Expect(customers).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");
    });

    private static async Task TabToAsync(IPage page, ILocator element)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail("The Tab key does not lead there.");
    }
}
