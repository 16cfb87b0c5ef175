using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Integrations;

/// <summary>A draft that people edit, and its published versions. Editing changes the draft only.</summary>
public sealed class Integration : Aggregate
{
    public const int MaximumNameLength = 200;
    public const int MaximumDescriptionLength = 2_000;

    private readonly List<ConnectionReference> _draftConnections = [];

    private Integration()
        : base(Guid.Empty)
    {
    }

    private Integration(Guid organizationId)
        : base(organizationId)
    {
    }

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public string Description { get; private set; } = "";

    public IntegrationDefinition Draft { get; private set; } = IntegrationDefinition.Empty;

    /// <summary>The connections that the draft references, beside it in rows of their own: nothing can be queried inside of <see cref="Draft"/>.</summary>
    public IReadOnlyList<ConnectionReference> DraftConnections => _draftConnections;

    /// <summary>Values and bindings that test runs in the designer use.</summary>
    public InstanceConfiguration TestConfiguration { get; private set; } = InstanceConfiguration.Empty;

    /// <summary>The number of the newest version; 0 before the first publishing.</summary>
    public int LatestVersion { get; private set; }

    /// <summary>The draft differs from the newest version.</summary>
    public bool HasUnpublishedChanges { get; private set; } = true;

    public DateTime? ArchivedAt { get; private set; }

    public override string AuditName => Name;

    public static Integration Create(Guid organizationId, string name, string? description, DateTime now)
    {
        var integration = new Integration(organizationId) { CreatedAt = now };
        integration.Describe(name, description);
        return integration;
    }

    public void Describe(string name, string? description)
    {
        Name = name.Trim();
        NormalizedName = Text.Normalize(name);
        Description = description?.Trim() ?? "";
    }

    public void SaveDraft(IntegrationDefinition definition)
    {
        Draft = definition;
        HasUnpublishedChanges = true;
        // Rows that stay are left alone: deleting and inserting the same key in one save is no change at all.
        var references = ConnectionReference.Of(definition);
        _draftConnections.RemoveAll(r => !references.Contains(r.NormalizedStableKey));
        _draftConnections.AddRange(references.Where(key => !_draftConnections.Exists(r => r.NormalizedStableKey == key)).Select(key => new ConnectionReference(key)).ToList());
    }

    public void ConfigureTests(InstanceConfiguration configuration) => TestConfiguration = configuration;

    /// <summary>Makes version n+1 out of the draft.</summary>
    /// <param name="problems">What validation found; publishing a draft with problems is refused.</param>
    public Result<IntegrationVersion> Publish(IReadOnlyList<DefinitionProblem> problems, string? comment, string by, DateTime now)
    {
        if (ArchivedAt is not null)
        {
            return IntegrationErrors.Archived(Name);
        }

        if (problems.Count > 0)
        {
            return IntegrationErrors.HasProblems(problems);
        }

        LatestVersion++;
        HasUnpublishedChanges = false;
        return new IntegrationVersion(this, LatestVersion, Draft, comment, by, now);
    }

    public void Archive(DateTime now) => ArchivedAt ??= now;
}

/// <summary>A published state of an integration; immutable.</summary>
public sealed class IntegrationVersion : Entity, IOrganizationOwned, IAudited
{
    private readonly List<ConnectionReference> _connections = [];

    private IntegrationVersion()
    {
    }

    internal IntegrationVersion(Integration integration, int number, IntegrationDefinition definition, string? comment, string by, DateTime now)
    {
        OrganizationId = integration.OrganizationId;
        IntegrationId = integration.Id;
        IntegrationName = integration.Name;
        Number = number;
        Definition = definition;
        Comment = comment?.Trim() ?? "";
        PublishedBy = by;
        PublishedAt = now;
        _connections.AddRange(ConnectionReference.Of(definition).Select(key => new ConnectionReference(key)));
    }

    public Guid OrganizationId { get; private set; }

    public Guid IntegrationId { get; private set; }

    public string IntegrationName { get; private set; } = "";

    public int Number { get; private set; }

    public IntegrationDefinition Definition { get; private set; } = IntegrationDefinition.Empty;

    /// <summary>The connections that the version references.</summary>
    public IReadOnlyList<ConnectionReference> Connections => _connections;

    public string Comment { get; private set; } = "";

    public string PublishedBy { get; private set; } = "";

    public DateTime PublishedAt { get; private set; }

    public string AuditName => $"{IntegrationName}, version {Number}";
}
