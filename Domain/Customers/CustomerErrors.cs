using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Customers;

/// <summary>The refusals of customers, in the user's words.</summary>
public static class CustomerErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such customer. It may have been deleted.");

    public const string ExternalIdTaken = "Another customer already has this external ID.";

    public static ConflictError Archived(string name) => new($"\"{name}\" is archived. Restore the customer first.");

    public static InUseError InUse(string name, IReadOnlyList<Usage> users) =>
        new($"\"{name}\" still has {users.Count} instance{(users.Count == 1 ? "" : "s")}. Delete these first, or archive the customer.", users);

    /// <summary>Draft tests may take any customer's config variables; deleting the customer would leave them without a value.</summary>
    public static InUseError VariablesInUse(string name, Page<Usage> users) =>
        new($"Config variables of \"{name}\" are in use, so the customer cannot be deleted. Give other values there first: {BindingUsage.Words(users)}.", users.Items);
}
