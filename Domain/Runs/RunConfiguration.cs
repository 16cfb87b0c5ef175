using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Runs;

/// <summary>
/// What a run resolved when it was accepted, as references to versions of values: it resumes with exactly these. Holds no secret and no
/// encrypted value; a literal stands here as it is, since literals of an instance are no secrets.
/// </summary>
public sealed record RunConfiguration(IReadOnlyList<PinnedVariable> Variables, IReadOnlyList<PinnedConnection> Connections)
{
    public static RunConfiguration Empty { get; } = new([], []);

    public static JsonSerializerOptions Json => StoredJson.Options;

    /// <summary>Every version of values that this run holds on to.</summary>
    [JsonIgnore]
    public IEnumerable<Guid> PinnedValueSets =>
        Variables.Select(v => v.ValueSetId).Concat(Connections.SelectMany(c => c.Inputs.Select(i => i.ValueSetId))).OfType<Guid>().Distinct();
}

/// <param name="Value">The literal or default; null where <paramref name="ValueSetId"/> holds it.</param>
public sealed record PinnedVariable(string Key, string? Value, Guid? ValueSetId, bool IsSecret = false);

/// <param name="Key">The config variable's key: the slot.</param>
/// <param name="ConnectionId">The organization connection; null for a credential.</param>
/// <param name="Type"><c>connector/type</c>.</param>
/// <param name="Authorization">Whose access token steps get: that is not pinned, but fetched for each step. Null without OAuth 2.0.</param>
public sealed record PinnedConnection(
    string Key, Guid? ConnectionId, string Name, string? StableKey, string Type, IReadOnlyList<PinnedInput> Inputs, bool FellBack, IReadOnlyList<string> AllowedHosts,
    PinnedAuthorization? Authorization = null);

/// <param name="ConfigurationHash">Of the settings that the run resolved; tokens that were obtained with others are looked at again before use.</param>
public sealed record PinnedAuthorization(ValueOwner OwnerKind, Guid OwnerId, string ConfigurationHash)
{
    [JsonIgnore]
    public AuthorizationReference Reference => new(OwnerKind, OwnerId);
}

/// <param name="StoredKey">The key in the value set, where it differs from the input's (credentials).</param>
public sealed record PinnedInput(string Key, ValueSource Source, Guid? ValueSetId, string? Default = null, string? StoredKey = null, bool IsSecret = false);
