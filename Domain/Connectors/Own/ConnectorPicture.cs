using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>The picture of an own connector, apart from it, so that no list reads bytes. Each picture is a row of its own; the connector names the one in force.</summary>
public sealed class ConnectorPicture : Entity, IOrganizationOwned
{
    private ConnectorPicture()
    {
    }

    public ConnectorPicture(Guid organizationId, Guid connectorId, string contentType, byte[] bytes)
    {
        OrganizationId = organizationId;
        ConnectorId = connectorId;
        ContentType = contentType;
        Bytes = bytes;
    }

    public Guid OrganizationId { get; private set; }

    public Guid ConnectorId { get; private set; }

    /// <summary>As the bytes say, never as an uploader claims.</summary>
    public string ContentType { get; private set; } = "";

    public byte[] Bytes { get; private set; } = [];
}
