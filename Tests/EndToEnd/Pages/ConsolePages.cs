using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;

namespace ConnectionsConsole.Tests.EndToEnd.Pages;

/// <summary>Every page of the console, as the demo fills it. A new page is added here, and is then drawn by <c>screenshots.sh</c>.</summary>
public static class ConsolePages
{
    /// <summary>Those for whoever is not signed in.</summary>
    public static IReadOnlyList<PageShot> Public { get; } = [new("sign-in", SignInPage.Path)];

    public static IReadOnlyList<PageShot> SignedIn { get; } =
    [
        new("customers", "/customers"),
        new("integrations", "/integrations"),
        PageShot.Behind("integration", "/integrations", "/integrations/"),
        new("instances", "/instances"),
        PageShot.Behind("instance", "/instances", "/instances/"),
        new("runs", "/runs"),
        PageShot.Behind("run", "/runs", "/runs/"),
        new("settings-general", "/settings"),
        new("credentials", "/settings/credentials"),
        new("config-variables", "/settings/config-variables"),
        new("connectors", "/settings/connectors"),
        new("connector", "/settings/connectors/aws-s3?tab=types"),
        PageShot.Behind("config-variable", "/settings/config-variables", "/settings/config-variables/"),
        new("users", "/settings/users"),
        new("permissions", "/settings/users?tab=permissions"),
        new("api-tokens", "/settings/api-tokens"),
        new("audit-log", "/settings/audit-log"),
    ];
}
