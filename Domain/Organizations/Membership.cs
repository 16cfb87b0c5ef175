using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Organizations;

/// <summary>A person's roles in an organization.</summary>
public sealed class Membership : Aggregate
{
    public const int MaximumNameLength = 200;

    private Membership()
        : base(Guid.Empty)
    {
    }

    /// <param name="name">What people call them; null for the email address.</param>
    public Membership(Guid organizationId, Guid userId, string email, Roles roles, DateTime now, string? name = null)
        : base(organizationId)
    {
        UserId = userId;
        Email = email;
        NormalizedEmail = Text.Normalize(email);
        Name = string.IsNullOrWhiteSpace(name) ? email : name.Trim();
        NormalizedName = Text.Normalize(Name);
        Roles = roles;
        CreatedAt = now;
    }

    public Guid UserId { get; private set; }

    public string Email { get; private set; } = "";

    public string NormalizedEmail { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public Roles Roles { get; private set; }

    public override string AuditName => Email;

    public void Grant(Roles roles) => Roles = roles;
}
