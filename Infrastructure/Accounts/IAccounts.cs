using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>A person's place in an organization, for signing in.</summary>
public sealed record MemberOf(Guid OrganizationId, string OrganizationName, Roles Roles);

/// <summary>What the first start asks for.</summary>
public sealed record ConsoleClaim(string OrganizationName, string Name, string Email, string Password);

/// <summary>People who can sign in: what Identity does, in the console's words.</summary>
public interface IAccounts
{
    Task<bool> AnyAsync(CancellationToken cancellationToken);

    /// <summary>Makes the first organization with its first admin. Check the set-up code before.</summary>
    /// <returns>The new user's id.</returns>
    Task<Result<Guid>> ClaimAsync(ConsoleClaim claim, CancellationToken cancellationToken);

    /// <summary>Makes a person and gives them roles in an organization.</summary>
    Task<Result<Guid>> CreateAsync(Guid organizationId, Actor by, string email, string name, string password, Roles roles, CancellationToken cancellationToken);

    /// <summary>Sets another password and ends every session of the person.</summary>
    Task<Result<Guid>> ResetPasswordAsync(string email, string password, CancellationToken cancellationToken);

    /// <summary>The organizations of a person, by name.</summary>
    Task<IReadOnlyList<MemberOf>> FindMembershipsAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>Every organization of this database, by name; for the command line.</summary>
    Task<IReadOnlyList<(Guid Id, string Name)>> ListOrganizationsAsync(CancellationToken cancellationToken);
}
