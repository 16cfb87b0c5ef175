using System.Security.Claims;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace ConnectionsConsole.App.Services;

/// <summary>
/// Ends a circuit's rights when the person signs out, gets other roles or another password: a circuit lives for hours after its cookie was read.
/// </summary>
internal sealed class ConsoleAuthenticationStateProvider : RevalidatingServerAuthenticationStateProvider
{
    private readonly IServiceScopeFactory _scopes;
    private readonly SessionRegistry _sessions;
    private readonly List<IDisposable> _registrations = [];

    public ConsoleAuthenticationStateProvider(ILoggerFactory loggerFactory, IServiceScopeFactory scopes, SessionRegistry sessions)
        : base(loggerFactory)
    {
        _scopes = scopes;
        _sessions = sessions;
        AuthenticationStateChanged += async state => Follow(await state);
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        var claims = authenticationState.User;
        if (await users.GetUserAsync(claims) is not { } user
            || claims.FindFirstValue(users.Options.ClaimsIdentity.SecurityStampClaimType) != await users.GetSecurityStampAsync(user)
            || ConsoleClaims.Read(claims) is not { } current)
        {
            return false;
        }

        var memberships = await scope.ServiceProvider.GetRequiredService<IAccounts>().FindMembershipsAsync(user.Id, cancellationToken);
        return memberships.Any(m => m.OrganizationId == current.OrganizationId && m.Roles == current.Actor.Roles);
    }

    protected override void Dispose(bool disposing)
    {
        Unfollow();
        base.Dispose(disposing);
    }

    private void Follow(AuthenticationState state)
    {
        Unfollow();
        void End() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        if (state.User.FindFirstValue(ConsoleClaims.Session) is { } session)
        {
            _registrations.Add(_sessions.Register(session, End));
        }

        if (ConsoleClaims.Read(state.User)?.Actor.Id is { } user)
        {
            _registrations.Add(_sessions.Register(user, End));
        }
    }

    private void Unfollow()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _registrations.Clear();
    }
}
