using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Organizations;

/// <summary>The tenant: a software company whose people use the console. Every other row belongs to one.</summary>
public sealed class Organization : Aggregate
{
    public const int MaximumNameLength = 200;
    public const int ShortestRetentionDays = 1;
    public const int LongestRetentionDays = 3_650;

    private Organization()
        : base(Guid.Empty)
    {
    }

    private Organization(Guid id)
        : base(id) => Id = id;

    public string Name { get; private set; } = "";

    /// <summary>IANA name; schedules without one of their own use it.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>May a test run in the designer use a global connection's production values where no test connection was set?</summary>
    public bool TestFallbackAllowed { get; private set; } = true;

    /// <summary>How long finished runs are kept, in days; <see cref="ShortestRetentionDays"/> to <see cref="LongestRetentionDays"/>.</summary>
    public int RunRetentionDays { get; private set; } = 14;

    public override string AuditName => Name;

    public static Organization Create(Guid id, string name, DateTime now) => new(id) { Name = name.Trim(), CreatedAt = now };

    public void Rename(string name) => Name = name.Trim();

    public void UseTimeZone(string ianaName) => TimeZone = ianaName;

    public void AllowTestFallback(bool allowed) => TestFallbackAllowed = allowed;

    public void KeepRunsFor(int days) => RunRetentionDays = days;
}
