using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Access;

public static class AccessErrors
{
    /// <summary>Nobody gives away more than they have.</summary>
    public static InvalidError MoreThanOwn { get; } = new("roles", "You cannot give roles that may do more than your own.");

    public static ForbiddenError NotAllowed(Permission permission)
    {
        var roles = PermissionMatrix.RolesWith(permission);
        var who = roles == Roles.None ? "only the machine's operator may do it, on the command line" : $"it takes the role {RoleSets.Names(roles, " or ")}";
        return new ForbiddenError($"You are not allowed to do this: {who}.");
    }
}
