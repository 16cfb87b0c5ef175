using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Customers;

/// <summary>A client company of the organization.</summary>
public sealed class Customer : Aggregate
{
    public const int MaximumNameLength = 200;
    public const int MaximumDescriptionLength = 2_000;
    public const int MaximumExternalIdLength = 200;

    private Customer()
        : base(Guid.Empty)
    {
    }

    private Customer(Guid organizationId)
        : base(organizationId)
    {
    }

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>The customer's id in the organization's own product; unique where given, compared exactly.</summary>
    public string? ExternalId { get; private set; }

    public DateTime? ArchivedAt { get; private set; }

    public override string AuditName => Name;

    public static Customer Create(Guid organizationId, string name, string? description, string? externalId, DateTime now)
    {
        var customer = new Customer(organizationId) { CreatedAt = now };
        customer.Describe(name, description, externalId);
        return customer;
    }

    public void Describe(string name, string? description, string? externalId)
    {
        Name = name.Trim();
        NormalizedName = Text.Normalize(name);
        Description = description?.Trim() ?? "";
        ExternalId = string.IsNullOrWhiteSpace(externalId) ? null : externalId.Trim();
    }

    /// <summary>What has runs is archived rather than deleted.</summary>
    public void Archive(DateTime now) => ArchivedAt ??= now;

    public void Restore() => ArchivedAt = null;
}
