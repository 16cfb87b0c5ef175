using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>What somebody does who has a keyboard and nothing else. The pointer is never used; where a key is pressed has the focus, or the test fails.</summary>
internal static class Keyboard
{
    private const int MostPresses = 20;

    public static ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

    public static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Opens a page and waits until it has taken the focus to its heading: from then on it answers, and takes the focus from nobody.</summary>
    public static async Task ArriveAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Expect(Heading(page)).ToBeFocusedAsync();
    }

    /// <summary>Presses a button, follows a link or opens a tab.</summary>
    public static Task PressAsync(IPage page, ILocator element) => PressKeyAsync(page, element, "Enter");

    public static Task PressInDialogAsync(IPage page, string button) => PressAsync(page, Dialog(page).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    /// <summary>Checks a radio button or a box of the open dialog.</summary>
    public static async Task CheckAsync(IPage page, ILocator choice)
    {
        await PressKeyAsync(page, choice, "Space");
        await Expect(choice).ToBeCheckedAsync();
    }

    /// <summary>Replaces what stands in a field of the open dialog.</summary>
    public static async Task TypeIntoAsync(IPage page, string label, string text)
    {
        // A dialog, and each of its steps, takes the focus to its first field once it has come; whatever is typed before would go astray.
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('dialog[open]')].at(-1)?.contains(document.activeElement)");
        // The label of an optional field says so.
        var field = Dialog(page).GetByLabel(new Regex($"^{Regex.Escape(label)}( optional)?$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await field.FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
        await Expect(field).ToHaveValueAsync(text);
    }

    /// <summary>
    /// A page takes the focus to its heading once it has arrived, perhaps a moment after its buttons can be seen. A key that went there instead has done
    /// nothing, and is pressed again.
    /// </summary>
    private static async Task PressKeyAsync(IPage page, ILocator element, string key)
    {
        for (var press = 0; press < MostPresses; press++)
        {
            await element.EvaluateAsync("element => { window.keyArrived = false; element.addEventListener('keydown', () => { window.keyArrived = true; }, { once: true }); }");
            await element.PressAsync(key);
            if (await HasArrivedAsync(page))
            {
                return;
            }
        }

        throw new InvalidOperationException($"{element} cannot be reached by keyboard: it does not take the focus.");
    }

    private static async Task<bool> HasArrivedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("() => window.keyArrived !== false");
        }
        catch (PlaywrightException exception) when (exception.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            // The key has sent the browser to another page.
            return true;
        }
    }
}
