using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>A person's place in an organization, for signing in.</summary>
public sealed record MemberOf(Guid OrganizationId, string OrganizationName, Roles Roles);

/// <summary>What the first start asks for.</summary>
public sealed record ConsoleClaim(string OrganizationName, string Name, string Email, string Password);

/// <summary>A person whose sessions are over.</summary>
/// <param name="SecurityStamp">What their next sign-in will carry; older cookies carry another one. Empty where the account is gone.</param>
public sealed record EndedSessions(Guid UserId, string SecurityStamp);

/// <summary>People who can sign in: what Identity does, in the console's words.</summary>
public interface IAccounts
{
    Task<bool> AnyAsync(CancellationToken cancellationToken);

    /// <summary>Makes the first organization with its first admin. Check the set-up code before.</summary>
    /// <returns>The new user's id.</returns>
    Task<Result<Guid>> ClaimAsync(ConsoleClaim claim, CancellationToken cancellationToken);

    /// <summary>Makes a person and gives them roles in an organization. Whether the address has an account in another one is neither asked nor told.</summary>
    Task<Result<Guid>> CreateAsync(Guid organizationId, Actor by, string email, string name, string password, Roles roles, CancellationToken cancellationToken);

    /// <summary>Gives a person other roles and ends their sessions, in other processes within seconds.</summary>
    /// <param name="revision">Of the membership, as the editor saw it.</param>
    Task<Result<EndedSessions>> ChangeRolesAsync(Guid organizationId, Actor by, Guid membershipId, Roles roles, Guid? revision, CancellationToken cancellationToken);

    /// <summary>Takes a person out of an organization and ends their sessions. Who then belongs to none loses the account too, so that the address is free again.</summary>
    Task<Result<EndedSessions>> RemoveAsync(Guid organizationId, Actor by, Guid membershipId, CancellationToken cancellationToken);

    /// <summary>Sets another password, ends every session of the person, and says so in the audit log of each of their organizations.</summary>
    /// <param name="organizationId">Only needed where several organizations have a user with this address.</param>
    Task<Result<Guid>> ResetPasswordAsync(string email, string password, Guid? organizationId, CancellationToken cancellationToken);

    /// <summary>The organizations of a person, by name.</summary>
    Task<IReadOnlyList<MemberOf>> FindMembershipsAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>Every organization of this database, by name; for the command line.</summary>
    Task<IReadOnlyList<(Guid Id, string Name)>> ListOrganizationsAsync(CancellationToken cancellationToken);
}
