using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.ConfigVariables;

/// <summary>The refusals of config variables, in the user's words.</summary>
public static class ConfigVariableErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such config variable. It may have been deleted.");

    public const string NameTaken = "A config variable of this name already exists here.";

    public static InvalidError NoValue { get; } = new("value", "Give the config variable a value.");

    /// <summary>Saving it all the same would keep in the clear, and show, what the caller holds to be a secret.</summary>
    public static ConflictError IsNoSecret(string name) =>
        new($"\"{name}\" exists and is not kept as a secret, so its values can be read. Use another name for the secret.", "isSecret");

    public static InUseError InUse(string name, Page<Usage> users) =>
        new($"\"{name}\" is in use and cannot be deleted. Give another value there first: {BindingUsage.Words(users)}.", users.Items);
}
