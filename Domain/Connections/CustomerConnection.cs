using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>One customer's values under an organization connection of the customer kind (GraphQL: CustomerConfigVariable).</summary>
public sealed class CustomerConnection : Aggregate
{
    private CustomerConnection()
        : base(Guid.Empty)
    {
    }

    private CustomerConnection(Guid organizationId)
        : base(organizationId)
    {
    }

    public Guid OrganizationConnectionId { get; private set; }

    public Guid CustomerId { get; private set; }

    public string Label { get; private set; } = "";

    public ValueVersions Values { get; private set; } = ValueVersions.None;

    /// <summary>Every required input has a value. An incomplete one counts as missing for deploying and running.</summary>
    public bool IsComplete { get; private set; }

    public DateTime LastConfiguredAt { get; private set; }

    public override string AuditName => Label;

    public static Result<CustomerConnection> Create(OrganizationConnection connection, Guid customerId, string customerName, DateTime now)
    {
        if (connection.Kind != ConnectionKind.Customer)
        {
            return ConnectionErrors.NotOfCustomerKind(connection.Name);
        }

        return new CustomerConnection(connection.OrganizationId)
        {
            OrganizationConnectionId = connection.Id,
            CustomerId = customerId,
            Label = $"{connection.Name}: {customerName}",
            CreatedAt = now,
            LastConfiguredAt = now,
        };
    }

    public void UseValues(ValueSet values, bool isComplete, DateTime now)
    {
        Values = Values.Next(values.Id);
        IsComplete = isComplete;
        LastConfiguredAt = now;
    }

    /// <summary>The connection type asks for more or less than before.</summary>
    public void MarkComplete(bool isComplete) => IsComplete = isComplete;

    /// <summary>Back to the version before the current one.</summary>
    /// <param name="isComplete">Whether the version that comes back is complete.</param>
    public Error? UndoValues(bool isComplete, DateTime now)
    {
        if (!Values.CanUndo)
        {
            return ConnectionErrors.NothingToUndo;
        }

        Values = Values.Undone();
        IsComplete = isComplete;
        LastConfiguredAt = now;
        return null;
    }
}
