using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Journeys;

/// <summary>Connections by keyboard alone: one of each kind is created, and two customers' values fill the one that needs them.</summary>
[Collection(DemoCollection.Name)]
public sealed class ConnectionJourneyTests(DemoConsole demo, BrowserFixture browser)
{
    [ChromiumFact]
    public Task OneOfEachKind_IsCreated_AndTwoCustomersAreFilled_ByKeyboardAlone() => browser.RunAsync(demo.Options, async page =>
    {
        await demo.SignInAsync(page);

        await OpenAddAsync(page);
        await ChooseTypeAsync(page, "HTTP", "Basic", "Organization-Activated Global Connection");
        await NameAsync(page, "Journey messages", "journey-messages");
        await TypeIntoAsync(page, "Username", "journey");
        await TypeIntoAsync(page, "Password", "journey-global-secret");
        await page.Keyboard.PressAsync("Enter");
        await CreateAsync(page);
        await Expect(page.GetByText("test runs in the designer use the production values")).ToBeVisibleAsync();
        await TypeIntoAsync(page, "Username", "journey-test");
        await TypeIntoAsync(page, "Password", "journey-test-secret");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page)).ToHaveTextAsync("Journey messages");
        await Expect(page.GetByText("The test connection was saved.").First).ToBeVisibleAsync();

        await OpenAddAsync(page);
        await ChooseTypeAsync(page, "HTTP", "Bearer Token", "Organization-Activated Customer Connection");
        await NameAsync(page, "Journey API", "journey-api");
        await Expect(page.GetByText("Check global values with care")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await CreateAsync(page);
        await Expect(page.GetByText("are refused before their first step")).ToBeVisibleAsync();
        await PressAsync(page, Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Skip for now" }));
        await Expect(Heading(page)).ToHaveTextAsync("Journey API");

        foreach (var customer in new[] { "Smith Rocket Company", "FTL Rockets" })
        {
            await FillAsync(page, customer);
        }

        await page.GotoAsync("/customers/readiness");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Smith Rocket Company" }).GetByText("Set", new() { Exact = true })).ToHaveCountAsync(2);
        var content = await page.ContentAsync();
        Assert.DoesNotContain("journey-secret-of", content, StringComparison.Ordinal);
    });

    private static async Task OpenAddAsync(IPage page)
    {
        await page.GotoAsync("/settings/connections");
        var add = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Add Connection", Exact = true }).First;
        await add.WaitForAsync();
        await PressAsync(page, add);
        await Dialog(page).WaitForAsync();
    }

    private static async Task ChooseTypeAsync(IPage page, string connector, string type, string kind)
    {
        await Expect(Dialog(page).GetByLabel("Connector")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(connector);
        var choice = Dialog(page).GetByRole(AriaRole.Radio, new() { Name = type });
        await choice.WaitForAsync();
        await choice.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(choice).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Enter");
        var kindChoice = Dialog(page).GetByRole(AriaRole.Radio, new() { Name = kind });
        await kindChoice.WaitForAsync();
        await kindChoice.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(kindChoice).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task NameAsync(IPage page, string name, string stableKey)
    {
        await Expect(Dialog(page).GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await TypeIntoAsync(page, "Stable key", stableKey);
        await Expect(page.GetByText("This stable key is free.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task CreateAsync(IPage page)
    {
        var create = Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Create connection" });
        await create.WaitForAsync();
        await PressAsync(page, create);
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Skip for now" }).WaitForAsync();
    }

    private static async Task FillAsync(IPage page, string customer)
    {
        await page.GotoAsync("/customers");
        await page.GetByRole(AriaRole.Link, new() { Name = customer }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page)).ToHaveTextAsync(customer);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Connections" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var add = page.GetByRole(AriaRole.Button, new() { Name = "Add connection", Exact = true });
        await add.WaitForAsync();
        await PressAsync(page, add);
        await Expect(Dialog(page).GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        // Offered without typing: it is the one connection that the customer has no values for.
        await Expect(Dialog(page).GetByRole(AriaRole.Option, new() { Name = "Journey API" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await TypeIntoAsync(page, "Token", $"journey-secret-of-{customer.Length}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText($"The values of “{customer}” for “Journey API” were saved.").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Journey API" }).First).ToBeVisibleAsync();
    }

    private static ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private static async Task TypeIntoAsync(IPage page, string label, string text)
    {
        var field = Dialog(page).GetByLabel(label, new() { Exact = true });
        await field.FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task PressAsync(IPage page, ILocator button)
    {
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
