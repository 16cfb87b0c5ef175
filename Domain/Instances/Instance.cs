using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>Whether an instance takes part.</summary>
public enum InstanceStatus
{
    /// <summary>Made, but never deployed.</summary>
    NotDeployed,
    Deployed,

    /// <summary>Deployed, and told to wait: triggers and schedules are ignored.</summary>
    Paused,
}

/// <summary>One version of an integration, configured for one customer.</summary>
public sealed class Instance : Aggregate
{
    public const int MaximumNameLength = 200;

    private Instance()
        : base(Guid.Empty)
    {
    }

    private Instance(Guid organizationId)
        : base(organizationId)
    {
    }

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public string Description { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    public Guid IntegrationId { get; private set; }

    public Guid VersionId { get; private set; }

    public int VersionNumber { get; private set; }

    public InstanceConfiguration Configuration { get; private set; } = InstanceConfiguration.Empty;

    public InstanceStatus Status { get; private set; }

    public DateTime? DeployedAt { get; private set; }

    public DateTime? ArchivedAt { get; private set; }

    public override string AuditName => Name;

    public static Instance Create(Guid organizationId, string name, string? description, Guid customerId, IntegrationVersion version, DateTime now)
    {
        var instance = new Instance(organizationId)
        {
            CustomerId = customerId,
            IntegrationId = version.IntegrationId,
            VersionId = version.Id,
            VersionNumber = version.Number,
            CreatedAt = now,
        };
        instance.Describe(name, description);
        return instance;
    }

    public void Describe(string name, string? description)
    {
        Name = name.Trim();
        NormalizedName = Text.Normalize(name);
        Description = description?.Trim() ?? "";
    }

    public void Configure(InstanceConfiguration configuration) => Configuration = configuration;

    /// <summary>Runs another version from now on; bindings of variables that it no longer has are dropped.</summary>
    public Error? UseVersion(IntegrationVersion version)
    {
        if (version.IntegrationId != IntegrationId)
        {
            return InstanceErrors.VersionOfAnother;
        }

        VersionId = version.Id;
        VersionNumber = version.Number;
        Configuration = new InstanceConfiguration([.. Configuration.Bindings.Where(b => version.Definition.FindVariable(b.Key) is not null)]);
        return null;
    }

    /// <summary>Takes the instance into service.</summary>
    /// <param name="problems">What is missing in its configuration; refused unless <paramref name="force"/>, and runs then fail fast until it is set.</param>
    public Error? Deploy(IReadOnlyList<ConfigurationProblem> problems, bool force, DateTime now)
    {
        if (ArchivedAt is not null)
        {
            return InstanceErrors.Archived(Name);
        }

        if (problems.Count > 0 && !force)
        {
            return InstanceErrors.NotReady(problems);
        }

        Status = InstanceStatus.Deployed;
        DeployedAt = now;
        return null;
    }

    public Error? Pause()
    {
        if (Status != InstanceStatus.Deployed)
        {
            return InstanceErrors.NotRunning(Name);
        }

        Status = InstanceStatus.Paused;
        return null;
    }

    public Error? Resume()
    {
        if (ArchivedAt is not null)
        {
            return InstanceErrors.Archived(Name);
        }

        if (Status != InstanceStatus.Paused)
        {
            return InstanceErrors.NotPaused(Name);
        }

        Status = InstanceStatus.Deployed;
        return null;
    }

    public void Archive(DateTime now)
    {
        ArchivedAt ??= now;
        Status = Status == InstanceStatus.Deployed ? InstanceStatus.Paused : Status;
    }
}

/// <summary>Something that keeps an instance from running.</summary>
/// <param name="Variable">The required config variable's key.</param>
/// <param name="ConnectionId">The organization connection that lacks values; null where it is something else.</param>
public sealed record ConfigurationProblem(string Variable, string Message, Guid? ConnectionId = null);
