using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Organizations;

/// <summary>A person's roles in an organization.</summary>
public sealed class Membership : Aggregate
{
    private Membership()
        : base(Guid.Empty)
    {
    }

    public Membership(Guid organizationId, Guid userId, string email, Roles roles, DateTime now)
        : base(organizationId)
    {
        UserId = userId;
        Email = email;
        Roles = roles;
        CreatedAt = now;
    }

    public Guid UserId { get; private set; }

    public string Email { get; private set; } = "";

    public Roles Roles { get; private set; }

    public override string AuditName => Email;

    public void Grant(Roles roles) => Roles = roles;
}
