using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Credentials;

/// <summary>The refusals of credentials, in the user's words.</summary>
public static class CredentialErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such credential. It may have been deleted.");

    public const string NameTaken = "Another credential already has this name.";

    public static InvalidError UnknownMethod(string key) => new("authorizationMethod", $"There is no authorization method \"{key}\".");

    public static InvalidError MissingField(string key, string label) => new(key, $"\"{label}\" is required.");

    public static ConflictError DoesNotFit(string name, string type) => new($"The credential \"{name}\" does not fit the connection type \"{type}\".", "credential");

    public static InUseError InUse(string name, Page<Usage> users) =>
        new($"\"{name}\" is in use and cannot be deleted. Bind another credential there first: {BindingUsage.Words(users)}.", users.Items);
}
