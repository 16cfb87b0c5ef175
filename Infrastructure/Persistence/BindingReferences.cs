using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// Keeps <see cref="BindingReference"/> rows the same as the bindings that a save writes, in its transaction, so that no command can forget it. The
/// concurrency token of the instance or integration guards them too: of two saves at once one is refused with all it wrote.
/// </summary>
internal static class BindingReferences
{
    public static async Task FollowAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        foreach (var entry in db.ChangeTracker.Entries<Instance>().Where(e => HasChanged(e, nameof(Instance.Configuration), nameof(Instance.ArchivedAt))).ToList())
        {
            var instance = entry.Entity;
            var stored = entry.State == EntityState.Added ? [] : await Stored(db).Where(r => r.InstanceId == instance.Id).ToListAsync(cancellationToken);
            var bindings = entry.State == EntityState.Deleted || instance.ArchivedAt is not null ? InstanceConfiguration.Empty : instance.Configuration;
            Replace(db, stored, bindings, (credential, variable) => BindingReference.OfInstance(instance.OrganizationId, instance.Id, credential, variable));
        }

        foreach (var entry in db.ChangeTracker.Entries<Integration>().Where(e => HasChanged(e, nameof(Integration.TestConfiguration), nameof(Integration.ArchivedAt))).ToList())
        {
            var integration = entry.Entity;
            var stored = entry.State == EntityState.Added ? [] : await Stored(db).Where(r => r.IntegrationId == integration.Id).ToListAsync(cancellationToken);
            var bindings = entry.State == EntityState.Deleted || integration.ArchivedAt is not null ? InstanceConfiguration.Empty : integration.TestConfiguration;
            Replace(db, stored, bindings, (credential, variable) => BindingReference.OfTestConfiguration(integration.OrganizationId, integration.Id, credential, variable));
        }
    }

    /// <summary>Background work saves without an organization; what it may touch is decided by the rows that it tracks already.</summary>
    private static IQueryable<BindingReference> Stored(ConsoleDbContext db) => db.Set<BindingReference>().IgnoreQueryFilters();

    private static bool HasChanged<T>(EntityEntry<T> entry, params ReadOnlySpan<string> properties)
        where T : class
    {
        if (entry.State is EntityState.Added or EntityState.Deleted)
        {
            return true;
        }

        var changed = false;
        foreach (var property in properties)
        {
            changed |= entry.State == EntityState.Modified && entry.Property(property).IsModified;
        }

        return changed;
    }

    private static void Replace(ConsoleDbContext db, List<BindingReference> stored, InstanceConfiguration configuration, Func<Guid?, Guid?, BindingReference> create)
    {
        var wanted = configuration.Bindings.Where(b => b.ReferenceId is not null)
            .Select(b => b.Source == BindingSource.Credential ? (Credential: b.ReferenceId, Variable: (Guid?)null) : (Credential: null, Variable: b.ReferenceId))
            .Distinct().ToList();
        var set = db.Set<BindingReference>();
        set.RemoveRange(stored.Where(r => !wanted.Contains((r.CredentialId, r.ConfigVariableId))));
        set.AddRange(wanted.Where(w => !stored.Exists(r => r.CredentialId == w.Credential && r.ConfigVariableId == w.Variable)).Select(w => create(w.Credential, w.Variable)));
    }
}
