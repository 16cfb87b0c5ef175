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
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>
/// The database as handlers see it. Every set holds only the rows of the scope's organization; runs, step runs and log lines are read-only here,
/// since the run journal alone writes them.
/// </summary>
public interface IConsoleDb
{
    DbSet<Organization> Organizations { get; }

    DbSet<Membership> Memberships { get; }

    DbSet<ApiToken> ApiTokens { get; }

    DbSet<Customer> Customers { get; }

    DbSet<OrganizationConnection> OrganizationConnections { get; }

    DbSet<TestConnection> TestConnections { get; }

    DbSet<CustomerConnection> CustomerConnections { get; }

    DbSet<ConnectionTestOutcome> ConnectionTestOutcomes { get; }

    DbSet<Credential> Credentials { get; }

    DbSet<ConfigVariable> ConfigVariables { get; }

    DbSet<ValueSet> ValueSets { get; }

    DbSet<OwnConnector> OwnConnectors { get; }

    DbSet<ConnectorPicture> ConnectorPictures { get; }

    DbSet<OAuthAuthorization> OAuthAuthorizations { get; }

    DbSet<AuthorizationAttempt> AuthorizationAttempts { get; }

    DbSet<Integration> Integrations { get; }

    DbSet<IntegrationVersion> IntegrationVersions { get; }

    DbSet<Instance> Instances { get; }

    /// <summary>Made from the bindings of instances and test configurations at each save; nobody writes them.</summary>
    IQueryable<BindingReference> BindingReferences { get; }

    IQueryable<Run> Runs { get; }

    IQueryable<StepRun> StepRuns { get; }

    IQueryable<RunLogLine> RunLogLines { get; }

    IQueryable<AuditEntry> AuditEntries { get; }

    /// <summary>Adds a line to the audit log for an act that changes no row of its own; saved with the next <see cref="SaveAsync"/>.</summary>
    void RecordAct(AuditAction action, string subjectKind, Guid subjectId, string subjectName);

    /// <summary>
    /// Saves all changes and their audit lines in one transaction. A violated unique index comes back as the <see cref="ConflictError"/> that the
    /// index carries, an outdated revision as a <see cref="StaleError"/>; then nothing was saved.
    /// </summary>
    /// <returns>Null when saved.</returns>
    Task<Error?> SaveAsync(CancellationToken cancellationToken);
}
