using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>The values that test runs in the designer use in place of production ones; at most one for an organization connection.</summary>
public sealed class TestConnection : Aggregate
{
    private TestConnection()
        : base(Guid.Empty)
    {
    }

    public TestConnection(OrganizationConnection connection, DateTime now)
        : base(connection.OrganizationId)
    {
        OrganizationConnectionId = connection.Id;
        ConnectionName = connection.Name;
        CreatedAt = now;
    }

    public Guid OrganizationConnectionId { get; private set; }

    public string ConnectionName { get; private set; } = "";

    public ValueVersions Values { get; private set; } = ValueVersions.None;

    public override string AuditName => $"{ConnectionName} (test)";

    /// <summary>Follows the connection's name, for the audit log.</summary>
    public void Rename(string connectionName) => ConnectionName = connectionName;

    public void UseValues(ValueSet values) => Values = Values.Next(values.Id);

    public Error? UndoValues()
    {
        if (!Values.CanUndo)
        {
            return ConnectionErrors.NothingToUndo;
        }

        Values = Values.Undone();
        return null;
    }
}
