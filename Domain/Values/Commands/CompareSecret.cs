using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Values.Commands;

/// <summary>
/// Answers whether a stored secret is the same as one that the actor has at hand, by its keyed fingerprint. Each answer is a guess: it is recorded
/// in the audit log and limited for each person. Takes the permission to set the value besides.
/// </summary>
/// <param name="Key">The input's key; "value" for a config variable.</param>
[Requires(Permission.CompareSecrets)]
public sealed record CompareSecret(ValueOwner OwnerKind, Guid OwnerId, string Key, string Value) : ICommand<bool>;

internal sealed class CompareSecretValidator : AbstractValidator<CompareSecret>
{
    public CompareSecretValidator()
    {
        RuleFor(c => c.OwnerKind).IsInEnum().WithMessage("There are no values of this kind.");
        RuleFor(c => c.Key).NotEmpty().WithMessage("Name the input.").MaximumLength(SecretContext.MaximumFieldLength).WithMessage("There is no such input.");
        RuleFor(c => c.Value).NotEmpty().WithMessage("Paste the value to compare.")
            .MaximumLength(InputField.MaximumTextLength).WithMessage($"A value has at most {InputField.MaximumTextLength:N0} characters.");
    }
}

/// <summary>How often somebody may compare secrets.</summary>
public static class CompareSecretLimit
{
    public const int Attempts = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
}

internal sealed class CompareSecretHandler(IConsoleDb db, ActorContext context, IFingerprinter fingerprinter, TimeProvider time) : IRequestHandler<CompareSecret, Result<bool>>
{
    public async Task<Result<bool>> Handle(CompareSecret request, CancellationToken cancellationToken)
    {
        var found = await FindOwnerAsync(request, cancellationToken);
        if (!found.TryGet(out var owner, out var error))
        {
            return error;
        }

        var stored = owner.ValueSetId is { } id ? (await db.ValueSets.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancellationToken))?.Find(request.Key) : null;
        if (stored is not { IsSecret: true, Fingerprint: { } fingerprint })
        {
            return new ConflictError("There is no secret stored here to compare with.", "value");
        }

        // Counted after recording as well: whoever sends many at once is counted by the audit log, which orders them.
        if (await AttemptsAsync(cancellationToken) >= CompareSecretLimit.Attempts)
        {
            return TooMany();
        }

        db.RecordAct(AuditAction.Compared, owner.Kind, request.OwnerId, $"{owner.Name}: {request.Key}");
        if (await db.SaveAsync(cancellationToken) is { } failed)
        {
            return failed;
        }

        if (await AttemptsAsync(cancellationToken) > CompareSecretLimit.Attempts)
        {
            return TooMany();
        }

        return await fingerprinter.MatchesAsync(context.OrganizationId, request.Key, request.Value.AsMemory(), fingerprint, cancellationToken);
    }

    private static ConflictError TooMany() =>
        new($"You have compared {CompareSecretLimit.Attempts} values in the last {CompareSecretLimit.Window.TotalMinutes:0} minutes. Try again later.", "value");

    private Task<int> AttemptsAsync(CancellationToken cancellationToken)
    {
        var (actor, since) = (context.Actor.Id, time.GetUtcNow().UtcDateTime - CompareSecretLimit.Window);
        var kind = context.Actor.Kind;
        return db.AuditEntries.CountAsync(a => a.ActorId == actor && a.ActorKind == kind && a.Action == AuditAction.Compared.Text && a.At > since, cancellationToken);
    }

    private async Task<Result<Owner>> FindOwnerAsync(CompareSecret request, CancellationToken cancellationToken)
    {
        var id = request.OwnerId;
        var (permission, owner) = request.OwnerKind switch
        {
            ValueOwner.OrganizationConnection => (Permission.ManageConnections, await db.OrganizationConnections.Where(c => c.Id == id)
                .Select(c => new Owner("organization connection", c.Name, c.Values.CurrentId, false)).SingleOrDefaultAsync(cancellationToken)),
            ValueOwner.TestConnection => (Permission.ManageTestConnections, await db.TestConnections.Where(c => c.Id == id)
                .Select(c => new Owner("test connection", c.ConnectionName, c.Values.CurrentId, false)).SingleOrDefaultAsync(cancellationToken)),
            ValueOwner.CustomerConnection => (Permission.ManageCustomerConnections, await db.CustomerConnections.Where(c => c.Id == id)
                .Select(c => new Owner("customer connection", c.Label, c.Values.CurrentId, true)).SingleOrDefaultAsync(cancellationToken)),
            ValueOwner.Credential => (Permission.ManageCredentials, await db.Credentials.Where(c => c.Id == id)
                .Select(c => new Owner("credential", c.Name, c.Values.CurrentId, false)).SingleOrDefaultAsync(cancellationToken)),
            ValueOwner.ConfigVariable => (Permission.ManageOrganizationConfigVariables, await db.ConfigVariables.Where(v => v.Id == id)
                .Select(v => new Owner("config variable", v.Name, v.Values.CurrentId, v.CustomerId != null)).SingleOrDefaultAsync(cancellationToken)),
        };
        if (request.OwnerKind == ValueOwner.ConfigVariable && owner is { OfCustomer: true })
        {
            permission = Permission.ManageCustomerConfigVariables;
        }

        if (!context.Actor.May(permission))
        {
            return AccessErrors.NotAllowed(permission);
        }

        return owner is null ? new NotFoundError("There are no such values. They may have been removed.") : owner;
    }

    private sealed record Owner(string Kind, string Name, Guid? ValueSetId, bool OfCustomer);
}
