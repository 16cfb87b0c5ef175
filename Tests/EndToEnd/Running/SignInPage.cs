using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Running;

/// <summary>The sign-in page as a person uses it.</summary>
public static class SignInPage
{
    public const string Path = "/account/sign-in";

    /// <summary>Signs in and waits until the page is left.</summary>
    public static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.GotoAsync(Path);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains(Path, StringComparison.Ordinal));
    }
}
