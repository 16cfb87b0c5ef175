using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>A connector that an organization defined itself: connection types for a system that the console does not know. It has no actions; HTTP steps use its connections.</summary>
public sealed class OwnConnector : Aggregate
{
    public const int MaximumKeyLength = 50;
    public const int MaximumNameLength = 100;
    public const int MaximumDescriptionLength = 2_000;
    public const int MostConnectionTypes = 20;

    /// <summary>All of them are kept in memory by every process.</summary>
    public const int MostInAnOrganization = 200;

    private OwnConnector()
        : base(Guid.Empty)
    {
    }

    private OwnConnector(Guid organizationId)
        : base(organizationId)
    {
    }

    /// <summary>Stands in connections, integrations and YAML; never changed.</summary>
    public string Key { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>One of <see cref="ConnectorIcons"/>; stands where there is no picture.</summary>
    public string Icon { get; private set; } = ConnectorIcons.Default;

    /// <summary>Another one for each picture; null without one.</summary>
    public Guid? PictureId { get; private set; }

    public IReadOnlyList<ConnectionType> ConnectionTypes { get; private set; } = [];

    public override string AuditName => Name;

    public static OwnConnector Create(Guid organizationId, string key, string name, string? description, string icon, DateTime now)
    {
        var connector = new OwnConnector(organizationId) { Key = key, CreatedAt = now };
        connector.Describe(name, description, icon);
        return connector;
    }

    public void Describe(string name, string? description, string icon)
    {
        Name = name.Trim();
        NormalizedName = Text.Normalize(name);
        Description = description?.Trim() ?? "";
        Icon = icon;
    }

    public ConnectionType? FindConnectionType(string key) => ConnectionTypes.FirstOrDefault(t => t.Key == key);

    /// <summary>Adds a connection type, or puts it in the place of the one with its key.</summary>
    public Error? SaveConnectionType(ConnectionType type)
    {
        if (FindConnectionType(type.Key) is not null)
        {
            ConnectionTypes = [.. ConnectionTypes.Select(t => t.Key == type.Key ? type : t)];
            return null;
        }

        if (ConnectionTypes.Count >= MostConnectionTypes)
        {
            return ConnectorErrors.TooManyTypes;
        }

        ConnectionTypes = [.. ConnectionTypes, type];
        return null;
    }

    public void RemoveConnectionType(string key) => ConnectionTypes = [.. ConnectionTypes.Where(t => t.Key != key)];

    public void UsePicture(Guid? pictureId) => PictureId = pictureId;

    public Connector ToConnector() => new(Key, Name, Description, ConnectionTypes, []) { Icon = Icon, OwnId = Id, PictureId = PictureId };
}
