using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Replaces production values of a global connection; runs that were accepted before keep the old ones.</summary>
[Requires(Permission.ManageConnections)]
public sealed record UpdateConnectionValues(Guid Id, IReadOnlyList<SubmittedValue> Values, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Goes back to the production values before the current ones; can itself be undone.</summary>
[Requires(Permission.ManageConnections)]
public sealed record UndoConnectionValues(Guid Id, Guid? Revision = null) : ICommand<Guid>;

internal sealed class UpdateConnectionValuesHandler(IConsoleDb db, ConnectorCatalogues catalogues, ValueWriter writer)
    : IRequestHandler<UpdateConnectionValues, Result<Guid>>, IRequestHandler<UndoConnectionValues, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(UpdateConnectionValues request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, request.Revision, cancellationToken);
        if (!found.TryGet(out var connection, out var error))
        {
            return error;
        }

        if (connection.Kind == ConnectionKind.Customer)
        {
            return ConnectionErrors.GlobalValuesAreImmutable;
        }

        if ((await catalogues.GetAsync(cancellationToken)).Find(connection.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(connection.Type.ToString());
        }

        var previous = await db.ValueSets.SingleOrDefaultAsync(v => v.Id == connection.Values.CurrentId, cancellationToken);
        var written = await writer.WriteAsync(
            ValueOwner.OrganizationConnection, connection.Id, type.Inputs, request.Values, previous, connection.Values.Number + 1, cancellationToken);
        if (!written.TryGet(out var values, out error))
        {
            return error;
        }

        if (type.Inputs.FirstOrDefault(i => i.Required && i.Default is null && values.Find(i.Key) is null) is { } missing)
        {
            return ConnectionErrors.MissingInput(missing.Key, missing.Label);
        }

        if (connection.UseValues(values) is { } refused)
        {
            return refused;
        }

        db.ValueSets.Add(values);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : connection.Id;
    }

    public async Task<Result<Guid>> Handle(UndoConnectionValues request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, request.Revision, cancellationToken);
        if (!found.TryGet(out var connection, out var error))
        {
            return error;
        }

        return (connection.UndoValues() ?? await db.SaveAsync(cancellationToken)) is { } failed ? failed : connection.Id;
    }

    private async Task<Result<OrganizationConnection>> FindAsync(Guid id, Guid? revision, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        return connection.CheckRevision(revision) is { } stale ? stale : connection;
    }
}
