using ConnectionsConsole.Domain.OAuth;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal sealed class OAuthAuthorizationConfiguration : IEntityTypeConfiguration<OAuthAuthorization>
{
    public void Configure(EntityTypeBuilder<OAuthAuthorization> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.OwnerName).HasMaxLength(OAuthAuthorization.MaximumNameLength);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.ConfigurationHash).HasMaxLength(64);
        builder.Property(a => a.Scopes).HasMaxLength(OAuthAuthorization.MaximumScopesLength);
        builder.Property(a => a.AuthorizedBy).HasMaxLength(256);
        builder.Property(a => a.LastError).HasMaxLength(OAuthAuthorization.MaximumErrorLength);
        // No foreign key: the owner is one of four kinds of things. What is deleted takes its authorization along (AuthorizationUpkeep).
        builder.HasIndex(a => new { a.OwnerId, a.OwnerKind }).Refuses("", "Somebody else authorized this in the meantime. Load the page again.");
        builder.HasIndex(a => new { a.Status, a.RefreshAt });
        builder.HasIndex(a => a.OrganizationId);
    }
}

internal sealed class AuthorizationAttemptConfiguration : IEntityTypeConfiguration<AuthorizationAttempt>
{
    public void Configure(EntityTypeBuilder<AuthorizationAttempt> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.StateHash).HasMaxLength(64);
        builder.Property(a => a.SessionHash).HasMaxLength(64);
        builder.Property(a => a.ConfigurationHash).HasMaxLength(64);
        builder.Property(a => a.CodeVerifier).HasMaxLength(500);
        builder.Property(a => a.RedirectUri).HasMaxLength(2_000);
        builder.Property(a => a.ReturnUrl).HasMaxLength(2_000);
        builder.Property(a => a.UsedAt).IsConcurrencyToken();
        builder.HasIndex(a => a.StateHash).Refuses("", "The authorization could not be begun. Press Authorize again.");
        builder.HasIndex(a => new { a.OrganizationId, a.ExpiresAt });
    }
}
