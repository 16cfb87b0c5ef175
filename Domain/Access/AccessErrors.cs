using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Access;

public static class AccessErrors
{
    /// <summary>Nobody gives away more than they have.</summary>
    public static InvalidError MoreThanOwn { get; } = new("roles", "You cannot give roles that may do more than your own.");

    public static ForbiddenError NotAllowed(Permission permission)
    {
        var roles = PermissionMatrix.RolesWith(permission);
        var who = roles == Roles.None ? "only the machine's operator may do it, on the command line" : $"it takes the role {Either(RoleSets.Names(roles))}";
        return new ForbiddenError($"You are not allowed to do this: {who}.");
    }

    /// <summary>"admin, builder or support".</summary>
    private static string Either(string names) => names.LastIndexOf(", ", StringComparison.Ordinal) is > 0 and var last ? $"{names[..last]} or {names[(last + 2)..]}" : names;
}
