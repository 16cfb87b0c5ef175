using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Credentials.Commands;

/// <summary>Renames a credential and replaces values; those left out stay. Runs that were accepted before keep the old ones.</summary>
/// <param name="Revision">The state that the editor saw; null to overwrite whatever is there.</param>
[Requires(Permission.ManageCredentials)]
public sealed record UpdateCredential(Guid Id, string Name, IReadOnlyList<SubmittedValue> Values, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Goes back to the values before the current ones; can itself be undone.</summary>
[Requires(Permission.ManageCredentials)]
public sealed record UndoCredential(Guid Id, Guid? Revision = null) : ICommand<Guid>;

internal sealed class UpdateCredentialValidator : AbstractValidator<UpdateCredential>
{
    public UpdateCredentialValidator() => RuleFor(c => c.Name).CredentialName();
}

internal sealed class UpdateCredentialHandler(IConsoleDb db, ValueWriter writer)
    : IRequestHandler<UpdateCredential, Result<Guid>>, IRequestHandler<UndoCredential, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(UpdateCredential request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, request.Revision, cancellationToken);
        if (!found.TryGet(out var credential, out var error))
        {
            return error;
        }

        credential.Rename(request.Name);
        // A version that changes nothing would push the one before it out of reach of undoing.
        if (request.Values.Any(v => v.Value is not null) && await WriteAsync(credential, request.Values, cancellationToken) is { } refused)
        {
            return refused;
        }

        return await db.SaveAsync(cancellationToken) is { } failed ? failed : credential.Id;
    }

    public async Task<Result<Guid>> Handle(UndoCredential request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, request.Revision, cancellationToken);
        if (!found.TryGet(out var credential, out var error))
        {
            return error;
        }

        return (credential.UndoValues() ?? await db.SaveAsync(cancellationToken)) is { } failed ? failed : credential.Id;
    }

    private async Task<Error?> WriteAsync(Credential credential, IReadOnlyList<SubmittedValue> submitted, CancellationToken cancellationToken)
    {
        if (AuthorizationMethods.Find(credential.AuthorizationMethod) is not { } method)
        {
            return CredentialErrors.UnknownMethod(credential.AuthorizationMethod);
        }

        var previous = await db.ValueSets.SingleOrDefaultAsync(v => v.Id == credential.Values.CurrentId, cancellationToken);
        var written = await writer.WriteAsync(
            ValueOwner.Credential, credential.Id, method.Fields, submitted, previous, credential.Values.Number + 1, cancellationToken);
        if (!written.TryGet(out var values, out var error))
        {
            return error;
        }

        if (CredentialValidation.CheckComplete(method, values) is { } incomplete)
        {
            return incomplete;
        }

        credential.UseValues(values);
        db.ValueSets.Add(values);
        return null;
    }

    private async Task<Result<Credential>> FindAsync(Guid id, Guid? revision, CancellationToken cancellationToken)
    {
        if (await db.Credentials.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } credential)
        {
            return CredentialErrors.NotFound;
        }

        return credential.CheckRevision(revision) is { } stale ? stale : credential;
    }
}
