using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Organizations;

/// <summary>The refusals of organizations, in the user's words.</summary>
public static class OrganizationErrors
{
    public static NotFoundError NotFound { get; } = new("There is no such organization.");
}
