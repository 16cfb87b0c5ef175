using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>The refusals of own connectors, in the user's words.</summary>
public static class ConnectorErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such connector. It may have been deleted.");

    public static NotFoundError TypeNotFound { get; } = new("The connector has no such connection type. It may have been deleted.");

    public const string KeyTaken = "Another connector already has this key.";

    public const string KeyRule = "Begin with a small letter; then small letters, digits and '-', 2 to 50 characters.";

    public static ConflictError KeyIsBuiltIn(string key) => new($"The console itself has a connector \"{key}\". Choose another key.", "key");

    public static ConflictError TooMany { get; } = new($"An organization has at most {OwnConnector.MostInAnOrganization} connectors of its own. Delete one that is not needed any more.");

    public static ConflictError TooManyTypes { get; } = new($"A connector has at most {OwnConnector.MostConnectionTypes} connection types.");

    public static ConflictError TypeKeyTaken { get; } = new("The connector already has a connection type with this key.", "type.key");

    public static ConflictError TypeKeyIsFixed { get; } = new("The key of a connection type never changes: connections refer to it. Add another connection type instead.", "type.key");

    public static InUseError ConnectorInUse(string name, IReadOnlyList<Usage> users) =>
        new($"\"{name}\" is in use and cannot be deleted: {Words(users)}.", users);

    public static InUseError TypeInUse(string label, IReadOnlyList<Usage> users) =>
        new($"The connection type \"{label}\" is in use and cannot be deleted: {Words(users)}.", users);

    public static InUseError InputsInUse(IReadOnlyList<string> reasons, IReadOnlyList<Usage> users) =>
        new($"{string.Join(" ", reasons)} Nothing was changed. It concerns {Words(users)}.", users);

    public static ConflictError WouldBeIncomplete(int customers) => new(
        $"{Customers(customers)} would become incomplete, because a required value is missing, and count as missing for deploying and running until it is entered. Confirm that to go on.",
        "markIncomplete");

    public static ConflictError TooManyIncomplete(int limit) => new(
        $"More than {limit:N0} customers' connections lack a value for an input that would become required. Add the input as optional first, enter the values, then make it required; or give it a default.",
        "markIncomplete");

    public static InvalidError BadPicture(string problem) => new("picture", problem);

    public static string Customers(int count) => count == 1 ? "One customer's connection" : $"{count:N0} customers' connections";

    private static string Words(IReadOnlyList<Usage> users)
    {
        const int most = 20;
        var names = string.Join(", ", users.Take(most).Select(u => $"{u.Kind} \"{u.Name}\""));
        return users.Count > most ? $"{names} and {users.Count - most:N0} more" : names;
    }
}
