using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Organizations;

/// <summary>The refusals of organizations, in the user's words.</summary>
public static class OrganizationErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such organization.");

    public static NotFoundError MemberNotFound { get; } = new("There is no such person in this organization.");

    public static ConflictError LastAdmin(string name) =>
        new($"\"{name}\" is the only admin. Make somebody else an admin first: without one, nobody could manage the organization any more.", "roles");
}
