using System.Text;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.OAuth.Commands;

/// <summary>
/// Begins an authorization: answers the provider's address, to which the person's browser goes next (RFC 6749 §4.1.1). Further permissions follow from
/// the owner: organization connections take <see cref="Permission.ManageConnections"/>, test connections <see cref="Permission.ManageTestConnections"/>,
/// customer connections <see cref="Permission.ManageCustomerConnections"/>, credentials <see cref="Permission.ManageCredentials"/>.
/// </summary>
/// <param name="Session">What tells this sign-in from others of the same person; the callback has to bring the same.</param>
/// <param name="RedirectUri">The console's callback address as the browser reaches it.</param>
/// <param name="ReturnUrl">Where the person goes on afterwards: a path of this site.</param>
[Requires(Permission.AuthorizeConnections)]
public sealed record StartAuthorization(ValueOwner OwnerKind, Guid OwnerId, string Session, string RedirectUri, string ReturnUrl) : ICommand<Uri>;

internal sealed class StartAuthorizationValidator : AbstractValidator<StartAuthorization>
{
    public StartAuthorizationValidator()
    {
        RuleFor(c => c.OwnerKind).Must(AuthorizationOwner.IsPossible).WithMessage("This kind of thing is not authorized by OAuth 2.0.");
        RuleFor(c => c.Session).NotEmpty().MaximumLength(200).WithMessage("Sign in again, then repeat this.");
        RuleFor(c => c.RedirectUri).MaximumLength(OAuthLimits.Address)
            .Must(IsAbsolute).WithMessage("The console's own address is not one that a provider can send people back to. Set Console:PublicUrl.");
        RuleFor(c => c.ReturnUrl).MaximumLength(OAuthLimits.Address)
            .Must(OAuthLimits.IsLocalPath).WithMessage("The page to return to is not one of this console.");
    }

    private static bool IsAbsolute(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Fragment.Length == 0;
}

internal sealed class StartAuthorizationHandler(
    IConsoleDb db, ActorContext context, AuthorizationTargets targets, OAuthSettingsReader reader, IAuthorizations authorizations, ISecretProtector protector, TimeProvider time)
    : IRequestHandler<StartAuthorization, Result<Uri>>
{
    public async Task<Result<Uri>> Handle(StartAuthorization request, CancellationToken cancellationToken)
    {
        if (AuthorizationOwner.CheckMayManage(context.Actor, request.OwnerKind) is { } forbidden)
        {
            return forbidden;
        }

        var found = await targets.FindAsync(new AuthorizationReference(request.OwnerKind, request.OwnerId), cancellationToken);
        if (!found.TryGet(out var target, out var error))
        {
            return error;
        }

        if (target.Definition.Grant != OAuthGrant.AuthorizationCode)
        {
            return OAuthErrors.NobodyToAsk(target.Name);
        }

        if (context.Actor.Id is not { } userId)
        {
            return new ForbiddenError("Only a signed-in person can authorize: the provider asks them in their browser.");
        }

        var read = await reader.ReadAsync(target, cancellationToken);
        if (!read.TryGet(out var settings, out error) || (error = authorizations.Check(settings)) is not null)
        {
            return error;
        }

        var (state, verifier) = (AuthorizationAttempt.NewRandom(), AuthorizationAttempt.NewRandom());
        var now = time.GetUtcNow().UtcDateTime;
        var attempt = new AuthorizationAttempt(
            context.OrganizationId, target.Reference, state, userId, request.Session, target.ConfigurationHash, request.RedirectUri, request.ReturnUrl, now);
        attempt.ProveBy(await protector.ProtectAsync(
            AuthorizationBinding.CodeVerifier(context.OrganizationId, attempt.Id), Encoding.ASCII.GetBytes(verifier), cancellationToken));

        var old = now - AuthorizationAttempt.KeptFor;
        db.AuthorizationAttempts.RemoveRange(await db.AuthorizationAttempts.Where(a => a.ExpiresAt < old).Take(100).ToListAsync(cancellationToken));
        db.AuthorizationAttempts.Add(attempt);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : AddressOf(settings, state, verifier, request.RedirectUri);
    }

    /// <summary>RFC 6749 §4.1.1 with RFC 7636 §4.3; a query that the address has already is kept (§3.1).</summary>
    private static Uri AddressOf(OAuthSettings settings, string state, string verifier, string redirectUri)
    {
        var address = new StringBuilder(settings.AuthorizationUrl!.AbsoluteUri);
        var separator = settings.AuthorizationUrl.Query.Length > 0 ? '&' : '?';
        IEnumerable<OAuthParameter> parameters =
        [
            new("response_type", "code"), new("client_id", settings.ClientId), new("redirect_uri", redirectUri), new("scope", settings.Scopes), new("state", state),
            new("code_challenge", AuthorizationAttempt.ChallengeOf(verifier)), new("code_challenge_method", "S256"), .. settings.AuthorizationParameters,
        ];
        foreach (var (name, value) in parameters.Where(p => p.Name != "scope" || p.Value.Length > 0))
        {
            address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return new Uri(address.ToString());
    }
}

/// <summary>Lengths of what comes from outside, and what counts as a path of this site.</summary>
internal static class OAuthLimits
{
    public const int Address = 2_000;
    public const int State = 200;
    public const int Code = 4_000;
    public const int ProviderText = 4_000;

    /// <summary>One slash at the beginning, not "//" or "/\", no control characters: nobody is sent to another site.</summary>
    public static bool IsLocalPath(string url) => url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl);
}

/// <summary>Who may do what with an authorization follows from whose it is.</summary>
internal static class AuthorizationOwner
{
    public static bool IsPossible(ValueOwner owner) =>
        owner is ValueOwner.OrganizationConnection or ValueOwner.TestConnection or ValueOwner.CustomerConnection or ValueOwner.Credential;

    public static ForbiddenError? CheckMayManage(Actor actor, ValueOwner owner)
    {
        var permission = AuthorizationTargets.ManagedBy(owner);
        return actor.May(permission) ? null : AccessErrors.NotAllowed(permission);
    }

    public static ForbiddenError? CheckMaySee(Actor actor, ValueOwner owner)
    {
        var permission = AuthorizationTargets.SeenBy(owner);
        return actor.May(permission) ? null : AccessErrors.NotAllowed(permission);
    }
}
