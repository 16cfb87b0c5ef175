using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>
/// Signs people in by email address and password. An address may have an account in several organizations, none of which learns of the others, so the password
/// tells which one is meant.
/// </summary>
public sealed class AccountSignIn(SignInManager<ConsoleUser> manager)
{
    public async Task<SignInResult> SignInAsync(string email, string password)
    {
        var users = manager.UserManager;
        var normalized = users.NormalizeEmail(email);
        var accounts = await users.Users.Where(u => u.NormalizedEmail == normalized).OrderBy(u => u.Id).ToListAsync();
        foreach (var account in accounts)
        {
            if (await users.CheckPasswordAsync(account, password))
            {
                return await manager.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
            }
        }

        // A wrong password counts for each: several accounts give nobody more attempts. The right one of one account counts for none of the others.
        var isLockedOut = false;
        foreach (var account in accounts)
        {
            if (!await users.IsLockedOutAsync(account))
            {
                await users.AccessFailedAsync(account);
            }

            isLockedOut |= await users.IsLockedOutAsync(account);
        }

        return isLockedOut ? SignInResult.LockedOut : SignInResult.Failed;
    }
}
