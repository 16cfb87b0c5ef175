using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Credentials.Queries;

/// <summary>A credential with the states of its values. Secrets are never part of the answer.</summary>
[Requires(Permission.ViewCredentials)]
public sealed record GetCredential(Guid Id) : IQuery<CredentialDetail>;

/// <param name="Values">Values that are no secrets stand in it for those alone who may change them.</param>
/// <param name="Previous">What undoing goes back to; null where there is nothing to undo.</param>
public sealed record CredentialDetail(
    Guid Id, string Name, string AuthorizationMethod, string Method, DateTime CreatedAt, Guid Revision, int Users, IReadOnlyList<InputState> Values,
    ValueSetSummary Current, ValueSetSummary? Previous);

internal sealed class GetCredentialHandler(IConsoleDb db, ActorContext context) : IRequestHandler<GetCredential, Result<CredentialDetail>>
{
    public async Task<Result<CredentialDetail>> Handle(GetCredential request, CancellationToken cancellationToken)
    {
        if (await db.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } credential)
        {
            return CredentialErrors.NotFound;
        }

        var sets = await db.ValueSets.AsNoTracking().Where(v => v.Id == credential.Values.CurrentId || v.Id == credential.Values.PreviousId).ToListAsync(cancellationToken);
        var current = sets.Find(v => v.Id == credential.Values.CurrentId);
        var method = AuthorizationMethods.Find(credential.AuthorizationMethod);
        return new CredentialDetail(
            credential.Id, credential.Name, credential.AuthorizationMethod, method?.Label ?? credential.AuthorizationMethod, credential.CreatedAt, credential.Revision,
            await db.BindingReferences.CountAsync(r => r.CredentialId == credential.Id, cancellationToken),
            InputState.Of(method?.Fields ?? [], current, context.Actor.May(Permission.ManageCredentials)),
            ValueSetSummary.Of(current),
            sets.Find(v => v.Id == credential.Values.PreviousId) is { } previous ? ValueSetSummary.Of(previous) : null);
    }
}
