using ConnectionsConsole.Domain.Connections;

namespace ConnectionsConsole.Domain.Integrations;

/// <summary>That a draft or version references an organization connection; the row by which "used by" is counted and filtered in the database.</summary>
public sealed class ConnectionReference
{
    private ConnectionReference()
    {
    }

    internal ConnectionReference(string normalizedStableKey) => NormalizedStableKey = normalizedStableKey;

    /// <summary>See <see cref="StableKey.Normalize"/>. The connection need not exist: a draft may reference one that is missing.</summary>
    public string NormalizedStableKey { get; private set; } = "";

    /// <summary>The normalized stable keys of a definition, each once. What is no stable key cannot belong to a connection and is left out.</summary>
    internal static IReadOnlyList<string> Of(IntegrationDefinition definition) =>
        [.. definition.RequiredConfigVariables.Select(v => v.Connection?.StableKey).OfType<string>().Where(StableKey.IsValid).Select(StableKey.Normalize).Distinct(StringComparer.Ordinal)];
}
