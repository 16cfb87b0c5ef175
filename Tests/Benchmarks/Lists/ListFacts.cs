using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Lists;

/// <summary>What requests can name in the full database.</summary>
/// <param name="Instance">One with many runs.</param>
/// <param name="Customers">All with an external id, in the order of their names.</param>
internal sealed record ListFacts(Guid Organization, Guid Connection, Guid Instance, IReadOnlyList<Guid> Customers)
{
    public static async Task<ListFacts> ReadAsync(IServiceProvider services)
    {
        var organization = (await services.GetRequiredService<IAccounts>().ListOrganizationsAsync(CancellationToken.None))[0].Id;
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.Operator, organization);
        var db = scope.ServiceProvider.GetRequiredService<IConsoleDb>();
        return new ListFacts(
            organization,
            await db.OrganizationConnections.Where(c => c.Kind == ConnectionKind.Customer).Select(c => c.Id).FirstAsync(),
            await db.Instances.OrderBy(i => i.NormalizedName).Select(i => i.Id).FirstAsync(),
            await db.Customers.Where(c => c.ExternalId!.StartsWith("external-")).OrderBy(c => c.NormalizedName).Select(c => c.Id).ToListAsync());
    }
}
