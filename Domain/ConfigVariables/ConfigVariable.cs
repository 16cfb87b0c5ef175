using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.ConfigVariables;

/// <summary>A named value of the organization or of one customer that instances can take their configuration from.</summary>
public sealed class ConfigVariable : Aggregate
{
    public const int MaximumNameLength = 200;

    /// <summary>The one key in the variable's <see cref="ValueSet"/>.</summary>
    public const string ValueKey = "value";

    private ConfigVariable()
        : base(Guid.Empty)
    {
    }

    private ConfigVariable(Guid organizationId)
        : base(organizationId)
    {
    }

    /// <summary>The customer; null for a variable of the organization.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>The customer's or the organization's id: never null, so that one unique index over (scope, name) means the same in every database.</summary>
    public Guid ScopeId { get; private set; }

    public string Name { get; private set; } = "";

    public string NormalizedName { get; private set; } = "";

    public bool IsSecret { get; private set; }

    public ValueVersions Values { get; private set; } = ValueVersions.None;

    public override string AuditName => Name;

    /// <summary>The input that the value is checked and encrypted as.</summary>
    public InputField Field => FieldFor(Name, IsSecret);

    public static InputField FieldFor(string name, bool isSecret) => new(ValueKey, name, InputType.Text, Required: true, Secret: isSecret);

    public static ConfigVariable Create(Guid organizationId, Guid? customerId, string name, bool isSecret, DateTime now)
    {
        var variable = new ConfigVariable(organizationId)
        {
            CustomerId = customerId,
            ScopeId = customerId ?? organizationId,
            IsSecret = isSecret,
            CreatedAt = now,
        };
        variable.Rename(name);
        return variable;
    }

    /// <summary>Bindings hold on to the variable and not to its name, so nothing that uses it notices.</summary>
    public void Rename(string name)
    {
        Name = name.Trim();
        NormalizedName = Text.Normalize(name);
    }

    public void UseValues(ValueSet values) => Values = Values.Next(values.Id);

    /// <summary>Back to the version before the current one; can itself be undone.</summary>
    public Error? UndoValues()
    {
        if (!Values.CanUndo)
        {
            return ValueErrors.NothingToUndo;
        }

        Values = Values.Undone();
        return null;
    }
}
