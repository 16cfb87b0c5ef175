using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Access;

public static class AccessErrors
{
    public static ForbiddenError NotAllowed(Permission permission)
    {
        var roles = PermissionMatrix.RolesWith(permission);
        var who = roles == Roles.None ? "only the machine's operator may do it, on the command line" : $"it takes the role {string.Join(" or ", Names(roles))}";
        return new ForbiddenError($"You are not allowed to do this: {who}.");
    }

    private static IEnumerable<string> Names(Roles roles) =>
        Enum.GetValues<Roles>().Where(r => r != Roles.None && roles.HasFlag(r)).Select(r => r.ToString().ToLowerInvariant());
}
