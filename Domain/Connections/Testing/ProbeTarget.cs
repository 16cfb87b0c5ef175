using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>What is to be tested.</summary>
/// <param name="Owner">An organization connection (its production values), test connection, customer connection or credential.</param>
/// <param name="Id">Its id; for a test connection the organization connection's id does as well.</param>
/// <param name="Type">For a credential: the connection type to use it as; null for the first that accepts it.</param>
public sealed record ProbeTarget(ValueOwner Owner, Guid Id, ConnectionTypeKey? Type = null);

/// <summary>A target that was found: which values, of which version, and of which type. Secrets are still encrypted.</summary>
/// <param name="Kind">The glossary's word.</param>
/// <param name="OwnerId">Whose outcome is recorded.</param>
/// <param name="IsOAuth">The values are what an access token is asked for with.</param>
/// <param name="Problem">Why it cannot be tested: a value is missing.</param>
internal sealed record FoundTarget(
    string Kind, ValueOwner Owner, Guid OwnerId, string Name, ConnectionTypeKey TypeKey, ConnectionType Type, ValueVersions Versions, IReadOnlyList<string> AllowedHosts,
    IReadOnlyList<FoundValue> Values, bool IsOAuth, Error? Problem);

/// <param name="OwnerId">Which the ciphertext is bound to, under <paramref name="StoredKey"/>.</param>
internal sealed record FoundValue(string Key, string Label, Guid OwnerId, string StoredKey, StoredValue? Stored, string? Default);
