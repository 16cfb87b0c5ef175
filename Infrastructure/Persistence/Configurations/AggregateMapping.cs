using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal static class AggregateMapping
{
    /// <summary>What all aggregates share: own keys, the concurrency token, no column for computed names.</summary>
    public static void IsAggregate<T>(this EntityTypeBuilder<T> builder)
        where T : Aggregate
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Revision).IsConcurrencyToken();
        builder.Ignore(e => e.AuditName);
    }

    public static void HasValueVersions<T>(this EntityTypeBuilder<T> builder, System.Linq.Expressions.Expression<Func<T, ValueVersions>> property)
        where T : class =>
        builder.ComplexProperty(property!, values =>
        {
            values.Property(v => v!.CurrentId);
            values.Property(v => v!.PreviousId);
            values.Property(v => v!.Number);
        });
}
