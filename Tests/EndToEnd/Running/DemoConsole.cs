using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.Support.Processes;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>The console as <c>demo</c> sets it up: both runs are done, and somebody can sign in.</summary>
public sealed partial class DemoConsole() : ConsoleUnderTest("demo")
{
    /// <summary>A browser's window on this console.</summary>
    public BrowserOptions Options => new(Address);

    /// <summary>Waits until the demo's runs are done.</summary>
    public Task WaitForRunsAsync() => Process.WaitForLineAsync(DoneLine());

    /// <summary>Makes a person, as an operator does while the console serves.</summary>
    /// <returns>The password that the command printed.</returns>
    public async Task<string> CreateUserAsync(string email, string role)
    {
        await using var command = ConsoleProcess.Start(["user", "create", email, "--role", role, "--data", DataFolder]);
        var created = await command.WaitForLineAsync(PasswordSentence());
        return created.Groups["password"].Value;
    }

    /// <summary>Signs in as the demo's admin, with what the demo printed.</summary>
    public async Task SignInAsync(IPage page)
    {
        var email = await Process.WaitForLineAsync(EmailLine());
        var password = await Process.WaitForLineAsync(PasswordLine());
        await SignInPage.SignInAsync(page, email.Groups["email"].Value, password.Groups["password"].Value);
    }

    [GeneratedRegex("^demo: 2 runs succeeded, 0 failed$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DoneLine();

    [GeneratedRegex(@"can sign in with the password (?<password>\S+)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PasswordSentence();

    [GeneratedRegex(@"[Ee]mail:?\s+(?<email>\S+@\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmailLine();

    [GeneratedRegex(@"[Pp]assword:?\s+(?<password>\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PasswordLine();
}
