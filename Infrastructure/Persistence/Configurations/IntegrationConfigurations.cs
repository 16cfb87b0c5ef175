using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal sealed class IntegrationConfiguration : IEntityTypeConfiguration<Integration>
{
    public void Configure(EntityTypeBuilder<Integration> builder)
    {
        builder.IsAggregate();
        builder.Property(i => i.Name).HasMaxLength(Integration.MaximumNameLength);
        builder.Property(i => i.NormalizedName).HasMaxLength(Integration.MaximumNameLength);
        builder.Property(i => i.Description).HasMaxLength(Integration.MaximumDescriptionLength);
        builder.Property(i => i.Draft).IsJson(IntegrationDefinition.Json);
        builder.Property(i => i.TestConfiguration).IsJson(StoredJson.Options);
        builder.OwnsMany(i => i.DraftConnections, r => r.IsConnectionReference("DraftConnections", "IntegrationId"));
        builder.HasIndex(i => new { i.OrganizationId, i.NormalizedName, i.Id });
    }
}

internal sealed class IntegrationVersionConfiguration : IEntityTypeConfiguration<IntegrationVersion>
{
    public void Configure(EntityTypeBuilder<IntegrationVersion> builder)
    {
        builder.ToTable("IntegrationVersions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Ignore(v => v.AuditName);
        builder.Property(v => v.IntegrationName).HasMaxLength(Integration.MaximumNameLength);
        builder.Property(v => v.Comment).HasMaxLength(2_000);
        builder.Property(v => v.PublishedBy).HasMaxLength(256);
        builder.Property(v => v.Definition).IsJson(IntegrationDefinition.Json);
        builder.OwnsMany(v => v.Connections, r => r.IsConnectionReference("VersionConnections", "VersionId"));
        builder.HasIndex(v => new { v.IntegrationId, v.Number }).Refuses("", "Somebody else published this integration in the meantime. Load the page again.");
        builder.HasOne<Integration>().WithMany().HasForeignKey(v => v.IntegrationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class ConnectionReferenceMapping
{
    /// <summary>Reached through its draft or version alone, whose tenant filter then holds.</summary>
    public static void IsConnectionReference<T>(this OwnedNavigationBuilder<T, ConnectionReference> builder, string table, string ownerKey)
        where T : class
    {
        builder.ToTable(table);
        builder.WithOwner().HasForeignKey(ownerKey);
        builder.Property(r => r.NormalizedStableKey).HasMaxLength(StableKey.MaximumLength);
        builder.HasKey(ownerKey, nameof(ConnectionReference.NormalizedStableKey));
        builder.HasIndex(r => r.NormalizedStableKey);
    }
}

internal sealed class InstanceTableConfiguration : IEntityTypeConfiguration<Instance>
{
    public void Configure(EntityTypeBuilder<Instance> builder)
    {
        builder.IsAggregate();
        builder.Property(i => i.Name).HasMaxLength(Instance.MaximumNameLength);
        builder.Property(i => i.NormalizedName).HasMaxLength(Instance.MaximumNameLength);
        builder.Property(i => i.Description).HasMaxLength(2_000);
        builder.Property(i => i.Configuration).IsJson(StoredJson.Options);
        builder.HasIndex(i => new { i.OrganizationId, i.NormalizedName, i.Id });
        builder.HasIndex(i => new { i.OrganizationId, i.CustomerId });
        builder.HasIndex(i => new { i.OrganizationId, i.IntegrationId });
        // Holds all that is asked of the instances of a version when the customers that they belong to are looked for.
        builder.HasIndex(i => new { i.VersionId, i.OrganizationId, i.ArchivedAt, i.CustomerId });
        builder.HasOne<Customer>().WithMany().HasForeignKey(i => i.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Integration>().WithMany().HasForeignKey(i => i.IntegrationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<IntegrationVersion>().WithMany().HasForeignKey(i => i.VersionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BindingReferenceConfiguration : IEntityTypeConfiguration<BindingReference>
{
    public void Configure(EntityTypeBuilder<BindingReference> builder)
    {
        builder.ToTable("BindingReferences");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.CredentialId);
        builder.HasIndex(r => r.ConfigVariableId);
        builder.HasIndex(r => r.InstanceId);
        builder.HasIndex(r => r.IntegrationId);
        builder.HasOne<Instance>().WithMany().HasForeignKey(r => r.InstanceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Integration>().WithMany().HasForeignKey(r => r.IntegrationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Credential>().WithMany().HasForeignKey(r => r.CredentialId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ConfigVariable>().WithMany().HasForeignKey(r => r.ConfigVariableId).OnDelete(DeleteBehavior.Restrict);
    }
}
