using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connectors.Commands;

/// <summary>
/// Adds a connection type to an own connector, or puts an edited one into its place; answers the connector's id. Labels, hints and order are free. What would
/// break values that exist is refused with the connections concerned; what makes customers' connections incomplete has to be confirmed. Which credentials fit
/// follows from the inputs.
/// </summary>
/// <param name="Connector">The connector's key.</param>
/// <param name="Replaces">The key of the type that is edited; null to add one.</param>
/// <param name="MarkIncomplete">Confirms that customers' connections which lack a value from now on become incomplete.</param>
[Requires(Permission.ManageConnectors)]
public sealed record SaveConnectionType(string Connector, ConnectionType Type, string? Replaces = null, bool MarkIncomplete = false, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Takes a connection type from an own connector; refused while anything uses it.</summary>
[Requires(Permission.ManageConnectors)]
public sealed record DeleteConnectionType(string Connector, string Type, Guid? Revision = null) : ICommand<Guid>;

internal sealed class SaveConnectionTypeValidator : AbstractValidator<SaveConnectionType>
{
    public SaveConnectionTypeValidator() => RuleFor(c => c.Type).SetValidator(new ConnectionTypeValidator());
}

internal sealed class SaveConnectionTypeHandler(IConsoleDb db, ConnectorUsage usage)
    : IRequestHandler<SaveConnectionType, Result<Guid>>, IRequestHandler<DeleteConnectionType, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SaveConnectionType request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Connector, request.Revision, cancellationToken);
        if (!found.TryGet(out var connector, out var error))
        {
            return error;
        }

        var type = ConnectionTypeForms.Kept(request.Type);
        if (request.Replaces is null)
        {
            if (connector.ConnectionTypes.Any(t => string.Equals(t.Key, type.Key, StringComparison.OrdinalIgnoreCase)))
            {
                return ConnectorErrors.TypeKeyTaken;
            }
        }
        else if (connector.FindConnectionType(request.Replaces) is not { } old)
        {
            return ConnectorErrors.TypeNotFound;
        }
        else if (type.Key != old.Key)
        {
            return ConnectorErrors.TypeKeyIsFixed;
        }
        else if (await MigrateAsync(new ConnectionTypeKey(connector.Key, old.Key), old, type, request.MarkIncomplete, cancellationToken) is { } refused)
        {
            return refused;
        }

        return (connector.SaveConnectionType(type) ?? await db.SaveAsync(cancellationToken)) is { } failed ? failed : connector.Id;
    }

    public async Task<Result<Guid>> Handle(DeleteConnectionType request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Connector, request.Revision, cancellationToken);
        if (!found.TryGet(out var connector, out var error))
        {
            return error;
        }

        if (connector.FindConnectionType(request.Type) is not { } type)
        {
            return ConnectorErrors.TypeNotFound;
        }

        var users = await usage.FindAsync(connector.Key, type.Key, cancellationToken);
        if (users.Count > 0)
        {
            return ConnectorErrors.TypeInUse(type.Label, users);
        }

        connector.RemoveConnectionType(type.Key);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : connector.Id;
    }

    /// <summary>Refuses what would break values, and lets customers' connections follow what is required of them.</summary>
    private async Task<Error?> MigrateAsync(ConnectionTypeKey key, ConnectionType old, ConnectionType now, bool markIncomplete, CancellationToken cancellationToken)
    {
        var measured = await new ConnectionTypeImpacts(db).MeasureAsync(key, old, now, cancellationToken);
        var impact = measured.Impact;
        if (impact.Refusals.Count > 0)
        {
            return ConnectorErrors.InputsInUse(impact.Refusals, impact.Concerned);
        }

        if (impact.Incomplete > ConnectionTypeImpacts.MostIncomplete)
        {
            return ConnectorErrors.TooManyIncomplete(ConnectionTypeImpacts.MostIncomplete);
        }

        if (impact.Incomplete > 0 && !markIncomplete)
        {
            return ConnectorErrors.WouldBeIncomplete(impact.Incomplete);
        }

        // Whatever becomes complete beyond the limit does so with its next save; nothing but lists of what is missing looks at the mark.
        var changed = measured.Completeness.OrderBy(c => c.Value).Take(ConnectionTypeImpacts.MostIncomplete).Select(c => c.Key).ToList();
        foreach (var customer in changed.Count == 0 ? [] : await db.CustomerConnections.Where(c => changed.Contains(c.Id)).ToListAsync(cancellationToken))
        {
            customer.MarkComplete(measured.Completeness[customer.Id]);
        }

        return null;
    }

    private async Task<Result<OwnConnector>> FindAsync(string key, Guid? revision, CancellationToken cancellationToken)
    {
        if (await db.OwnConnectors.SingleOrDefaultAsync(c => c.Key == key, cancellationToken) is not { } connector)
        {
            return ConnectorErrors.NotFound;
        }

        return connector.CheckRevision(revision) is { } stale ? stale : connector;
    }
}
