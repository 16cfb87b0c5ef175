using System.ComponentModel.DataAnnotations;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Infrastructure.Accounts;

internal sealed class AccountService(IServiceScopeFactory scopes, RequestSender sender, ConsoleDbFactory databases) : IAccounts
{
    private const int LongestName = 200;
    private const int LongestEmail = 256;

    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await db.Users.AnyAsync(cancellationToken);
    }

    public async Task<Result<Guid>> ClaimAsync(ConsoleClaim claim, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(claim.OrganizationName))
        {
            return new InvalidError("organizationName", "Give the organization a name.");
        }

        var newOrganization = Guid.CreateVersion7();
        var created = await CreateUserAsync(newOrganization, claim.Email, claim.Name, claim.Password);
        if (!created.TryGet(out var userId, out var error))
        {
            return error;
        }

        var organization = await sender.Send(Actor.Operator, newOrganization, new CreateOrganization(claim.OrganizationName), cancellationToken);
        if (!organization.TryGet(out var organizationId, out error))
        {
            await DeleteUserAsync(userId);
            return error;
        }

        var member = await sender.Send(Actor.Operator, organizationId, new AddMember(userId, claim.Email, Roles.Admin, claim.Name), cancellationToken);
        return member.Error is { } failed ? failed : userId;
    }

    public async Task<Result<Guid>> CreateAsync(
        Guid organizationId, Actor by, string email, string name, string password, Roles roles, CancellationToken cancellationToken)
    {
        // Before the account is made: whoever may not would learn from the answer who is a member.
        if (!by.May(Permission.ManageUsers))
        {
            return AccessErrors.NotAllowed(Permission.ManageUsers);
        }

        List<FieldMessage> missing = [];
        if (string.IsNullOrWhiteSpace(name))
        {
            missing.Add(new FieldMessage("name", "Give a name."));
        }

        if (string.IsNullOrWhiteSpace(email))
        {
            missing.Add(new FieldMessage("email", "Give an email address."));
        }

        if (roles == Roles.None)
        {
            missing.Add(new FieldMessage("roles", "Give at least one role."));
        }

        if (missing.Count > 0)
        {
            return new InvalidError(missing);
        }

        var created = await CreateUserAsync(organizationId, email, name, password);
        if (!created.TryGet(out var userId, out var error))
        {
            return error;
        }

        var member = await sender.Send(by, organizationId, new AddMember(userId, email, roles, name), cancellationToken);
        if (member.Error is { } failed)
        {
            await DeleteUserAsync(userId);
            return failed;
        }

        return userId;
    }

    public async Task<Result<EndedSessions>> ChangeRolesAsync(
        Guid organizationId, Actor by, Guid membershipId, Roles roles, Guid? revision, CancellationToken cancellationToken)
    {
        var changed = await sender.Send(by, organizationId, new ChangeMemberRoles(membershipId, roles, revision), cancellationToken);
        return changed.TryGet(out var userId, out var error) ? new EndedSessions(userId, await EndSessionsAsync(userId)) : error;
    }

    public async Task<Result<EndedSessions>> RemoveAsync(Guid organizationId, Actor by, Guid membershipId, CancellationToken cancellationToken)
    {
        var removed = await sender.Send(by, organizationId, new RemoveMember(membershipId), cancellationToken);
        if (!removed.TryGet(out var userId, out var error))
        {
            return error;
        }

        if ((await FindMembershipsAsync(userId, cancellationToken)).Count > 0)
        {
            return new EndedSessions(userId, await EndSessionsAsync(userId));
        }

        await DeleteUserAsync(userId);
        return new EndedSessions(userId, "");
    }

    public async Task<Result<Guid>> ResetPasswordAsync(string email, string password, Guid? organizationId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        var found = await FindOneAsync(users, email, organizationId, cancellationToken);
        if (!found.TryGet(out var user, out var error))
        {
            return error;
        }

        // Checked before the old password goes: a refused new one must not leave the person without any.
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, user, password) is { Succeeded: false } refused)
            {
                return Invalid("password", refused);
            }
        }

        // Before it happens: a reset that is in no log is worse than a line about one that failed.
        foreach (var membership in await FindMembershipsAsync(user.Id, cancellationToken))
        {
            if ((await sender.Send(Actor.Operator, membership.OrganizationId, new RecordPasswordReset(user.Id), cancellationToken)).Error is { } unrecorded)
            {
                return unrecorded;
            }
        }

        await users.RemovePasswordAsync(user);
        var changed = await users.AddPasswordAsync(user, password);
        if (!changed.Succeeded)
        {
            return Invalid("password", changed);
        }

        await users.SetLockoutEndDateAsync(user, null);
        await users.UpdateSecurityStampAsync(user);
        return user.Id;
    }

    public async Task<IReadOnlyList<MemberOf>> FindMembershipsAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        return await (
            from membership in db.Memberships.IgnoreQueryFilters().Where(m => m.UserId == userId)
            join organization in db.Organizations.IgnoreQueryFilters() on membership.OrganizationId equals organization.Id
            orderby organization.Name
            select new MemberOf(organization.Id, organization.Name, membership.Roles)).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<(Guid Id, string Name)>> ListOrganizationsAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.CreateUnscoped();
        var rows = await db.Organizations.IgnoreQueryFilters().OrderBy(o => o.Name).Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken);
        return rows.ConvertAll(o => (o.Id, o.Name));
    }

    private async Task<Result<ConsoleUser>> FindOneAsync(UserManager<ConsoleUser> users, string email, Guid? organizationId, CancellationToken cancellationToken)
    {
        var normalized = users.NormalizeEmail(email);
        var accounts = await users.Users.Where(u => u.NormalizedEmail == normalized).ToListAsync(cancellationToken);
        if (organizationId is { } wanted)
        {
            await using var db = databases.CreateUnscoped();
            var members = await db.Memberships.IgnoreQueryFilters().Where(m => m.OrganizationId == wanted).Select(m => m.UserId).ToListAsync(cancellationToken);
            accounts.RemoveAll(a => !members.Contains(a.Id));
        }

        return accounts switch
        {
            [var one] => one,
            [] => new NotFoundError($"There is no user with the email address \"{email}\"."),
            _ => new ConflictError($"Several organizations have a user with the email address \"{email}\". Name one with --organization."),
        };
    }

    private async Task<Result<Guid>> CreateUserAsync(Guid organizationId, string email, string name, string password)
    {
        if (!new EmailAddressAttribute().IsValid(email) || email.Any(char.IsWhiteSpace) || email.Length > LongestEmail)
        {
            return new InvalidError("email", $"Give an email address of at most {LongestEmail} characters.");
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            return new InvalidError("name", $"Give a name of at most {LongestName} characters.");
        }

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        var user = new ConsoleUser { Id = Guid.CreateVersion7(), UserName = ConsoleUser.NameFor(organizationId, email), Email = email, DisplayName = name.Trim(), LockoutEnabled = true, EmailConfirmed = true };
        var created = await users.CreateAsync(user, password);
        return created.Succeeded ? user.Id
            : created.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? new InvalidError("email", $"There is a user with the email address \"{email}\" already.")
            : Invalid("email", created);
    }

    /// <returns>The stamp that cookies have to carry from now on.</returns>
    private async Task<string> EndSessionsAsync(Guid userId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        if (await users.FindByIdAsync(userId.ToString()) is not { } user)
        {
            return "";
        }

        await users.UpdateSecurityStampAsync(user);
        return await users.GetSecurityStampAsync(user);
    }

    private async Task DeleteUserAsync(Guid userId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        if (await users.FindByIdAsync(userId.ToString()) is { } user)
        {
            await users.DeleteAsync(user);
        }
    }

    private static InvalidError Invalid(string field, IdentityResult result) =>
        new([.. result.Errors.Select(e => new FieldMessage(e.Code.Contains("Password", StringComparison.Ordinal) ? "password" : field, e.Description))]);
}
