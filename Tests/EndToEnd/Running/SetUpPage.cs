using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>The page that claims an empty console, as a person uses it who has a keyboard.</summary>
public static partial class SetUpPage
{
    public const string Password = "correct horse battery";

    /// <summary>The code that the console printed.</summary>
    public static async Task<string> CodeAsync(ConsoleUnderTest console) => (await console.Process.WaitForLineAsync(CodeLine())).Groups["code"].Value;

    public static async Task ClaimAsync(IPage page, string code, string password = Password)
    {
        foreach (var (label, text) in new[]
        {
            ("One-time code", code), ("Organization", "Rocket Works"), ("Your name", "Rosa Rocket"), ("Email", "rosa@example.com"), ("Password", password),
        })
        {
            await page.GetByLabel(label, new() { Exact = true }).FocusAsync();
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync(text);
        }

        await page.Keyboard.PressAsync("Enter");
    }

    [GeneratedRegex(@"one-time code: (?<code>[A-Z0-9-]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeLine();
}
