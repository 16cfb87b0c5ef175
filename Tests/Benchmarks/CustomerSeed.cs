using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>Very many customers, made by the domain in batches.</summary>
internal static class CustomerSeed
{
    private const int Batch = 1_000;

    /// <summary>Adds "Customer 000000" and so on; answers their ids in order.</summary>
    public static async Task<IReadOnlyList<Guid>> PlantAsync(IServiceProvider services, Guid organization, int customers)
    {
        var ids = new List<Guid>(customers);
        while (ids.Count < customers)
        {
            ids.AddRange(await AddAsync(services, organization, ids.Count, Math.Min(Batch, customers - ids.Count)));
        }

        return ids;
    }

    private static async Task<IEnumerable<Guid>> AddAsync(IServiceProvider services, Guid organization, int first, int count)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.Operator, organization);
        var db = scope.ServiceProvider.GetRequiredService<IConsoleDb>();
        var customers = Enumerable.Range(first, count).Select(i => Customer.Create(organization, $"Customer {i:000000}", null, $"external-{i}", DateTime.UtcNow)).ToList();
        db.Customers.AddRange(customers);
        return await db.SaveAsync(CancellationToken.None) is { } error
            ? throw new BenchmarkException($"Customers could not be saved: {error}")
            : customers.Select(c => c.Id);
    }
}
