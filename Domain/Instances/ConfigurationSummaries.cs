using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances.Queries;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>What pages may show of a resolved configuration.</summary>
internal static class ConfigurationSummaries
{
    public static VariableSummary Summarize(ResolvedVariable variable, Actor actor) => new(
        variable.Variable.Key,
        variable.Source,
        variable.SourceName,
        variable.IsSecret ? null : variable.Value ?? (ConfigVariableAccess.MaySeeValues(actor, variable.Source == VariableSource.CustomerVariable) ? variable.Values?.Find(ConfigVariable.ValueKey)?.Plain : null),
        variable.IsSecret,
        variable.HasValue);

    public static SlotSummary Summarize(ResolvedSlot slot)
    {
        var type = slot.Definition;
        IEnumerable<(string Key, ValueSource Source)> inputs = slot.Outcome is { } outcome
            ? outcome.Inputs.Select(i => (i.Key, i.Source))
            : (slot.Mapping?.Fields.Values ?? Enumerable.Empty<string>()).Select(k => (k, ValueSource.Credential));
        return new SlotSummary(
            slot.Variable.Key,
            slot.Connection?.Id,
            slot.CredentialId,
            slot.Connection?.Name ?? slot.CredentialName,
            slot.Connection?.StableKey ?? slot.Variable.Connection?.StableKey,
            type?.Label ?? slot.Type?.ToString(),
            slot.Outcome?.IsResolved ?? slot.CredentialId is not null,
            [.. inputs.Select(i => new InputSummary(i.Key, type?.FindInput(i.Key)?.Label ?? i.Key, i.Source))]);
    }
}
