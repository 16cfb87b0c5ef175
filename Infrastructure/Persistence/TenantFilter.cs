using System.Linq.Expressions;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence;

internal static class TenantFilter
{
    /// <summary>Filters every owned entity by the scope's organization. Reading across organizations must say <c>IgnoreQueryFilters</c>, which a test lists.</summary>
    public static void ApplyTenantFilter(this ModelBuilder builder, ConsoleDbContext context)
    {
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(IOrganizationOwned).IsAssignableFrom(t.ClrType)))
        {
            var row = Expression.Parameter(type.ClrType, "row");
            var owner = Expression.Property(row, nameof(IOrganizationOwned.OrganizationId));
            var current = Expression.Property(Expression.Constant(context), nameof(ConsoleDbContext.CurrentOrganizationId));
            builder.Entity(type.ClrType).HasQueryFilter(Expression.Lambda(Expression.Equal(owner, current), row));
        }
    }
}
