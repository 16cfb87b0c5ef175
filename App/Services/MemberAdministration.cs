using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.Services;

/// <summary>What the signed-in person does with other people's accounts. Whoever gets other roles, or none any more, is signed out at once.</summary>
public sealed class MemberAdministration(CurrentUser user, IAccounts accounts, SessionRegistry sessions)
{
    /// <summary>Adds a person; answers their first password, to be shown once.</summary>
    public async Task<Result<string>> AddAsync(string name, string email, Roles roles)
    {
        if (await user.GetAsync() is not { } current)
        {
            return SessionEnded;
        }

        var password = OneTimePassword.Generate();
        var created = await accounts.CreateAsync(current.OrganizationId, current.Actor, email.Trim(), name, password, roles, CancellationToken.None);
        return created.Error is { } error ? error : password;
    }

    /// <summary>Answers the person's user id.</summary>
    public Task<Result<Guid>> ChangeRolesAsync(Guid membershipId, Roles roles, Guid revision) =>
        EndAsync((by, organization) => accounts.ChangeRolesAsync(organization, by, membershipId, roles, revision, CancellationToken.None));

    /// <summary>Answers the person's user id.</summary>
    public Task<Result<Guid>> RemoveAsync(Guid membershipId) =>
        EndAsync((by, organization) => accounts.RemoveAsync(organization, by, membershipId, CancellationToken.None));

    private static ForbiddenError SessionEnded { get; } = new("Your session has ended. Sign in again.");

    private async Task<Result<Guid>> EndAsync(Func<Actor, Guid, Task<Result<EndedSessions>>> change)
    {
        if (await user.GetAsync() is not { } current)
        {
            return SessionEnded;
        }

        var changed = await change(current.Actor, current.OrganizationId);
        if (!changed.TryGet(out var ended, out var error))
        {
            return error;
        }

        sessions.End(ended);
        return ended.UserId;
    }
}
