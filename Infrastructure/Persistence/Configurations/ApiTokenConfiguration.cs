using ConnectionsConsole.Domain.Access.ApiTokens;
using ConnectionsConsole.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.IsAggregate();
        builder.Property(t => t.Name).HasMaxLength(ApiToken.MaximumNameLength);
        builder.Property(t => t.NormalizedName).HasMaxLength(Text.LongestNormalized);
        builder.Property(t => t.Ending).HasMaxLength(ApiTokenText.EndingLength);
        builder.Property(t => t.CreatedBy).HasMaxLength(256);
        builder.Property(t => t.Hash).HasMaxLength(32);
        // What each request of a program looks up.
        builder.HasIndex(t => t.Hash).Refuses("", "The token could not be made. Try again.");
        builder.HasIndex(t => new { t.OrganizationId, t.CreatedAt });
    }
}
