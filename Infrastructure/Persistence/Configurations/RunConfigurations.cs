using ConnectionsConsole.Domain.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConnectionsConsole.Infrastructure.Persistence.Configurations;

/// <summary>
/// Runs cluster on <see cref="Run.Sequence"/>, since GUIDs do not sort by time on SQL Server. No foreign keys: the journal writes these rows by the
/// thousand, and what has runs is archived rather than deleted.
/// </summary>
internal sealed class RunTableConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.ToTable("Runs");
        builder.HasKey(r => r.Sequence);
        builder.Property(r => r.Sequence).ValueGeneratedNever();
        builder.Property(r => r.FlowKey).HasMaxLength(200);
        builder.Property(r => r.StartedBy).HasMaxLength(256);
        builder.Property(r => r.FailedStep).HasMaxLength(500);
        builder.HasIndex(r => r.Id).IsUnique();
        builder.HasIndex(r => new { r.InstanceId, r.FlowKey, r.DueAt }).Refuses("dueAt", "This schedule already ran for this moment.")
            .HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(r => new { r.OrganizationId, r.Sequence });
        builder.HasIndex(r => new { r.OrganizationId, r.Status, r.Sequence });
        builder.HasIndex(r => new { r.OrganizationId, r.AcceptedAt, r.Sequence });
        // The organization first, since every query names it: SQLite, which has no statistics, otherwise takes walking through all runs of the organization for as good.
        builder.HasIndex(r => new { r.OrganizationId, r.InstanceId, r.Sequence });
        builder.HasIndex(r => new { r.OrganizationId, r.IntegrationId, r.Sequence });
        builder.HasIndex(r => new { r.OrganizationId, r.CustomerId, r.Sequence });
        // Few rows: runs that the other side refused. Lists ask of every instance whether its last run was one.
        builder.HasIndex(r => new { r.OrganizationId, r.InstanceId, r.FailureCategory }, "IX_Runs_RefusedCredentials").HasFilter($"\"FailureCategory\" = {(int)FailureCategory.Credentials}");
        // Few rows at any time: what is under way, for take-over and claiming.
        builder.HasIndex(r => new { r.OwnerId, r.Sequence }, "IX_Runs_UnderWay").HasFilter("\"EndedAt\" IS NULL");
    }
}

internal sealed class StepRunConfiguration : IEntityTypeConfiguration<StepRun>
{
    public void Configure(EntityTypeBuilder<StepRun> builder)
    {
        builder.ToTable("StepRuns");
        builder.HasKey(s => new { s.RunSequence, s.Ordinal });
        builder.Property(s => s.Path).HasMaxLength(1_000);
        builder.Property(s => s.StepName).HasMaxLength(200);
        builder.Property(s => s.Action).HasMaxLength(200);
        builder.Property(s => s.OutputContentType).HasMaxLength(200);
    }
}

internal sealed class RunLogLineConfiguration : IEntityTypeConfiguration<RunLogLine>
{
    public void Configure(EntityTypeBuilder<RunLogLine> builder)
    {
        builder.ToTable("RunLogLines");
        builder.HasKey(l => new { l.RunSequence, l.Number });
        builder.Property(l => l.StepName).HasMaxLength(200);
    }
}

internal sealed class RunnerNodeConfiguration : IEntityTypeConfiguration<RunnerNode>
{
    public void Configure(EntityTypeBuilder<RunnerNode> builder)
    {
        builder.ToTable("RunnerNodes");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.MachineName).HasMaxLength(256);
    }
}

internal sealed class NumberBlockConfiguration : IEntityTypeConfiguration<NumberBlock>
{
    public void Configure(EntityTypeBuilder<NumberBlock> builder)
    {
        builder.ToTable("NumberBlocks");
        builder.HasKey(b => b.Name);
        builder.Property(b => b.Name).HasMaxLength(50);
    }
}
