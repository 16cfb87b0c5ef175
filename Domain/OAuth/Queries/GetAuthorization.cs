using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.OAuth.Queries;

/// <summary>How the authorization of a connection or credential stands. Who may see it follows from the owner.</summary>
[Requires(Permission.ViewConnections)]
public sealed record GetAuthorization(ValueOwner OwnerKind, Guid OwnerId) : IQuery<AuthorizationDetail>;

/// <param name="IsOAuth">False for an owner that is not authorized by OAuth 2.0; nothing else counts then.</param>
/// <param name="SettingsProblem">Why it cannot be authorized as its values stand; null when it can.</param>
/// <param name="OffersRevocation">Disconnecting revokes at the provider.</param>
/// <param name="CanRenew">The console gets new access tokens by itself.</param>
/// <param name="MayManage">Whether this actor may authorize, refresh and disconnect.</param>
public sealed record AuthorizationDetail(
    bool IsOAuth, string Name, OAuthGrant Grant, AuthorizationStatus Status, string Scopes, DateTime? ExpiresAt, DateTime? LastRefreshedAt, DateTime? AuthorizedAt,
    string AuthorizedBy, string? LastError, DateTime? LastErrorAt, DateTime? FailedSince, DateTime? RecoveredAt, DateTime? NextAttemptAt, bool CanRenew,
    bool OffersRevocation, string? SettingsProblem, bool MayManage)
{
    /// <summary>Of what is not authorized by OAuth 2.0.</summary>
    public static AuthorizationDetail None { get; } = new(
        false, "", OAuthGrant.AuthorizationCode, AuthorizationStatus.Pending, "", null, null, null, "", null, null, null, null, null, false, false, null, false);
}

internal sealed class GetAuthorizationValidator : AbstractValidator<GetAuthorization>
{
    public GetAuthorizationValidator() =>
        RuleFor(c => c.OwnerKind).Must(AuthorizationOwner.IsPossible).WithMessage("This kind of thing is not authorized by OAuth 2.0.");
}

internal sealed class GetAuthorizationHandler(IConsoleDb db, ActorContext context, AuthorizationTargets targets, OAuthSettingsReader reader)
    : IRequestHandler<GetAuthorization, Result<AuthorizationDetail>>
{
    public async Task<Result<AuthorizationDetail>> Handle(GetAuthorization request, CancellationToken cancellationToken)
    {
        if (AuthorizationOwner.CheckMaySee(context.Actor, request.OwnerKind) is { } forbidden)
        {
            return forbidden;
        }

        var found = await targets.FindAsync(new AuthorizationReference(request.OwnerKind, request.OwnerId), cancellationToken);
        if (!found.TryGet(out var target, out var error))
        {
            return error is ConflictError ? AuthorizationDetail.None : error;
        }

        var row = await db.OAuthAuthorizations.AsNoTracking()
            .SingleOrDefaultAsync(a => a.OwnerId == request.OwnerId && a.OwnerKind == request.OwnerKind, cancellationToken);
        var status = row?.StatusFor(target.ConfigurationHash) ?? AuthorizationStatus.Pending;
        // Of earlier settings: says nothing about these.
        row = row?.ConfigurationHash == target.ConfigurationHash || row?.ConfigurationHash.Length == 0 ? row : null;
        var read = await reader.ReadAsync(target, cancellationToken);
        return new AuthorizationDetail(
            true, target.Name, target.Definition.Grant, status, row?.Scopes ?? "", row?.ExpiresAt, row?.LastRefreshedAt, row?.AuthorizedAt, row?.AuthorizedBy ?? "",
            row?.LastError, row?.LastErrorAt, row?.FailedSince, row?.RecoveredAt, row?.NextAttemptAt,
            target.Definition.Grant == OAuthGrant.ClientCredentials || row?.RefreshToken is not null,
            read.IsSuccess && read.Value.RevocationUrl is not null, read.Error?.Message, context.Actor.May(AuthorizationTargets.ManagedBy(request.OwnerKind)));
    }
}
