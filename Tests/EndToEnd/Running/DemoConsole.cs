using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>The console as <c>demo</c> sets it up: both runs are done, and somebody can sign in.</summary>
public sealed partial class DemoConsole() : ConsoleUnderTest("demo")
{
    /// <summary>Signs in as the demo's admin, with what the demo printed.</summary>
    public async Task SignInAsync(IPage page)
    {
        var email = await Process.WaitForLineAsync(EmailLine());
        var password = await Process.WaitForLineAsync(PasswordLine());
        await SignInPage.SignInAsync(page, email.Groups["email"].Value, password.Groups["password"].Value);
    }

    [GeneratedRegex(@"[Ee]mail:?\s+(?<email>\S+@\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmailLine();

    [GeneratedRegex(@"[Pp]assword:?\s+(?<password>\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PasswordLine();
}
