using Microsoft.AspNetCore.Identity;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>A person who can sign in. What they may do stands in their memberships.</summary>
public sealed class ConsoleUser : IdentityUser<Guid>
{
    /// <summary>What pages and the audit log call them.</summary>
    public string DisplayName { get; set; } = "";
}
