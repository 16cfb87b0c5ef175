using ConnectionsConsole.App.Components;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;

namespace ConnectionsConsole.App.Pages;

/// <summary>How the domain's states look and read.</summary>
internal static class Looks
{
    /// <summary>A value's word in an address: its name, beginning with a small letter.</summary>
    public static string ToFilter<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    /// <summary>Anybody can write an address: what is no name of a value is no filter.</summary>
    public static T? FromFilter<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => string.Equals(v.ToString(), word, StringComparison.OrdinalIgnoreCase)).Cast<T?>().FirstOrDefault();

    public static StatusLook Of(RunStatus status) => status switch
    {
        RunStatus.Queued => StatusLook.Queued,
        RunStatus.Running => StatusLook.Running,
        RunStatus.Succeeded => StatusLook.Succeeded,
        RunStatus.Failed => StatusLook.Failed,
        RunStatus.Canceled => StatusLook.Cancelled,
    };

    public static StatusLook Of(StepStatus status) => status switch
    {
        StepStatus.Succeeded => StatusLook.Succeeded,
        StepStatus.Failed or StepStatus.Ignored => StatusLook.Failed,
        StepStatus.Skipped => StatusLook.Skipped,
        StepStatus.Canceled => StatusLook.Cancelled,
    };

    public static StatusLook Of(InstanceStatus status) => status switch
    {
        InstanceStatus.NotDeployed => StatusLook.NotConfigured,
        InstanceStatus.Deployed => StatusLook.Deployed,
        InstanceStatus.Paused => StatusLook.Paused,
    };

    public static string Words(InstanceStatus status) => status switch
    {
        InstanceStatus.NotDeployed => "Not deployed",
        InstanceStatus.Deployed => "Deployed",
        InstanceStatus.Paused => "Paused",
    };

    public static string Words(RunTrigger trigger) => trigger switch
    {
        RunTrigger.DesignerTest => "Designer test",
        RunTrigger.InstanceTest => "Instance test",
        RunTrigger.Schedule => "Schedule",
        RunTrigger.Webhook => "Webhook",
        RunTrigger.CommandLine => "Command line",
        RunTrigger.Replay => "Replay",
    };

    public static string Words(FailureCategory category) => category switch
    {
        FailureCategory.Configuration => "Configuration",
        FailureCategory.Credentials => "Credentials",
        FailureCategory.RateLimit => "Rate limit",
        FailureCategory.Transient => "Passing trouble",
        FailureCategory.Permanent => "Permanent",
    };

    public static string Words(ValueSource source) => source switch
    {
        ValueSource.ConnectionTypeDefault => "Connection type's default",
        ValueSource.TestConnection => "Test connection",
        ValueSource.GlobalConnection => "Global connection",
        ValueSource.GlobalInput => "Global input",
        ValueSource.CustomerConnection => "Customer's connection",
        ValueSource.Credential => "Credential",
    };

    public static string Words(VariableSource source) => source switch
    {
        VariableSource.None => "Not set",
        VariableSource.Default => "Integration's default",
        VariableSource.Literal => "Set on the instance",
        VariableSource.OrganizationVariable => "Organization's config variable",
        VariableSource.CustomerVariable => "Customer's config variable",
    };

    /// <param name="connectorIcon">One of <see cref="ConnectorIcons"/>.</param>
    public static IconName Of(string connectorIcon) => connectorIcon switch
    {
        "bucket" => IconName.Bucket,
        "chat" => IconName.Chat,
        "code" => IconName.Code,
        "customers" => IconName.Customers,
        "file" => IconName.File,
        "key" => IconName.Key,
        "mail" => IconName.Mail,
        "money" => IconName.Money,
        "network" => IconName.Network,
        "server" => IconName.Server,
        "variable" => IconName.Variable,
        _ => IconName.Connector,
    };

    public static string Words(InputField input) => input.Type switch
    {
        InputType.Text => input.IsSecret ? "Long text, secret" : "Long text",
        _ => Words(input.Type),
    };

    public static string Words(InputType type) => type switch
    {
        InputType.String => "Text",
        InputType.Text => "Long text",
        InputType.Password => "Password",
        InputType.Boolean => "Yes or no",
        InputType.Choice => "Choice",
        InputType.Number => "Number",
        InputType.Code => "Code",
        InputType.Data => "Data",
        InputType.Connection => "Connection",
        InputType.KeyValueList => "Names and values",
    };

    public static string Words(ConfigVariableType type) => type switch
    {
        ConfigVariableType.String => "Text",
        ConfigVariableType.Number => "Number",
        ConfigVariableType.Boolean => "Yes or no",
        ConfigVariableType.Picklist => "Choice",
        ConfigVariableType.Connection => "Connection",
    };

    public static StatusLook Of(ApiTokenStatus status) => status switch
    {
        ApiTokenStatus.Active => StatusLook.Set,
        ApiTokenStatus.Expired => StatusLook.Expired,
        ApiTokenStatus.Revoked => StatusLook.Cancelled,
    };

    /// <summary>"Admin, Support"; several roles in their order.</summary>
    public static string Words(Roles roles) => string.Join(", ", RoleSets.In(roles));

    public static string Description(Roles role) => role switch
    {
        Roles.Admin => "Everything, people and API tokens included.",
        Roles.Builder => "Builds, tests and publishes integrations. Sees no customer's values.",
        Roles.Support => "Customers and their connection values; deploys, pauses, runs and replays. Sees no integrations.",
        Roles.Viewer => "Reads what holds no data of steps.",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string Words(ActorKind kind) => kind switch
    {
        ActorKind.Person => "Person",
        ActorKind.Operator => "Operator",
        ActorKind.ApiToken => "API token",
        ActorKind.System => "System",
    };

    /// <summary>"ManageApiTokens" reads "Manage API tokens".</summary>
    public static string Words(Permission permission) =>
        permission == Permission.ProbeConnections
            ? "Test connections"
            : string.Concat(permission.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")).Replace(" api ", " API ", StringComparison.Ordinal);
}
