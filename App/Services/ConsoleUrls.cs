namespace ConnectionsConsole.App.Services;

/// <summary>Every address of the console, built in one place. All are relative to the site's root and start with a slash.</summary>
public static class ConsoleUrls
{
    public const string Home = "/";
    public const string Dashboard = "/dashboard";
    public const string Customers = "/customers";
    public const string Readiness = "/customers/readiness";
    public const string Integrations = "/integrations";
    public const string Instances = "/instances";
    public const string Runs = "/runs";

    public const string Settings = "/settings";
    public const string General = "/settings/general";
    public const string Connections = "/settings/connections";
    public const string Credentials = "/settings/credentials";
    public const string ConfigVariables = "/settings/config-variables";
    public const string Connectors = "/settings/connectors";
    public const string Users = "/settings/users";
    public const string ApiTokens = "/settings/api-tokens";
    public const string ApiExplorer = "/settings/api-explorer";
    public const string AuditLog = "/settings/audit-log";

    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string SetUp = "/account/set-up";
    public const string AccessDenied = "/account/access-denied";
    public const string NotFound = "/not-found";

    /// <summary>What the address of a connection's page says to have a test connection offered.</summary>
    public const string OfferedTestConnection = "test-connection";

    /// <summary>The one address that OAuth 2.0 providers send people back to.</summary>
    public const string OAuthCallback = "/oauth2/callback";

    public static string Customer(Guid id, string? tab = null) => WithTab($"{Customers}/{id:D}", tab);

    public static string Integration(Guid id, string? tab = null) => WithTab($"{Integrations}/{id:D}", tab);

    public static string Instance(Guid id, string? tab = null) => WithTab($"{Instances}/{id:D}", tab);

    public static string InstanceConfiguration(Guid id) => $"{Instances}/{id:D}/configuration";

    /// <param name="step">The step run to open, by its key; null opens the first one that says something.</param>
    public static string Run(Guid id, string? step = null) =>
        step is null ? $"{Runs}/{id:D}" : $"{Runs}/{id:D}?step={Uri.EscapeDataString(step)}";

    /// <summary>The bytes of a step's output.</summary>
    public static string StepOutput(Guid runId, int ordinal) => $"{Runs}/{runId:D}/steps/{ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture)}/output";

    public static string Connection(Guid id, string? tab = null) => WithTab($"{Connections}/{id:D}", tab);

    /// <summary>The page of a connection that was just created: it offers to set a test connection.</summary>
    public static string NewConnection(Guid id) => $"{Connection(id)}?offer={OfferedTestConnection}";

    public static string Credential(Guid id) => $"{Credentials}/{id:D}";

    public static string ConfigVariable(Guid id) => $"{ConfigVariables}/{id:D}";

    public static string CustomerConfigVariable(Guid customerId, Guid id) => $"{Customers}/{customerId:D}/config-vars/{id:D}";

    public static string Connector(string key, string? tab = null) => WithTab($"{Connectors}/{Uri.EscapeDataString(key)}", tab);

    /// <param name="type">The connection type to edit; null to add one.</param>
    public static string ConnectionType(string connector, string? type) =>
        type is null ? $"{Connector(connector)}/new-type" : $"{Connector(connector)}/types/{Uri.EscapeDataString(type)}";

    public static string ConnectorPicture(string connector, Guid pictureId) => $"{Connector(connector)}/pictures/{pictureId:D}";

    /// <param name="returnUrl">Where to go afterwards. Only a path of this site is taken, so that nobody can be sent elsewhere.</param>
    public static string SignInThen(string? returnUrl) =>
        IsLocal(returnUrl) && returnUrl != Home ? $"{SignIn}?returnUrl={Uri.EscapeDataString(returnUrl!)}" : SignIn;

    /// <summary>Whether the address stays on this site: starts with one slash, not "//" or "/\", and holds no control character.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl);

    private static string WithTab(string url, string? tab) => string.IsNullOrEmpty(tab) ? url : $"{url}?tab={Uri.EscapeDataString(tab)}";
}
