using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Sets or changes the values that test runs use; they hold from the next test run on. Answers the test connection's id.</summary>
/// <param name="ConnectionId">The organization connection.</param>
[Requires(Permission.ManageTestConnections)]
public sealed record SetTestConnection(Guid ConnectionId, IReadOnlyList<SubmittedValue> Values, Guid? Revision = null) : ICommand<Guid>;

internal sealed class SetTestConnectionHandler(IConsoleDb db, ConnectorCatalogues catalogues, ValueWriter writer, TimeProvider time) : IRequestHandler<SetTestConnection, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SetTestConnection request, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.SingleOrDefaultAsync(c => c.Id == request.ConnectionId, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        if ((await catalogues.GetAsync(cancellationToken)).Find(connection.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(connection.Type.ToString());
        }

        var test = await db.TestConnections.SingleOrDefaultAsync(t => t.OrganizationConnectionId == connection.Id, cancellationToken);
        if (test?.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        if (test is null)
        {
            test = new TestConnection(connection, time.GetUtcNow().UtcDateTime);
            db.TestConnections.Add(test);
        }

        var previous = await db.ValueSets.SingleOrDefaultAsync(v => v.Id == test.Values.CurrentId, cancellationToken);
        var written = await writer.WriteAsync(ValueOwner.TestConnection, test.Id, type.Inputs, request.Values, previous, test.Values.Number + 1, cancellationToken);
        if (!written.TryGet(out var values, out var error))
        {
            return error;
        }

        test.UseValues(values);
        db.ValueSets.Add(values);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : test.Id;
    }
}
