using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
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

        await AddConnectionSteps.OpenAsync(page);
        await AddConnectionSteps.ChooseTypeAsync(page, "HTTP", "Basic", AddConnectionSteps.Global);
        await AddConnectionSteps.NameAsync(page, "Journey messages", "journey-messages");
        await TypeIntoAsync(page, "Username", "journey");
        await TypeIntoAsync(page, "Password", "journey-global-secret");
        await page.Keyboard.PressAsync("Enter");
        await AddConnectionSteps.CreateAsync(page);
        await Expect(Dialog(page)).ToContainTextAsync("test runs in the designer use the production values");
        await TypeIntoAsync(page, "Username", "journey-test");
        await TypeIntoAsync(page, "Password", "journey-test-secret");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page)).ToHaveTextAsync("Journey messages");
        await Expect(page.GetByText("The test connection was saved.").First).ToBeVisibleAsync();

        await AddConnectionSteps.OpenAsync(page);
        await AddConnectionSteps.ChooseTypeAsync(page, "HTTP", "Bearer Token", AddConnectionSteps.Customer);
        await AddConnectionSteps.NameAsync(page, "Journey API", "journey-api");
        await Expect(page.GetByText("Check global values with care")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await AddConnectionSteps.CreateAsync(page);
        await Expect(Dialog(page)).ToContainTextAsync("are refused before their first step");
        await PressInDialogAsync(page, "Skip for now");
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

    private static async Task FillAsync(IPage page, string customer)
    {
        await page.GotoAsync("/customers");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = customer }).First);
        await Expect(Heading(page)).ToHaveTextAsync(customer);
        await PressAsync(page, page.GetByRole(AriaRole.Tab, new() { Name = "Connections" }));
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Add connection", Exact = true }));
        await Expect(Dialog(page).GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Journey API");
        // Another test's connections may be offered too, until the search has answered.
        await Expect(Dialog(page).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Expect(Dialog(page).GetByRole(AriaRole.Option, new() { Name = "Journey API" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await TypeIntoAsync(page, "Token", $"journey-secret-of-{customer.Length}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText($"The values of “{customer}” for “Journey API” were saved.").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Journey API" }).First).ToBeVisibleAsync();
    }
}
