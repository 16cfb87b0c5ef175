using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal sealed class OwnConnectorConfiguration : IEntityTypeConfiguration<OwnConnector>
{
    public void Configure(EntityTypeBuilder<OwnConnector> builder)
    {
        builder.ToTable("OwnConnectors");
        builder.IsAggregate();
        builder.Property(c => c.Key).HasMaxLength(OwnConnector.MaximumKeyLength);
        builder.Property(c => c.Name).HasMaxLength(OwnConnector.MaximumNameLength);
        builder.Property(c => c.NormalizedName).HasMaxLength(Text.LongestNormalized);
        builder.Property(c => c.Description).HasMaxLength(OwnConnector.MaximumDescriptionLength);
        builder.Property(c => c.Icon).HasMaxLength(50);
        builder.Property(c => c.ConnectionTypes).IsJson(StoredJson.Options);
        builder.HasIndex(c => new { c.OrganizationId, c.Key }).Refuses("key", ConnectorErrors.KeyTaken);
    }
}

internal sealed class ConnectorPictureConfiguration : IEntityTypeConfiguration<ConnectorPicture>
{
    public void Configure(EntityTypeBuilder<ConnectorPicture> builder)
    {
        builder.ToTable("ConnectorPictures");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.ContentType).HasMaxLength(50);
        builder.Property(p => p.Bytes).HasMaxLength(PictureFormat.MaximumBytes);
        builder.HasIndex(p => p.ConnectorId);
        builder.HasOne<OwnConnector>().WithMany().HasForeignKey(p => p.ConnectorId).OnDelete(DeleteBehavior.Restrict);
    }
}
