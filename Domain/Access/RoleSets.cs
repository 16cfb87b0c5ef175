namespace ConnectionsConsole.Domain.Access;

/// <summary>Sets of roles: which there are, how they are named.</summary>
public static class RoleSets
{
    /// <summary>Each role on its own, the most powerful first.</summary>
    public static IReadOnlyList<Roles> All { get; } = [.. Enum.GetValues<Roles>().Where(r => r != Roles.None)];

    /// <summary>Whether the set holds nothing but roles that exist; a number from outside may hold anything.</summary>
    public static bool IsKnown(Roles roles) => (roles & ~All.Aggregate(Roles.None, (all, role) => all | role)) == Roles.None;

    public static IEnumerable<Roles> In(Roles roles) => All.Where(role => roles.HasFlag(role));

    /// <summary>"admin, support"; empty for none.</summary>
    public static string Names(Roles roles, string separator = ", ") => string.Join(separator, In(roles).Select(role => role.ToString().ToLowerInvariant()));

    /// <summary>A role by its name, whatever the case; null for anything else, numbers included.</summary>
    public static Roles? Find(string name)
    {
        foreach (var role in All)
        {
            if (string.Equals(role.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        return null;
    }
}
