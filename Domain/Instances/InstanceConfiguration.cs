namespace ConnectionsConsole.Domain.Instances;

/// <summary>Where a config variable of an instance takes its value from.</summary>
public enum BindingSource
{
    /// <summary>The text in <see cref="VariableBinding.Value"/>.</summary>
    Literal,

    /// <summary>A config variable of the organization.</summary>
    OrganizationVariable,

    /// <summary>A config variable of the instance's customer.</summary>
    CustomerVariable,

    /// <summary>A credential, for an open connection slot.</summary>
    Credential,
}

/// <summary>How one required config variable gets its value. One without a binding has its default; a slot that references an organization connection needs none.</summary>
/// <param name="Key">The required config variable's key.</param>
/// <param name="ReferenceId">The config variable or credential; null for a literal.</param>
public sealed record VariableBinding(string Key, BindingSource Source, string? Value = null, Guid? ReferenceId = null);

/// <summary>All bindings of an instance, or of a draft's test configuration.</summary>
public sealed record InstanceConfiguration(IReadOnlyList<VariableBinding> Bindings)
{
    public static InstanceConfiguration Empty { get; } = new([]);

    public VariableBinding? Find(string key) => Bindings.FirstOrDefault(b => b.Key == key);
}
