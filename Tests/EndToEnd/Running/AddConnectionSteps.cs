using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static ConnectionsConsole.Tests.EndToEnd.Running.Keyboard;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>The steps of "+ Add Connection", by keyboard alone.</summary>
internal static partial class AddConnectionSteps
{
    public const string Global = "Organization-Activated Global Connection";
    public const string Customer = "Organization-Activated Customer Connection";

    /// <summary>The address of a new connection's page, until a test connection was set or skipped.</summary>
    [GeneratedRegex("[?]offer=", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Offering { get; }

    public static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/settings/connections");
        await PressAsync(page, page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Add Connection", Exact = true }).First);
        await Dialog(page).WaitForAsync();
    }

    /// <param name="connector">The beginning of its name, without spaces, at which the browser would open the list.</param>
    /// <param name="type">Words of the connection type, or of its description.</param>
    public static async Task ChooseTypeAsync(IPage page, string connector, string type, string kind)
    {
        await Expect(Dialog(page).GetByLabel("Connector")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(connector);
        await CheckAsync(page, Dialog(page).GetByRole(AriaRole.Radio, new() { Name = type }));
        await page.Keyboard.PressAsync("Enter");
        await CheckAsync(page, Dialog(page).GetByRole(AriaRole.Radio, new() { Name = kind }));
        await page.Keyboard.PressAsync("Enter");
    }

    public static async Task NameAsync(IPage page, string name, string stableKey)
    {
        await Expect(Dialog(page).GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await TypeIntoAsync(page, "Stable key", stableKey);
        await Expect(page.GetByText("This stable key is free.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>From the review on; waits for what is offered next.</summary>
    public static async Task CreateAsync(IPage page)
    {
        await PressInDialogAsync(page, "Create connection");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Skip for now" }).WaitForAsync();
    }
}
