using System.Globalization;
using System.Security.Claims;
using ConnectionsConsole.Domain.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Accounts;

/// <summary>What the sign-in cookie says beside the user's id: name, organization and roles. An API token says the same of itself.</summary>
public static class ConsoleClaims
{
    public const string Organization = "console:organization";
    public const string Roles = "console:roles";
    public const string DisplayName = "console:name";

    /// <summary>One for each sign-in, so that signing out ends its circuits.</summary>
    public const string Session = "console:session";

    /// <summary>What kind of actor it is; a person where it is missing, as in cookies.</summary>
    private const string Kind = "console:kind";

    /// <summary>Who acts and where, as claims: the inverse of <see cref="Read"/>.</summary>
    public static ClaimsIdentity Write(Actor actor, Guid organizationId, string authenticationType) => new(
    [
        new Claim(ClaimTypes.NameIdentifier, actor.Id.ToString() ?? ""),
        new Claim(DisplayName, actor.Name),
        new Claim(Kind, actor.Kind.ToString()),
        new Claim(Organization, organizationId.ToString()),
        new Claim(Roles, ((int)actor.Roles).ToString(CultureInfo.InvariantCulture)),
    ],
    authenticationType);

    /// <summary>The signed-in person, or the token, and their organization; null for somebody who is not signed in, or is a member of none.</summary>
    public static (Actor Actor, Guid OrganizationId)? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)
            || !Guid.TryParse(principal.FindFirstValue(Organization), out var organizationId)
            || !int.TryParse(principal.FindFirstValue(Roles), NumberStyles.None, CultureInfo.InvariantCulture, out var roles))
        {
            return null;
        }

        var kind = principal.FindFirstValue(Kind) == nameof(ActorKind.ApiToken) ? ActorKind.ApiToken : ActorKind.Person;
        return (new Actor(kind, userId, principal.FindFirstValue(DisplayName) ?? "", (Roles)roles), organizationId);
    }
}

/// <summary>Puts organization and roles into the cookie when somebody signs in, and again whenever the cookie is validated.</summary>
internal sealed class ConsoleClaimsFactory(UserManager<ConsoleUser> users, IOptions<IdentityOptions> options, IAccounts accounts)
    : UserClaimsPrincipalFactory<ConsoleUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(ConsoleUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ConsoleClaims.DisplayName, user.DisplayName));
        identity.AddClaim(new Claim(ConsoleClaims.Session, Guid.NewGuid().ToString("N")));
        var memberships = await accounts.FindMembershipsAsync(user.Id, CancellationToken.None);
        if (memberships.Count > 0)
        {
            var member = memberships[0];
            identity.AddClaim(new Claim(ConsoleClaims.Organization, member.OrganizationId.ToString()));
            identity.AddClaim(new Claim(ConsoleClaims.Roles, ((int)member.Roles).ToString(CultureInfo.InvariantCulture)));
        }

        return identity;
    }
}
