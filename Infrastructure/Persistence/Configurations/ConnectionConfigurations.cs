using System.Text.Json;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal sealed class OrganizationConnectionConfiguration : IEntityTypeConfiguration<OrganizationConnection>
{
    public void Configure(EntityTypeBuilder<OrganizationConnection> builder)
    {
        builder.IsAggregate();
        builder.Property(c => c.Name).HasMaxLength(ConnectionRules.MaximumNameLength);
        builder.Property(c => c.NormalizedName).HasMaxLength(ConnectionRules.MaximumNameLength);
        builder.Property(c => c.Description).HasMaxLength(ConnectionRules.MaximumDescriptionLength);
        builder.Property(c => c.StableKey).HasMaxLength(StableKey.MaximumLength);
        builder.Property(c => c.NormalizedStableKey).HasMaxLength(StableKey.MaximumLength);
        builder.Property(c => c.ConnectorKey).HasMaxLength(100);
        builder.Property(c => c.ConnectionTypeKey).HasMaxLength(100);
        builder.Property(c => c.Inputs).IsJson(StoredJson.Options);
        builder.Property(c => c.AllowedHosts).IsJson(JsonSerializerOptions.Web);
        builder.HasValueVersions(c => c.Values);
        builder.Ignore(c => c.Type);
        builder.HasIndex(c => new { c.OrganizationId, c.NormalizedStableKey })
            .Refuses("stableKey", ConnectionErrors.StableKeyTaken);
        builder.HasIndex(c => new { c.OrganizationId, c.NormalizedName });
        // Null for all but the default, and nulls do not count: one default for each connector.
        builder.Property(c => c.DefaultForConnector).HasMaxLength(100);
        builder.HasIndex(c => new { c.OrganizationId, c.DefaultForConnector }).Refuses("isDefaultForConnector", ConnectionErrors.DefaultTaken);
        builder.HasOne<OrganizationConnection>().WithMany().HasForeignKey(c => c.SupersededById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TestConnectionConfiguration : IEntityTypeConfiguration<TestConnection>
{
    public void Configure(EntityTypeBuilder<TestConnection> builder)
    {
        builder.IsAggregate();
        builder.Property(c => c.ConnectionName).HasMaxLength(ConnectionRules.MaximumNameLength);
        builder.HasValueVersions(c => c.Values);
        builder.HasIndex(c => c.OrganizationConnectionId).Refuses("", "Somebody else set the test connection in the meantime. Load the page again.");
        builder.HasOne<OrganizationConnection>().WithMany().HasForeignKey(c => c.OrganizationConnectionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CustomerConnectionConfiguration : IEntityTypeConfiguration<CustomerConnection>
{
    public void Configure(EntityTypeBuilder<CustomerConnection> builder)
    {
        builder.IsAggregate();
        builder.Property(c => c.Label).HasMaxLength(ConnectionRules.MaximumNameLength + Customer.MaximumNameLength + 2);
        builder.HasValueVersions(c => c.Values);
        builder.HasIndex(c => new { c.OrganizationConnectionId, c.CustomerId }).Refuses("customer", "This customer already has values for this connection. Edit these instead.");
        builder.HasIndex(c => c.CustomerId);
        // Lists of incomplete ones; customers without values are looked for in it too, without reading the rows.
        builder.HasIndex(c => new { c.OrganizationConnectionId, c.OrganizationId, c.CustomerId, c.IsComplete });
        builder.HasOne<OrganizationConnection>().WithMany().HasForeignKey(c => c.OrganizationConnectionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>No foreign key: its owner is of one of four kinds. Rows whose owner is gone are removed with what else is past its time.</summary>
internal sealed class ConnectionTestOutcomeConfiguration : IEntityTypeConfiguration<ConnectionTestOutcome>
{
    public void Configure(EntityTypeBuilder<ConnectionTestOutcome> builder)
    {
        builder.ToTable("ConnectionTestOutcomes");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.TestedBy).HasMaxLength(256);
        builder.Property(o => o.Words).HasMaxLength(ConnectionTestOutcome.MaximumWordsLength);
        builder.HasIndex(o => o.OwnerId).Refuses("", "Somebody else tested this at the same moment. Test it again.");
        builder.HasIndex(o => new { o.OrganizationId, o.Works });
    }
}

internal sealed class CredentialConfiguration : IEntityTypeConfiguration<Credential>
{
    public void Configure(EntityTypeBuilder<Credential> builder)
    {
        builder.IsAggregate();
        builder.Property(c => c.Name).HasMaxLength(Credential.MaximumNameLength);
        builder.Property(c => c.NormalizedName).HasMaxLength(Credential.MaximumNameLength);
        builder.Property(c => c.AuthorizationMethod).HasMaxLength(50);
        builder.HasValueVersions(c => c.Values);
        builder.HasIndex(c => new { c.OrganizationId, c.NormalizedName }).Refuses("name", CredentialErrors.NameTaken);
    }
}

internal sealed class ConfigVariableConfiguration : IEntityTypeConfiguration<ConfigVariable>
{
    public void Configure(EntityTypeBuilder<ConfigVariable> builder)
    {
        builder.IsAggregate();
        builder.Property(v => v.Name).HasMaxLength(ConfigVariable.MaximumNameLength);
        builder.Property(v => v.NormalizedName).HasMaxLength(ConfigVariable.MaximumNameLength);
        builder.HasValueVersions(v => v.Values);
        builder.Ignore(v => v.Field);
        builder.HasIndex(v => new { v.ScopeId, v.NormalizedName }).Refuses("name", ConfigVariableErrors.NameTaken);
        builder.HasIndex(v => new { v.OrganizationId, v.NormalizedName });
        builder.HasOne<Customer>().WithMany().HasForeignKey(v => v.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ValueSetConfiguration : IEntityTypeConfiguration<ValueSet>
{
    public void Configure(EntityTypeBuilder<ValueSet> builder)
    {
        builder.ToTable("ValueSets");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.CreatedBy).HasMaxLength(256);
        builder.Property(v => v.Values).IsJson(JsonSerializerOptions.Web);
        // Two saves of the same thing at once make the same number: the second is refused rather than overwriting the first.
        builder.HasIndex(v => new { v.OwnerId, v.Number }).Refuses("", "Somebody else changed these values in the meantime. Nothing was overwritten: load them again, then repeat your change.");
    }
}

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.IsAggregate();
        builder.Property(c => c.Name).HasMaxLength(Customer.MaximumNameLength);
        builder.Property(c => c.NormalizedName).HasMaxLength(Customer.MaximumNameLength);
        builder.Property(c => c.Description).HasMaxLength(Customer.MaximumDescriptionLength);
        builder.Property(c => c.ExternalId).HasMaxLength(Customer.MaximumExternalIdLength);
        // By name with archived ones, and without: the second holds all that lists search and name, so that looking through 100,000 customers does not read their rows.
        builder.HasIndex(c => new { c.OrganizationId, c.NormalizedName, c.Id });
        builder.HasIndex(c => new { c.OrganizationId, c.ArchivedAt, c.NormalizedName, c.Id, c.Name, c.ExternalId });
        builder.HasIndex(c => new { c.OrganizationId, c.CreatedAt, c.Id });
        builder.HasIndex(c => new { c.OrganizationId, c.ExternalId }).Refuses("externalId", CustomerErrors.ExternalIdTaken);
    }
}
