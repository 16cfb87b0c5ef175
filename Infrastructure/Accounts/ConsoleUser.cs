using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>
/// A person who can sign in. What they may do stands in their memberships. The user name is made by <see cref="NameFor"/>, is unique, and is seen by nobody; the
/// email address is not: it may have an account in each of several organizations, and adding it to one tells nothing of the others.
/// </summary>
public sealed class ConsoleUser : IdentityUser<Guid>
{
    /// <summary>What pages and the audit log call them.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>One name for one address in one organization, so that the index of user names keeps out a second account there.</summary>
    public static string NameFor(Guid organizationId, string email) =>
        $"{organizationId:N}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().Normalize().ToUpperInvariant())))}";
}
