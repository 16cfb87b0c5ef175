using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>What somebody does who has a keyboard and nothing else: every element is focused, which an element that cannot be fails, and then typed at.</summary>
internal static class Keyboard
{
    public static ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

    public static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Presses a button, follows a link or opens a tab.</summary>
    public static async Task PressAsync(IPage page, ILocator element)
    {
        await FocusAsync(element);
        await page.Keyboard.PressAsync("Enter");
    }

    public static Task PressInDialogAsync(IPage page, string button) => PressAsync(page, Dialog(page).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    /// <summary>Replaces what stands in a field of the open dialog.</summary>
    public static async Task TypeIntoAsync(IPage page, string label, string text)
    {
        // The label of an optional field says so.
        await FocusAsync(Dialog(page).GetByLabel(new Regex($"^{Regex.Escape(label)}( optional)?$", RegexOptions.None, TimeSpan.FromSeconds(1))));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Checks a radio button or a box of the open dialog.</summary>
    public static async Task CheckAsync(IPage page, ILocator choice)
    {
        await FocusAsync(choice);
        await page.Keyboard.PressAsync("Space");
        await Expect(choice).ToBeCheckedAsync();
    }

    private static async Task FocusAsync(ILocator element)
    {
        await element.FocusAsync();
        await Expect(element).ToBeFocusedAsync();
    }
}
