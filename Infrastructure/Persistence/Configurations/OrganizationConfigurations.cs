using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Organizations;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.IsAggregate();
        builder.Property(o => o.Name).HasMaxLength(Organization.MaximumNameLength);
        builder.Property(o => o.TimeZone).HasMaxLength(100);
    }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.IsAggregate();
        builder.Property(m => m.Email).HasMaxLength(256);
        builder.Property(m => m.NormalizedEmail).HasMaxLength(256);
        builder.Property(m => m.Name).HasMaxLength(Membership.MaximumNameLength);
        builder.Property(m => m.NormalizedName).HasMaxLength(Membership.MaximumNameLength);
        builder.HasIndex(m => new { m.OrganizationId, m.NormalizedName });
        builder.HasIndex(m => new { m.OrganizationId, m.UserId }).Refuses("email", "This person is a member already.");
        builder.HasIndex(m => m.UserId);
        builder.HasOne<ConsoleUser>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsoleUserConfiguration : IEntityTypeConfiguration<ConsoleUser>
{
    public void Configure(EntityTypeBuilder<ConsoleUser> builder) => builder.Property(u => u.DisplayName).HasMaxLength(200);
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(a => new { a.OrganizationId, a.Sequence });
        builder.Property(a => a.ActorName).HasMaxLength(256);
        builder.Property(a => a.Action).HasMaxLength(50);
        builder.Property(a => a.Request).HasMaxLength(100);
        builder.Property(a => a.SubjectKind).HasMaxLength(50);
        builder.Property(a => a.SubjectName).HasMaxLength(500);
        builder.Property(a => a.Hash).HasMaxLength(32);
        builder.HasIndex(a => new { a.OrganizationId, a.SubjectId, a.Sequence });
        builder.HasIndex(a => new { a.OrganizationId, a.ActorId, a.Sequence });
        // What one person did lately: limits that hold over all processes are counted here.
        builder.HasIndex(a => new { a.OrganizationId, a.ActorId, a.Action, a.At });
    }
}

internal sealed class AuditChainConfiguration : IEntityTypeConfiguration<AuditChain>
{
    public void Configure(EntityTypeBuilder<AuditChain> builder)
    {
        builder.ToTable("AuditChains");
        builder.HasKey(c => c.OrganizationId);
        builder.Property(c => c.OrganizationId).ValueGeneratedNever();
        builder.Property(c => c.LastHash).HasMaxLength(32);
    }
}

internal sealed class DataKeyConfiguration : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("DataKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.WrappedKey).HasMaxLength(200);
        builder.Property(k => k.MasterKeyId).HasMaxLength(64);
        builder.HasIndex(k => new { k.OrganizationId, k.Number }).IsUnique();
    }
}

internal sealed class FingerprintKeyConfiguration : IEntityTypeConfiguration<FingerprintKey>
{
    public void Configure(EntityTypeBuilder<FingerprintKey> builder)
    {
        builder.ToTable("FingerprintKeys");
        builder.HasKey(k => k.OrganizationId);
        builder.Property(k => k.OrganizationId).ValueGeneratedNever();
        builder.Property(k => k.WrappedKey).HasMaxLength(200);
        builder.Property(k => k.MasterKeyId).HasMaxLength(64);
    }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.Property(k => k.FriendlyName).HasMaxLength(200);
    }
}
