using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Pages;

/// <summary>Every page of the console, as the demo fills it. A new page is added here, and is then drawn by <c>screenshots.sh</c>.</summary>
public static class ConsolePages
{
    /// <summary>Those for whoever is not signed in.</summary>
    public static IReadOnlyList<PageShot> Public { get; } = [new("sign-in", SignInPage.Path)];

    public static IReadOnlyList<PageShot> SignedIn { get; } =
    [
        new("customers", "/customers"),
        new("readiness", "/customers/readiness"),
        new("integrations", "/integrations"),
        PageShot.Behind("integration", "/integrations", "/integrations/"),
        new("instances", "/instances"),
        PageShot.Behind("instance", "/instances", "/instances/"),
        new("instance-configuration", "/instances", OpenConfigurationAsync),
        new("runs", "/runs"),
        PageShot.Behind("run", "/runs", "/runs/"),
        new("settings-general", "/settings"),
        new("connections", "/settings/connections"),
        PageShot.Behind("connection", "/settings/connections", "/settings/connections/"),
        new("credentials", "/settings/credentials"),
        new("config-variables", "/settings/config-variables"),
        new("connectors", "/settings/connectors"),
        new("connector", "/settings/connectors/aws-s3?tab=types"),
        PageShot.Behind("config-variable", "/settings/config-variables", "/settings/config-variables/"),
        new("users", "/settings/users"),
        new("permissions", "/settings/users?tab=permissions"),
        new("api-tokens", "/settings/api-tokens"),
        new("api-explorer", "/settings/api-explorer"),
        new("audit-log", "/settings/audit-log"),
    ];

    private static async Task OpenConfigurationAsync(IPage page)
    {
        await page.Locator("main a[href^='/instances/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Configuration" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit configuration" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Edit configuration");
    }
}
