using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Organizations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Infrastructure.Persistence.Configurations;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// The one model over three providers. Mapping stands in <see cref="Configurations"/>; each provider's subclass adds only what differs there.
/// </summary>
internal abstract class ConsoleDbContext(DbContextOptions options, ActorContext? actors, AuditTrail? audit)
    : IdentityUserContext<ConsoleUser, Guid>(options), IConsoleDb
{
    private readonly List<AuditAct> _acts = [];

    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<OrganizationConnection> OrganizationConnections => Set<OrganizationConnection>();

    public DbSet<TestConnection> TestConnections => Set<TestConnection>();

    public DbSet<CustomerConnection> CustomerConnections => Set<CustomerConnection>();

    public DbSet<ConnectionTestOutcome> ConnectionTestOutcomes => Set<ConnectionTestOutcome>();

    public DbSet<Credential> Credentials => Set<Credential>();

    public DbSet<ConfigVariable> ConfigVariables => Set<ConfigVariable>();

    public DbSet<ValueSet> ValueSets => Set<ValueSet>();

    public DbSet<OwnConnector> OwnConnectors => Set<OwnConnector>();

    public DbSet<ConnectorPicture> ConnectorPictures => Set<ConnectorPicture>();

    public DbSet<OAuthAuthorization> OAuthAuthorizations => Set<OAuthAuthorization>();

    public DbSet<AuthorizationAttempt> AuthorizationAttempts => Set<AuthorizationAttempt>();

    public DbSet<Integration> Integrations => Set<Integration>();

    public DbSet<IntegrationVersion> IntegrationVersions => Set<IntegrationVersion>();

    public DbSet<Instance> Instances => Set<Instance>();

    public DbSet<Run> RunRows => Set<Run>();

    public DbSet<DataKey> DataKeys => Set<DataKey>();

    public DbSet<FingerprintKey> FingerprintKeys => Set<FingerprintKey>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public IQueryable<BindingReference> BindingReferences => Set<BindingReference>().AsNoTracking();

    public IQueryable<Run> Runs => Set<Run>().AsNoTracking();

    public IQueryable<StepRun> StepRuns => Set<StepRun>().AsNoTracking();

    public IQueryable<RunLogLine> RunLogLines => Set<RunLogLine>().AsNoTracking();

    public IQueryable<AuditEntry> AuditEntries => Set<AuditEntry>().AsNoTracking();

    /// <summary>Read by the tenant filter of every query; a scope without an organization throws rather than seeing everybody's rows.</summary>
    public Guid CurrentOrganizationId => (actors ?? throw new InvalidOperationException("This context was made without an actor.")).OrganizationId;

    public void RecordAct(AuditAction action, string subjectKind, Guid subjectId, string subjectName) =>
        _acts.Add(new AuditAct(action, subjectKind, subjectId, subjectName));

    public async Task<Error?> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var changed = await AuthorizationUpkeep.BeforeSaveAsync(this, cancellationToken);
            await SaveChangesAsync(cancellationToken);
            if (changed.Count > 0)
            {
                await AuthorizationUpkeep.AfterSaveAsync(this, changed, cancellationToken);
            }

            return null;
        }
        catch (DbUpdateConcurrencyException exception)
        {
            var name = exception.Entries.Select(e => e.Entity).OfType<IAudited>().FirstOrDefault()?.AuditName;
            return new StaleError(
                $"Somebody else changed {(name is null ? "this" : $"\"{name}\"")} in the meantime. Nothing was overwritten: load it again, then repeat your change.");
        }
        catch (DbUpdateException exception) when (ConstraintErrors.Find(Model, exception) is { } error)
        {
            return error;
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Once, rather than by each look at the tracked entries below: comparing all properties is a good part of what a save costs.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await SaveDetectedAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: the audit log is written with the changes.");

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ConsoleDbContext).Assembly);
        builder.ApplyTenantFilter(this);
    }

    private async Task<int> SaveDetectedAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        GuardTenant();
        await Persistence.BindingReferences.FollowAsync(this, cancellationToken);
        foreach (var entry in ChangeTracker.Entries<Aggregate>().Where(e => e.State == EntityState.Modified))
        {
            entry.Entity.Touch();
            entry.DetectChanges();
        }

        if (audit is null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        var lines = audit.Collect(this, _acts);
        if (lines.Count == 0)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        var saved = await audit.SaveAsync(this, lines, () => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
        _acts.Clear();
        return saved;
    }

    /// <summary>A row of another organization is never written, whatever a handler does.</summary>
    private void GuardTenant()
    {
        foreach (var entry in ChangeTracker.Entries<IOrganizationOwned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity.OrganizationId != CurrentOrganizationId)
            {
                throw new InvalidOperationException($"A {entry.Entity.GetType().Name} of another organization was about to be written.");
            }
        }
    }
}
