using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Defines an organization connection; answers its id.</summary>
/// <param name="Inputs">Customer kind: the scope of each input; those left out are customer-specific.</param>
/// <param name="Values">Global kind: the production values; customer kind: the values of its global inputs.</param>
[Requires(Permission.ManageConnections)]
public sealed record CreateConnection(
    ConnectionTypeKey Type, ConnectionKind Kind, string Name, string StableKey, IReadOnlyList<SubmittedValue> Values,
    string Description = "", IReadOnlyList<ConnectionInput>? Inputs = null, IReadOnlyList<string>? AllowedHosts = null, bool IsDefaultForConnector = false)
    : ICommand<Guid>;

internal sealed class CreateConnectionValidator : AbstractValidator<CreateConnection>
{
    public CreateConnectionValidator()
    {
        RuleFor(c => c.Name).ConnectionName();
        RuleFor(c => c.Description).ConnectionDescription();
        RuleFor(c => c.StableKey).ConnectionStableKey();
        RuleFor(c => c.AllowedHosts).AllowedHosts();
    }
}

internal sealed class CreateConnectionHandler(
    IConsoleDb db, ConnectorCatalogues catalogues, ActorContext context, ValueWriter writer, DefaultConnection defaults, TimeProvider time)
    : IRequestHandler<CreateConnection, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CreateConnection request, CancellationToken cancellationToken)
    {
        if ((await catalogues.GetAsync(cancellationToken)).Find(request.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(request.Type.ToString());
        }

        var created = OrganizationConnection.Create(
            context.OrganizationId, type, request.Type, request.Kind, request.StableKey, request.Name, request.Description,
            request.Inputs ?? [], request.AllowedHosts ?? [], time.GetUtcNow().UtcDateTime);
        if (!created.TryGet(out var connection, out var error))
        {
            return error;
        }

        if (request.IsDefaultForConnector)
        {
            await defaults.MoveToAsync(connection, cancellationToken);
        }

        var organizationInputs = type.Inputs.Where(i => connection.ScopeOf(i.Key) == InputScope.Global).ToList();
        var written = await writer.WriteAsync(
            ValueOwner.OrganizationConnection, connection.Id, organizationInputs, request.Values, null, 1, cancellationToken);
        if (!written.TryGet(out var values, out error))
        {
            return error;
        }

        if (organizationInputs.FirstOrDefault(i => i.Required && i.Default is null && values.Find(i.Key) is null) is { } missing)
        {
            return ConnectionErrors.MissingInput(missing.Key, missing.Label);
        }

        if (connection.UseValues(values) is { } refused)
        {
            return refused;
        }

        db.OrganizationConnections.Add(connection);
        db.ValueSets.Add(values);
        return await db.SaveAsync(cancellationToken) is { } failed ? failed : connection.Id;
    }
}
