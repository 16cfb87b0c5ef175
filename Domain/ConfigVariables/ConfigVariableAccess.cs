using ConnectionsConsole.Domain.Access;

namespace ConnectionsConsole.Domain.ConfigVariables;

/// <summary>Who may see the values of config variables. A secret's value nobody sees.</summary>
public static class ConfigVariableAccess
{
    /// <param name="ofCustomer">Whether the variable is a customer's: builders see the organization's values, but no customer's.</param>
    public static bool MaySeeValues(Actor actor, bool ofCustomer) =>
        actor.May(Permission.ViewConfigVariables) && (!ofCustomer || actor.May(Permission.ManageCustomerConfigVariables));
}
