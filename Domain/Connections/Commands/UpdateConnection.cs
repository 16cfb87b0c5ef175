using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Commands;

/// <summary>Changes what a connection is called and which hosts it may be sent to. Stable key, type, kind and scopes never change. Answers the new revision.</summary>
/// <param name="AllowedHosts">Null leaves them as they are; empty allows any host that the egress guard lets through.</param>
[Requires(Permission.ManageConnections)]
public sealed record UpdateConnection(Guid Id, string Name, string Description, IReadOnlyList<string>? AllowedHosts = null, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Makes a connection the default of its connector, in place of the former one, or takes the mark away. Answers the new revision.</summary>
[Requires(Permission.ManageConnections)]
public sealed record MarkDefaultConnection(Guid Id, bool IsDefault, Guid? Revision = null) : ICommand<Guid>;

internal sealed class UpdateConnectionValidator : AbstractValidator<UpdateConnection>
{
    public UpdateConnectionValidator()
    {
        RuleFor(c => c.Name).ConnectionName();
        RuleFor(c => c.Description).ConnectionDescription();
        RuleFor(c => c.AllowedHosts).AllowedHosts();
    }
}

internal sealed class UpdateConnectionHandler(IConsoleDb db, DefaultConnection defaults)
    : IRequestHandler<UpdateConnection, Result<Guid>>, IRequestHandler<MarkDefaultConnection, Result<Guid>>
{
    public Task<Result<Guid>> Handle(UpdateConnection request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, request.Revision, async connection =>
        {
            connection.Describe(request.Name, request.Description);
            if (request.AllowedHosts is { } hosts)
            {
                connection.AllowOnly(hosts);
            }

            (await db.TestConnections.SingleOrDefaultAsync(t => t.OrganizationConnectionId == connection.Id, cancellationToken))?.Rename(connection.Name);
        }, cancellationToken);

    public Task<Result<Guid>> Handle(MarkDefaultConnection request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, request.Revision, connection =>
        {
            if (request.IsDefault)
            {
                return defaults.MoveToAsync(connection, cancellationToken);
            }

            connection.MarkDefault(false);
            return Task.CompletedTask;
        }, cancellationToken);

    private async Task<Result<Guid>> ChangeAsync(Guid id, Guid? revision, Func<OrganizationConnection, Task> change, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        if (connection.CheckRevision(revision) is { } stale)
        {
            return stale;
        }

        await change(connection);
        return await db.SaveAsync(cancellationToken) is { } error ? error : connection.Revision;
    }
}
