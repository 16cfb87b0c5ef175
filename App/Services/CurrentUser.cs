using System.Security.Claims;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConnectionsConsole.App.Services;

/// <summary>Who looks at a page, and in which organization.</summary>
public sealed class CurrentUser(AuthenticationStateProvider authentication)
{
    /// <summary>Null for somebody who is not signed in, or whose session has ended.</summary>
    public async Task<(Actor Actor, Guid OrganizationId)?> GetAsync() => ConsoleClaims.Read((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>What tells this sign-in from others of the same person; null for somebody who is not signed in.</summary>
    public async Task<string?> GetSessionAsync() => (await authentication.GetAuthenticationStateAsync()).User.FindFirst(ConsoleClaims.Session)?.Value;

    /// <summary>Whether a button for this is shown; the request itself is checked again when it is sent.</summary>
    public async Task<bool> MayAsync(Permission permission) => await GetAsync() is { } user && user.Actor.May(permission);

    /// <summary>The same for plain requests.</summary>
    public static (Actor Actor, Guid OrganizationId)? Of(ClaimsPrincipal principal) => ConsoleClaims.Read(principal);
}
