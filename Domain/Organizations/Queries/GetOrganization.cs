using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Organizations.Queries;

[Requires(Permission.ViewOrganization)]
public sealed record GetOrganization : IQuery<OrganizationDetail>;

public sealed record OrganizationDetail(Guid Id, string Name, string TimeZone, bool TestFallbackAllowed, int RunRetentionDays, Guid Revision);

internal sealed class GetOrganizationHandler(IConsoleDb db) : IRequestHandler<GetOrganization, Result<OrganizationDetail>>
{
    public async Task<Result<OrganizationDetail>> Handle(GetOrganization request, CancellationToken cancellationToken) =>
        await db.Organizations.AsNoTracking()
            .Select(o => new OrganizationDetail(o.Id, o.Name, o.TimeZone, o.TestFallbackAllowed, o.RunRetentionDays, o.Revision))
            .SingleOrDefaultAsync(cancellationToken) is { } organization
            ? organization
            : OrganizationErrors.NotFound;
}
