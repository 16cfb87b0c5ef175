using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>Whose account a connection reaches.</summary>
public enum ConnectionKind
{
    /// <summary>One account of the organization, for all customers.</summary>
    Global,

    /// <summary>One shape; each customer's values fill it.</summary>
    Customer,
}

/// <summary>Who gives an input's value, in a connection of the customer kind.</summary>
public enum InputScope
{
    /// <summary>One value for all customers, set at creation, immutable for ever.</summary>
    Global,
    CustomerSpecific,
}

/// <summary>The scope of one input of a customer connection.</summary>
public sealed record ConnectionInput(string Key, InputScope Scope);

/// <summary>
/// A third-party connection that the organization defines once and integrations reference by its stable key (GraphQL: ScopedConfigVariable).
/// </summary>
public sealed class OrganizationConnection : Aggregate
{
    private OrganizationConnection()
        : base(Guid.Empty)
    {
    }

    private OrganizationConnection(Guid organizationId)
        : base(organizationId)
    {
    }

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public string Description { get; private set; } = "";

    public string StableKey { get; private set; } = "";

    public string NormalizedStableKey { get; private set; } = "";

    public string ConnectorKey { get; private set; } = "";

    public string ConnectionTypeKey { get; private set; } = "";

    public ConnectionKind Kind { get; private set; }

    /// <summary>The scopes of the inputs; empty for the global kind, whose inputs are all the organization's.</summary>
    public IReadOnlyList<ConnectionInput> Inputs { get; private set; } = [];

    /// <summary>The global kind's production values, or the customer kind's immutable global ones.</summary>
    public ValueVersions Values { get; private set; } = ValueVersions.None;

    /// <summary>The connector that this is the default connection of; null for all others. A unique index over it keeps a second default out.</summary>
    public string? DefaultForConnector { get; private set; }

    /// <summary>The one that the designer takes by itself where several fit.</summary>
    public bool IsDefaultForConnector => DefaultForConnector is not null;

    /// <summary>The connection that takes this one's place; null as long as there is none. This one serves on until nothing uses it any more.</summary>
    public Guid? SupersededById { get; private set; }

    /// <summary>Hosts that a step may send this connection to; empty for any that the egress guard lets through.</summary>
    public IReadOnlyList<string> AllowedHosts { get; private set; } = [];

    public override string AuditName => Name;

    public ConnectionTypeKey Type => new(ConnectorKey, ConnectionTypeKey);

    public static Result<OrganizationConnection> Create(
        Guid organizationId, ConnectionType type, ConnectionTypeKey typeKey, ConnectionKind kind, string stableKey, string name, string description,
        IReadOnlyList<ConnectionInput> inputs, IReadOnlyList<string> allowedHosts, DateTime now)
    {
        if (!Connections.StableKey.IsValid(stableKey))
        {
            return ConnectionErrors.StableKeyMalformed;
        }

        if (kind == ConnectionKind.Customer)
        {
            if (inputs.FirstOrDefault(i => type.FindInput(i.Key) is null) is { } unknown)
            {
                return ConnectionErrors.UnknownInput(unknown.Key, type.Label);
            }

            // An input that nobody mentioned is the customer's: the safer reading, since a global one can never be changed.
            inputs = [.. type.Inputs.Select(i => inputs.FirstOrDefault(x => x.Key == i.Key) ?? new ConnectionInput(i.Key, InputScope.CustomerSpecific))];
        }

        var connection = new OrganizationConnection(organizationId)
        {
            StableKey = stableKey,
            NormalizedStableKey = Connections.StableKey.Normalize(stableKey),
            ConnectorKey = typeKey.Connector,
            ConnectionTypeKey = typeKey.Type,
            Kind = kind,
            Inputs = kind == ConnectionKind.Customer ? inputs : [],
            CreatedAt = now,
        };
        connection.Describe(name, description);
        connection.AllowOnly(allowedHosts);
        return connection;
    }

    public void Describe(string name, string description)
    {
        Name = name.Trim();
        NormalizedName = Text.Normalize(name);
        Description = description.Trim();
    }

    public void AllowOnly(IReadOnlyList<string> hosts) =>
        AllowedHosts = [.. hosts.Select(h => h.Trim().ToLowerInvariant()).Where(h => h.Length > 0).Distinct()];

    /// <summary>There is one default for a connector: whoever marks another takes the mark from the former one in the same save.</summary>
    public void MarkDefault(bool isDefault) => DefaultForConnector = isDefault ? ConnectorKey : null;

    /// <summary>Names the successor, or forgets it where it was deleted.</summary>
    public Error? SupersedeBy(OrganizationConnection? successor)
    {
        if (successor is null)
        {
            SupersededById = null;
            return null;
        }

        if (Kind != ConnectionKind.Customer)
        {
            return ConnectionErrors.OnlyCustomerKindIsSuperseded(Name);
        }

        if (SupersededById is not null)
        {
            return ConnectionErrors.AlreadySuperseded(Name);
        }

        SupersededById = successor.Id;
        return null;
    }

    /// <summary>Puts a new version of production values into force. The customer kind's global values are set once, at creation.</summary>
    public Error? UseValues(ValueSet values)
    {
        if (Kind == ConnectionKind.Customer && Values.IsSet)
        {
            return ConnectionErrors.GlobalValuesAreImmutable;
        }

        Values = Values.Next(values.Id);
        return null;
    }

    /// <summary>Back to the version before the current one.</summary>
    public Error? UndoValues()
    {
        if (Kind == ConnectionKind.Customer)
        {
            return ConnectionErrors.GlobalValuesAreImmutable;
        }

        if (!Values.CanUndo)
        {
            return ConnectionErrors.NothingToUndo;
        }

        Values = Values.Undone();
        return null;
    }

    public InputScope ScopeOf(string inputKey) =>
        Kind == ConnectionKind.Global ? InputScope.Global : Inputs.FirstOrDefault(i => i.Key == inputKey)?.Scope ?? InputScope.CustomerSpecific;

    /// <summary>The inputs whose values a customer gives; none for the global kind.</summary>
    public IReadOnlyList<InputField> CustomerFields(ConnectionType type) =>
        [.. type.Inputs.Where(i => Kind == ConnectionKind.Customer && ScopeOf(i.Key) == InputScope.CustomerSpecific)];

    /// <summary>Whether a customer's values have everything that is required of them.</summary>
    public bool IsComplete(ConnectionType type, ValueSet? customerValues) =>
        CustomerFields(type).All(i => !i.Required || i.Default is not null || customerValues?.Find(i.Key) is not null);

    /// <summary>Refuses values that do not belong to a customer: unknown inputs, and inputs that are global.</summary>
    public Error? CheckCustomerValues(ConnectionType type, IEnumerable<string> inputKeys)
    {
        if (Kind != ConnectionKind.Customer)
        {
            return ConnectionErrors.NotOfCustomerKind(Name);
        }

        foreach (var key in inputKeys)
        {
            if (type.FindInput(key) is not { } input)
            {
                return ConnectionErrors.UnknownInput(key, type.Label);
            }

            if (ScopeOf(key) == InputScope.Global)
            {
                return ConnectionErrors.InputIsGlobal(key, input.Label);
            }
        }

        return null;
    }
}
