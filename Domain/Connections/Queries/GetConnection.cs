using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>An organization connection: its shape for everybody who may view connections, values that are no secrets only for those who may set them.</summary>
[Requires(Permission.ViewConnections)]
public sealed record GetConnection(Guid Id) : IQuery<ConnectionDetail>;

/// <param name="Definition">Null where the connection type does not exist any more; nothing can be set then.</param>
/// <param name="Inputs">The customer kind: the scope of each input; empty for the global kind.</param>
/// <param name="Values">Global kind: production values; customer kind: the values of its global inputs.</param>
/// <param name="Test">The inputs that a test connection takes, set or not; its owner is null as long as there is none.</param>
/// <param name="FallbackAllowed">Whether test runs may use a global connection's production values (the organization's setting).</param>
/// <param name="FailedRunId">The run that shows why it is failing.</param>
/// <param name="TestHealth">How the test connection's values fare, where there is one.</param>
public sealed record ConnectionDetail(
    Guid Id, string Name, string Description, string StableKey, ConnectionTypeKey Type, string ConnectorLabel, string TypeLabel, ConnectionType? Definition, ConnectionKind Kind,
    ConnectionStatus Status, bool IsDefaultForConnector, IReadOnlyList<string> AllowedHosts, DateTime CreatedAt, Guid Revision,
    IReadOnlyList<ConnectionInput> Inputs, ValuesDetail Values, ValuesDetail Test, int Customers, int IncompleteCustomers, int Integrations, int Instances,
    Guid? SupersededById, string? SupersededByName, bool FallbackAllowed, Guid? FailedRunId = null, ConnectionHealth TestHealth = ConnectionHealth.Well)
{
    public bool HasTestConnection => Test.OwnerId is not null;

    /// <summary>What a customer's values are asked for; empty for the global kind.</summary>
    public IReadOnlyList<InputField> CustomerFields => Kind == ConnectionKind.Global
        ? []
        : [.. (Definition?.Inputs ?? []).Where(f => Inputs.FirstOrDefault(i => i.Key == f.Key)?.Scope != InputScope.Global)];
}

internal sealed class GetConnectionHandler(IConsoleDb db, ConnectorCatalogues catalogues, ActorContext context, ConnectionUsage usage, ConnectionHealths healths)
    : IRequestHandler<GetConnection, Result<ConnectionDetail>>
{
    public async Task<Result<ConnectionDetail>> Handle(GetConnection request, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        var test = await db.TestConnections.AsNoTracking().SingleOrDefaultAsync(t => t.OrganizationConnectionId == connection.Id, cancellationToken);
        var current = new[] { connection.Values.CurrentId, test?.Values.CurrentId }.OfType<Guid>().ToList();
        var sets = await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
        var customers = await db.CustomerConnections.Where(c => c.OrganizationConnectionId == connection.Id).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Incomplete = g.Count(c => !c.IsComplete) }).SingleOrDefaultAsync(cancellationToken);
        var used = (await usage.CountAsync([connection.NormalizedStableKey], cancellationToken))[connection.NormalizedStableKey];
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var type = catalogue.Find(connection.Type);
        var own = (type?.Inputs ?? []).Where(f => connection.ScopeOf(f.Key) == InputScope.Global);
        var isUnconsented = connection.Kind == ConnectionKind.Customer && type?.OAuth is { Grant: OAuthGrant.AuthorizationCode };
        var unconsented = (await healths.UnconsentedAsync(isUnconsented ? [connection.Id] : [], cancellationToken)).GetValueOrDefault(connection.Id);
        var incomplete = (customers?.Incomplete ?? 0) + unconsented;
        var signs = await healths.SignsAsync([connection.Id, .. test is null ? [] : new[] { test.Id }], cancellationToken);
        var failure = connection.Kind == ConnectionKind.Global ? (await healths.FailuresOfGlobalAsync(cancellationToken)).GetValueOrDefault(connection.Id) : null;
        var health = signs.HealthOf(connection.Id, connection.Values.CurrentId, failure, type?.OAuth);
        var successor = connection.SupersededById is { } next
            ? await db.OrganizationConnections.Where(c => c.Id == next).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken)
            : null;
        return new ConnectionDetail(
            connection.Id, connection.Name, connection.Description, connection.StableKey, connection.Type,
            catalogue.ConnectorLabel(connection.ConnectorKey), catalogue.TypeLabel(connection.Type), type, connection.Kind,
            ConnectionStatuses.Of(connection.Kind, connection.SupersededById is not null, health, incomplete),
            connection.IsDefaultForConnector, connection.AllowedHosts, connection.CreatedAt, connection.Revision, connection.Inputs,
            new ValuesDetail(
                connection.Id, connection.Revision, connection.Values.Number, connection is { Kind: ConnectionKind.Global, Values.CanUndo: true },
                InputState.Of(own, Find(connection.Values), context.Actor.May(Permission.ManageConnections))),
            new ValuesDetail(
                test?.Id, test?.Revision, test?.Values.Number ?? 0, test?.Values.CanUndo ?? false,
                InputState.Of(type?.Inputs ?? [], Find(test?.Values), context.Actor.May(Permission.ManageTestConnections))),
            customers?.Count ?? 0, incomplete, used.Integrations, used.Instances, connection.SupersededById, successor,
            await db.Organizations.Select(o => o.TestFallbackAllowed).SingleAsync(cancellationToken),
            health == ConnectionHealth.Failing ? signs.FailedRunOf(connection.Id, connection.Values.CurrentId, failure) : null,
            test is null ? ConnectionHealth.Well : signs.HealthOf(test.Id, test.Values.CurrentId, failure: null, type?.OAuth));

        ValueSet? Find(ValueVersions? versions) => versions?.CurrentId is { } id ? sets.GetValueOrDefault(id) : null;
    }
}
