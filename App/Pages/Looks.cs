using ConnectionsConsole.App.Components;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Runs;

namespace ConnectionsConsole.App.Pages;

/// <summary>How the domain's states look and read.</summary>
internal static class Looks
{
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
}
