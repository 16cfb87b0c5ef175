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
        Row("customer", "/customers"),
        Row("customer-connections", "/customers", "Connections"),
        Row("customer-config-vars", "/customers", "Config Vars"),
        new("readiness", "/customers/readiness"),
        new("integrations", "/integrations"),
        PageShot.Behind("integration", "/integrations", "/integrations/"),
        Row("integration-variables", "/integrations", "Required Config Variables"),
        new("instances", "/instances"),
        Row("instance-overview", "/instances"),
        Row("instance", "/instances", "Configuration"),
        new("instance-configuration", "/instances", OpenConfigurationAsync),
        new("runs", "/runs"),
        PageShot.Behind("run", "/runs", "/runs/"),
        new("settings-general", "/settings"),
        new("connections", "/settings/connections"),
        Row("connection", "/settings/connections"),
        Row("connection-inputs", "/settings/connections", "Inputs"),
        Row("connection-test", "/settings/connections", "Test Runner Connection"),
        Row("connection-customers", "/settings/connections", "Customers"),
        Row("connection-usage", "/settings/connections", "Usage"),
        Row("connection-history", "/settings/connections", "History"),
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

    /// <summary>For the documentation alone: a page from above in a state that tells more of it.</summary>
    public static IReadOnlyList<PageShot> Documentation { get; } = [new("run-picture", "/runs", OpenPictureAsync)];

    private static async Task OpenPictureAsync(IPage page)
    {
        await page.Locator("main a[href^='/runs/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Get Pokemon Avatar" }).ClickAsync();
        await page.GetByAltText("Output of step Get Pokemon Avatar").ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('main figure img')?.naturalWidth > 0");
        // Where the page shows both, its title belongs to the picture.
        await page.EvaluateAsync("() => { if (innerWidth > 600) scrollTo(0, 0); }");
    }

    /// <summary>The page behind a list's first row, with one of its tabs open.</summary>
    private static PageShot Row(string name, string list, string? tab = null) => new(name, list, async page =>
    {
        await page.Locator("main .row-link").First.ClickAsync();
        await page.GetByRole(AriaRole.Tablist).WaitForAsync();
        if (tab is not null)
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = tab, Selected = true })).ToBeVisibleAsync();
        }
    });

    private static async Task OpenConfigurationAsync(IPage page)
    {
        await page.Locator("main a[href^='/instances/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Configuration" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit configuration" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Edit configuration");
    }
}
