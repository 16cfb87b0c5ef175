using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Queries;

/// <summary>Test connections, oldest first, for programs.</summary>
/// <param name="ConnectionIds">Only those of these organization connections.</param>
[Requires(Permission.ViewConnections)]
public sealed record FindTestConnections(Window Window, IReadOnlyList<Guid>? Ids = null, IReadOnlyList<Guid>? ConnectionIds = null) : IQuery<Slice<FoundTestConnection>>;

/// <summary>The inputs of test connections by test connection: which have a value, and the values that are no secrets for those who may set them.</summary>
[Requires(Permission.ViewConnections)]
public sealed record FindTestConnectionInputs(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>;

/// <param name="Revision">Goes along when the values are changed.</param>
public sealed record FoundTestConnection(Guid Id, Guid ConnectionId, string ConnectionName, Guid Revision);

internal sealed class FindTestConnectionsValidator : AbstractValidator<FindTestConnections>
{
    public FindTestConnectionsValidator()
    {
        RuleFor(q => q.Window).SetValidator(new WindowValidator());
        RuleFor(q => q.Ids).AtMostManyIds();
        RuleFor(q => q.ConnectionIds).AtMostManyIds();
    }
}

internal sealed class FindTestConnectionInputsValidator : AbstractValidator<FindTestConnectionInputs>
{
    public FindTestConnectionInputsValidator() => RuleFor(q => q.Ids).AtMostManyIds();
}

internal sealed class FindTestConnectionsHandler(IConsoleDb db, ConnectorCatalogues catalogues, ActorContext context)
    : IRequestHandler<FindTestConnections, Result<Slice<FoundTestConnection>>>,
      IRequestHandler<FindTestConnectionInputs, Result<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>>
{
    public async Task<Result<Slice<FoundTestConnection>>> Handle(FindTestConnections request, CancellationToken cancellationToken)
    {
        var tests = db.TestConnections.AsNoTracking();
        tests = request.Ids is { } ids ? tests.Where(t => ids.Contains(t.Id)) : tests;
        tests = request.ConnectionIds is { } owners ? tests.Where(t => owners.Contains(t.OrganizationConnectionId)) : tests;
        return await tests.OrderBy(t => t.Id).Select(t => new FoundTestConnection(t.Id, t.OrganizationConnectionId, t.ConnectionName, t.Revision))
            .ToSliceAsync(request.Window, cancellationToken);
    }

    public async Task<Result<IReadOnlyDictionary<Guid, IReadOnlyList<FoundInput>>>> Handle(FindTestConnectionInputs request, CancellationToken cancellationToken)
    {
        var rows = await (
            from test in db.TestConnections.AsNoTracking().Where(t => request.Ids.Contains(t.Id))
            join connection in db.OrganizationConnections on test.OrganizationConnectionId equals connection.Id
            select new { test.Id, test.Values.CurrentId, Connection = connection }).AsNoTracking().ToListAsync(cancellationToken);
        var current = rows.Select(r => r.CurrentId).OfType<Guid>().ToList();
        var values = await db.ValueSets.AsNoTracking().Where(v => current.Contains(v.Id)).ToDictionaryAsync(v => v.OwnerId, cancellationToken);
        var catalogue = await catalogues.GetAsync(cancellationToken);
        var mayRead = context.Actor.May(Permission.ManageTestConnections);
        return rows.ToDictionary(
            r => r.Id,
            r => (IReadOnlyList<FoundInput>)[.. (catalogue.Find(r.Connection.Type)?.Inputs ?? [])
                .Select(f => FoundInput.Of(f, r.Connection.ScopeOf(f.Key), values.GetValueOrDefault(r.Id), mayRead))]);
    }
}
