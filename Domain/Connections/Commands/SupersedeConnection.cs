using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>
/// Creates a successor of a connection of the customer kind, since its global values can never be changed. The successor has its own stable key; drafts are
/// re-pointed with <see cref="RepointDraft"/>, customers' values copied with <see cref="CopyCustomerConnections"/>. The superseded one serves on.
/// Answers the successor's id.
/// </summary>
/// <param name="Inputs">The scope of each input; those left out keep theirs.</param>
/// <param name="Values">Values of global inputs; those left out are copied where the input was global before.</param>
/// <param name="CopyTestConnection">Take the test connection along, where there is one.</param>
[Requires(Permission.ManageConnections)]
public sealed record SupersedeConnection(
    Guid Id, string Name, string StableKey, IReadOnlyList<SubmittedValue> Values, string Description = "", IReadOnlyList<ConnectionInput>? Inputs = null,
    bool CopyTestConnection = true, Guid? Revision = null) : ICommand<Guid>;

internal sealed class SupersedeConnectionValidator : AbstractValidator<SupersedeConnection>
{
    public SupersedeConnectionValidator()
    {
        RuleFor(c => c.Name).ConnectionName();
        RuleFor(c => c.Description).ConnectionDescription();
        RuleFor(c => c.StableKey).ConnectionStableKey();
    }
}

internal sealed class SupersedeConnectionHandler(
    IConsoleDb db, ConnectorCatalogues catalogues, ActorContext context, ValueWriter writer, ValueCopier copier, DefaultConnection defaults, TimeProvider time)
    : IRequestHandler<SupersedeConnection, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SupersedeConnection request, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } old)
        {
            return ConnectionErrors.NotFound;
        }

        if (old.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        if ((await catalogues.GetAsync(cancellationToken)).Find(old.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(old.Type.ToString());
        }

        var scopes = old.Inputs.Select(i => request.Inputs?.FirstOrDefault(x => x.Key == i.Key) ?? i).Concat(request.Inputs?.Where(x => old.Inputs.All(i => i.Key != x.Key)) ?? []);
        var created = OrganizationConnection.Create(
            context.OrganizationId, type, old.Type, old.Kind, request.StableKey, request.Name, request.Description, [.. scopes], old.AllowedHosts, time.GetUtcNow().UtcDateTime);
        if (!created.TryGet(out var successor, out var error))
        {
            return error;
        }

        if (old.SupersedeBy(successor) is { } refused)
        {
            return refused;
        }

        var written = await WriteGlobalsAsync(old, successor, type, request.Values, cancellationToken);
        if (!written.TryGet(out var values, out error))
        {
            return error;
        }

        if (successor.UseValues(values) is { } immutable)
        {
            return immutable;
        }

        db.OrganizationConnections.Add(successor);
        db.ValueSets.Add(values);
        if (request.CopyTestConnection && await CopyTestAsync(old, successor, cancellationToken) is { } failed)
        {
            return failed;
        }

        if (await db.SaveAsync(cancellationToken) is { } unsaved)
        {
            return unsaved;
        }

        // A save of its own: the old row refers to the new one, and the new one may have the mark only after the old one has lost it.
        if (old.IsDefaultForConnector)
        {
            await defaults.MoveToAsync(successor, cancellationToken);
            await db.SaveAsync(cancellationToken);
        }

        return successor.Id;
    }

    /// <summary>What was global before and is not given anew is copied; what is given is written as for any connection.</summary>
    private async Task<Result<ValueSet>> WriteGlobalsAsync(
        OrganizationConnection old, OrganizationConnection successor, ConnectionType type, IReadOnlyList<SubmittedValue> submitted, CancellationToken cancellationToken)
    {
        var fields = type.Inputs.Where(i => successor.ScopeOf(i.Key) == InputScope.Global).ToList();
        var before = await db.ValueSets.AsNoTracking().SingleOrDefaultAsync(v => v.Id == old.Values.CurrentId, cancellationToken);
        var copies = new List<StoredValue>();
        foreach (var stored in before?.Values ?? [])
        {
            if (fields.Exists(f => f.Key == stored.Key) && submitted.LastOrDefault(s => s.Key == stored.Key)?.Value is null)
            {
                var copied = await copier.CopyAsync(stored, old.Id, successor.Id, old.Name, cancellationToken);
                if (!copied.TryGet(out var copy, out var failed))
                {
                    return failed;
                }

                copies.Add(copy);
            }
        }

        var kept = new ValueSet(context.OrganizationId, ValueOwner.OrganizationConnection, successor.Id, 0, copies, time.GetUtcNow().UtcDateTime, context.Actor.Name);
        var written = await writer.WriteAsync(ValueOwner.OrganizationConnection, successor.Id, fields, submitted, kept, 1, cancellationToken);
        if (!written.TryGet(out var values, out var error))
        {
            return error;
        }

        return fields.Find(i => i.Required && i.Default is null && values.Find(i.Key) is null) is { } missing ? ConnectionErrors.MissingInput(missing.Key, missing.Label) : values;
    }

    private async Task<Error?> CopyTestAsync(OrganizationConnection old, OrganizationConnection successor, CancellationToken cancellationToken)
    {
        var test = await db.TestConnections.AsNoTracking().SingleOrDefaultAsync(t => t.OrganizationConnectionId == old.Id, cancellationToken);
        var values = test is null ? null : await db.ValueSets.AsNoTracking().SingleOrDefaultAsync(v => v.Id == test.Values.CurrentId, cancellationToken);
        if (test is null || values is null)
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var copy = new TestConnection(successor, now);
        var copies = new List<StoredValue>(values.Values.Count);
        foreach (var stored in values.Values)
        {
            var copied = await copier.CopyAsync(stored, test.Id, copy.Id, test.AuditName, cancellationToken);
            if (!copied.TryGet(out var value, out var error))
            {
                return error;
            }

            copies.Add(value);
        }

        var set = new ValueSet(context.OrganizationId, ValueOwner.TestConnection, copy.Id, 1, copies, now, context.Actor.Name);
        copy.UseValues(set);
        db.TestConnections.Add(copy);
        db.ValueSets.Add(set);
        return null;
    }
}
