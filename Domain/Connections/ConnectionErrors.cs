using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>The refusals of connections, in the user's words.</summary>
public static class ConnectionErrors
{
    public static InvalidError StableKeyMalformed { get; } = new("stableKey", $"This is no stable key. {Connections.StableKey.Rule}");

    public static ConflictError GlobalValuesAreImmutable { get; } =
        new("Global values of a customer connection can never be changed. Create a successor connection and re-point the integrations to it.", "inputs");

    public static ConflictError NothingToUndo => Values.ValueErrors.NothingToUndo;

    public const string StableKeyTaken = "Another connection already has this stable key; upper and lower case do not count.";

    public const string DefaultTaken = "Somebody else made another connection the default in the meantime. Load the page again.";

    public static ConflictError OnlyCustomerKindIsSuperseded(string name) =>
        new($"\"{name}\" is a global connection: its values can be changed, so it needs no successor.");

    public static ConflictError AlreadySuperseded(string name) => new($"\"{name}\" has a successor already. Re-point its drafts to that one.");

    public static ConflictError NotSuperseded(string name) => new($"\"{name}\" has no successor.");

    public static ConflictError DoesNotTakeThePlace(string from, string to) =>
        new($"\"{to}\" is of another connection type than \"{from}\" and cannot take its place.");

    public static ConflictError NotReferenced(string integration, string connection) =>
        new($"The draft of \"{integration}\" does not reference \"{connection}\" any more. Load the page again.");

    public static InvalidError HostMalformed(string host) =>
        new("allowedHosts", $"\"{host}\" is no host. Write api.example.com, api.example.com:8443 or *.example.com, one on each line.");

    public static NotFoundError NotFound { get; } = new("There is no such connection. It may have been deleted.");

    public static NotFoundError CustomerConnectionNotFound { get; } = new("There is no such customer connection. It may have been removed.");

    public static NotFoundError TestConnectionNotFound { get; } = new("This connection has no test connection yet.");

    public static InvalidError UnknownConnectionType(string key) => new("connectionType", $"There is no connection type \"{key}\".");

    public static InvalidError UnknownInput(string key, string type) => new(key, $"The connection type \"{type}\" has no input \"{key}\".");

    public static InvalidError InputIsGlobal(string key, string label) =>
        new(key, $"\"{label}\" is a global input: it has one value for all customers, set when the connection was created.");

    public static InvalidError MissingInput(string key, string label) => new(key, $"\"{label}\" is required.");

    public static ConflictError NotOfCustomerKind(string name) =>
        new($"\"{name}\" is a global connection: it has one value for all customers and takes no customer's values.");

    public static ConflictError ExistsForCustomer(Guid id) =>
        new($"This customer already has values for this connection (id {id}). Edit these instead.", "customer");

    public static InUseError CustomerConnectionInUse(string label, IReadOnlyList<Usage> instances) =>
        new($"\"{label}\" is in use: {string.Join(", ", instances.Select(i => $"\"{i.Name}\""))} would fail before the first step of the next run. Confirm that to remove it anyway.", instances);

    public static InUseError InUse(string name, IReadOnlyList<Usage> users) =>
        new($"\"{name}\" is in use and cannot be deleted. Re-point what uses it first: {string.Join(", ", users.Select(u => $"{u.Kind} \"{u.Name}\""))}.", users);
}
