using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Integrations.Commands;

/// <summary>Replaces the draft. A draft may have problems; publishing and running it may not. Answers the new revision.</summary>
[Requires(Permission.EditIntegrations)]
public sealed record SaveDraft(Guid Id, IntegrationDefinition Draft, Guid? Revision = null) : ICommand<Guid>;

/// <summary>Sets the values and bindings that test runs of the draft use; answers the new revision.</summary>
[Requires(Permission.EditIntegrations)]
public sealed record ConfigureTests(Guid Id, InstanceConfiguration Configuration, Guid? Revision = null) : ICommand<Guid>;

internal sealed class SaveDraftHandler(IConsoleDb db) : IRequestHandler<SaveDraft, Result<Guid>>, IRequestHandler<ConfigureTests, Result<Guid>>
{
    public Task<Result<Guid>> Handle(SaveDraft request, CancellationToken cancellationToken) =>
        ChangeAsync(
            request.Id, request.Revision, i =>
            {
                i.SaveDraft(request.Draft);
                return Task.FromResult<Error?>(null);
            }, cancellationToken);

    public Task<Result<Guid>> Handle(ConfigureTests request, CancellationToken cancellationToken) =>
        ChangeAsync(
            request.Id, request.Revision, async i =>
            {
                if (await InstanceBindings.CheckAsync(db, i.Draft, request.Configuration, null, cancellationToken) is { } wrong)
                {
                    return wrong;
                }

                i.ConfigureTests(request.Configuration);
                return null;
            }, cancellationToken);

    private async Task<Result<Guid>> ChangeAsync(Guid id, Guid? revision, Func<Integration, Task<Error?>> change, CancellationToken cancellationToken)
    {
        if (await db.Integrations.SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } integration)
        {
            return IntegrationErrors.NotFound;
        }

        if (integration.CheckRevision(revision) is { } stale)
        {
            return stale;
        }

        return (await change(integration) ?? await db.SaveAsync(cancellationToken)) is { } error ? error : integration.Revision;
    }
}
