using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.OAuth.Commands;

/// <summary>Asks the provider for a new access token now; with client credentials also for the first one. Further permissions as for <see cref="StartAuthorization"/>.</summary>
[Requires(Permission.AuthorizeConnections)]
public sealed record RefreshNow(ValueOwner OwnerKind, Guid OwnerId) : ICommand<bool>;

/// <summary>
/// Gives the authorization up: revoked at the provider where it offers that, forgotten here in any case. Everything that uses it stops working.
/// Further permissions as for <see cref="StartAuthorization"/>.
/// </summary>
[Requires(Permission.AuthorizeConnections)]
public sealed record Disconnect(ValueOwner OwnerKind, Guid OwnerId) : ICommand<Disconnection>;

internal sealed class RefreshNowValidator : AbstractValidator<RefreshNow>
{
    public RefreshNowValidator() =>
        RuleFor(c => c.OwnerKind).Must(AuthorizationOwner.IsPossible).WithMessage("This kind of thing is not authorized by OAuth 2.0.");
}

internal sealed class DisconnectValidator : AbstractValidator<Disconnect>
{
    public DisconnectValidator() =>
        RuleFor(c => c.OwnerKind).Must(AuthorizationOwner.IsPossible).WithMessage("This kind of thing is not authorized by OAuth 2.0.");
}

internal sealed class ManageAuthorizationHandler(IConsoleDb db, ActorContext context, AuthorizationTargets targets, OAuthSettingsReader reader, IAuthorizations authorizations)
    : IRequestHandler<RefreshNow, Result<bool>>, IRequestHandler<Disconnect, Result<Disconnection>>
{
    public async Task<Result<bool>> Handle(RefreshNow request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.OwnerKind, request.OwnerId, cancellationToken);
        if (!found.TryGet(out var target, out var error))
        {
            return error;
        }

        db.RecordAct(AuditAction.RefreshAskedFor, OAuthAuthorization.SubjectKind, target.Reference.OwnerId, target.Name);
        if (await db.SaveAsync(cancellationToken) is { } failed)
        {
            return failed;
        }

        var outcome = await authorizations.GetTokenAsync(new TokenQuery(context.OrganizationId, target.Reference, Urgency: TokenUrgency.Now), cancellationToken);
        return outcome.Failure is { } failure ? new ConflictError(failure.Message) : true;
    }

    public async Task<Result<Disconnection>> Handle(Disconnect request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.OwnerKind, request.OwnerId, cancellationToken);
        if (!found.TryGet(out var target, out var error))
        {
            return error;
        }

        // Settings that cannot be read any more must not keep anybody from disconnecting; then nothing is revoked, and the answer says so.
        var read = await reader.ReadAsync(target, cancellationToken);
        return await authorizations.DisconnectAsync(target, read.IsSuccess ? read.Value : null, context.Actor, cancellationToken);
    }

    private async Task<Result<AuthorizationTarget>> FindAsync(ValueOwner ownerKind, Guid ownerId, CancellationToken cancellationToken) =>
        AuthorizationOwner.CheckMayManage(context.Actor, ownerKind) is { } forbidden
            ? forbidden
            : await targets.FindAsync(new AuthorizationReference(ownerKind, ownerId), cancellationToken);
}
