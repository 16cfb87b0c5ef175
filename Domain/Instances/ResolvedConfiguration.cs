using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>Where a config variable's value came from.</summary>
public enum VariableSource
{
    /// <summary>No binding and no default.</summary>
    None,

    /// <summary>The integration's default.</summary>
    Default,
    Literal,
    OrganizationVariable,
    CustomerVariable,
}

/// <summary>A required config variable with its value, still encrypted where it is a secret.</summary>
/// <param name="Value">The literal or default; null where <paramref name="Values"/> holds it.</param>
/// <param name="SourceName">The name of the organization's or customer's variable.</param>
public sealed record ResolvedVariable(RequiredConfigVariable Variable, VariableSource Source, string? Value, ValueSet? Values, string? SourceName, bool IsSecret)
{
    public bool HasValue => Value is not null || Values is not null;
}

/// <summary>A connection slot with what fills it.</summary>
/// <param name="Connection">The organization connection; null for an open slot.</param>
/// <param name="Type">Null where nothing fills the slot.</param>
/// <param name="CredentialId">What fills an open slot.</param>
public sealed record ResolvedSlot(
    RequiredConfigVariable Variable, OrganizationConnection? Connection, ConnectionTypeKey? Type, ConnectionResolutionOutcome? Outcome,
    Guid? CredentialId = null, string? CredentialName = null, ValueSet? CredentialValues = null, CredentialMapping? Mapping = null)
{
    /// <summary>The connection type; null where nothing fills the slot.</summary>
    public ConnectionType? Definition { get; init; }

    /// <summary>The owner of the resolved inputs' ciphertexts, for <see cref="SecretBinding"/>, by source.</summary>
    public IReadOnlyDictionary<ValueSource, Guid> Owners { get; init; } = new Dictionary<ValueSource, Guid>();

    /// <summary>Whose access token steps get; null without OAuth 2.0.</summary>
    public PinnedAuthorization? Authorization { get; init; }
}

/// <summary>Everything that an instance, or a draft under test, runs with; and what is missing.</summary>
public sealed record ResolvedConfiguration(IReadOnlyList<ResolvedVariable> Variables, IReadOnlyList<ResolvedSlot> Slots, IReadOnlyList<ConfigurationProblem> Problems)
{
    public bool UsesFallback => Slots.Any(s => s.Outcome is { FellBack: true });

    /// <summary>The references that a run keeps.</summary>
    public RunConfiguration Pin() => new(
        [.. Variables.Where(v => v.HasValue).Select(v => new PinnedVariable(v.Variable.Key, v.Value, v.Values?.Id, v.IsSecret))],
        [.. Slots.Where(s => s.Type is not null && (s.Outcome?.IsResolved ?? s.CredentialValues is not null)).Select(Pin)]);

    private static PinnedConnection Pin(ResolvedSlot slot) => new(
        slot.Variable.Key,
        slot.Connection?.Id,
        slot.Connection?.Name ?? slot.CredentialName ?? "",
        slot.Connection?.StableKey,
        slot.Type!.Value.ToString(),
        slot.Outcome is { } outcome
            ? [.. outcome.Inputs.Select(i => new PinnedInput(i.Key, i.Source, i.ValueSetId, i.Default, null, i.Stored?.IsSecret ?? false))]
            : [.. slot.Mapping!.Fields.Where(f => slot.CredentialValues!.Find(f.Key) is not null).Select(f =>
                new PinnedInput(f.Value, ValueSource.Credential, slot.CredentialValues!.Id, null, f.Key, slot.CredentialValues.Find(f.Key)!.IsSecret))],
        slot.Outcome?.FellBack ?? false,
        slot.Connection is { AllowedHosts: { Count: > 0 } own } ? own : slot.Definition?.AllowedHosts ?? [],
        slot.Authorization);
}
