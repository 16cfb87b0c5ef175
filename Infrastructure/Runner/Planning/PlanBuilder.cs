using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Infrastructure.Runner.Planning;

/// <summary>What a plan is built from: the same when a run is accepted and when it is resumed.</summary>
/// <param name="Pins">The versions of values that count.</param>
/// <param name="ValueSets">Those versions, by id.</param>
/// <param name="Connectors">The connectors of the organization, for labels and defaults.</param>
/// <param name="Failure">Why the configuration could not be resolved.</param>
internal sealed record PlanSource(
    Guid OrganizationId, NamedId Integration, Guid? VersionId, string? DraftJson, NamedId? Instance, InstanceStatus? InstanceStatus, CustomerReference? Customer,
    IntegrationDefinition Definition, RunConfiguration Pins, IReadOnlyDictionary<Guid, ValueSet> ValueSets, ConnectorCatalogue Connectors, string? Failure);

/// <summary>Makes plans: takes the pinned values out of their versions, decrypts them, and gets the redactor that knows them.</summary>
internal sealed class PlanBuilder(ISecretProtector protector, IRedactorFactory redactors, FlowCompiler compiler)
{
    public async Task<RunPlan> BuildAsync(PlanSource source, CancellationToken cancellationToken)
    {
        var values = new PinnedValues(source, protector);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var connections = new Dictionary<string, ResolvedConnection>(StringComparer.Ordinal);
        var used = new Dictionary<string, UsedConnection>(StringComparer.Ordinal);
        foreach (var variable in source.Pins.Variables)
        {
            variables[variable.Key] = variable.ValueSetId is { } set
                ? await values.ReadAsync(set, ConfigVariable.ValueKey, $"the config variable \"{variable.Key}\"", cancellationToken) ?? ""
                : variable.Value ?? "";
        }

        foreach (var pinned in source.Pins.Connections)
        {
            connections[pinned.Key] = await ResolveAsync(pinned, source.Connectors, values, cancellationToken);
            used[pinned.Key] = new UsedConnection(
                pinned.Key, pinned.ConnectionId, pinned.Name, pinned.StableKey, [.. pinned.Inputs.Select(i => new UsedInput(i.Key, i.Source, i.ValueSetId))], pinned.FellBack);
        }

        return new RunPlan
        {
            OrganizationId = source.OrganizationId,
            Integration = source.Integration,
            VersionId = source.VersionId,
            DraftJson = source.DraftJson,
            Instance = source.Instance,
            InstanceStatus = source.InstanceStatus,
            Customer = source.Customer,
            Definition = source.Definition,
            ConfigurationJson = JsonSerializer.Serialize(source.Pins, RunConfiguration.Json),
            Fallbacks = [.. source.Pins.Connections.Where(c => c.FellBack).Select(c => c.Name)],
            Failure = source.Failure ?? values.Problem,
            Variables = variables,
            Connections = connections,
            Used = used,
            Redactor = redactors.Create(values.Secrets),
            TokenRedactors = source.Pins.Connections.Any(c => c.Authorization is not null) ? redactors : null,
            Compiler = compiler,
        };
    }

    private static async Task<ResolvedConnection> ResolveAsync(
        PinnedConnection pinned, ConnectorCatalogue connectors, PinnedValues values, CancellationToken cancellationToken)
    {
        var slash = pinned.Type.IndexOf('/', StringComparison.Ordinal);
        var type = new ConnectionTypeKey(pinned.Type[..slash], pinned.Type[(slash + 1)..]);
        var definition = connectors.Find(type);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Dictionary<string, string>? credential = null;
        foreach (var input in pinned.Inputs)
        {
            var label = definition?.FindInput(input.Key)?.Label ?? input.Key;
            var value = input.ValueSetId is { } set
                ? await values.ReadAsync(set, input.StoredKey ?? input.Key, $"\"{label}\" of the connection \"{pinned.Name}\"", cancellationToken)
                : input.Default;
            if (value is not null)
            {
                fields[input.Key] = value;
                if (input.ValueSetId is not null && definition?.FindInput(input.Key) is { IsSecret: true })
                {
                    // Whatever form it was stored in, and whoever stored it: what the type calls a secret now is kept out of sight.
                    values.Secrets.Add(value);
                }
            }

            if (input is { StoredKey: not null, ValueSetId: { } credentialSet } && credential is null)
            {
                credential = await values.ReadAllAsync(credentialSet, pinned.Name, cancellationToken);
            }
        }

        foreach (var input in definition?.Inputs ?? [])
        {
            // A credential fills only what its method has; defaults of the connection type stand for the rest.
            if (!fields.ContainsKey(input.Key) && input.Default is { } value)
            {
                fields[input.Key] = value;
            }
            else if (!fields.ContainsKey(input.Key) && input.Required)
            {
                values.Report($"The connection \"{pinned.Name}\" has no value for \"{input.Label}\".");
            }
        }

        return new ResolvedConnection(pinned.Key, type.Connector, type.Type, fields, pinned.AllowedHosts, credential) { Authorization = pinned.Authorization };
    }

    /// <summary>Reads values out of the pinned versions, and keeps the secrets among them for redaction and the first problem for the user.</summary>
    private sealed class PinnedValues(PlanSource source, ISecretProtector protector)
    {
        public List<string> Secrets { get; } = [];

        public string? Problem { get; private set; }

        /// <summary>The first problem counts: later ones often follow from it.</summary>
        public void Report(string problem) => Problem ??= problem;

        public async Task<string?> ReadAsync(Guid setId, string key, string what, CancellationToken cancellationToken)
        {
            if (!source.ValueSets.TryGetValue(setId, out var set))
            {
                Report($"The value of {what} that this run holds on to is no longer there.");
                return null;
            }

            return set.Find(key) is { } stored ? await ReadAsync(set, stored, what, cancellationToken) : null;
        }

        public async Task<Dictionary<string, string>> ReadAllAsync(Guid setId, string name, CancellationToken cancellationToken)
        {
            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            if (source.ValueSets.TryGetValue(setId, out var set))
            {
                foreach (var stored in set.Values)
                {
                    if (await ReadAsync(set, stored, $"\"{stored.Key}\" of the credential \"{name}\"", cancellationToken) is { } value)
                    {
                        all[stored.Key] = value;
                    }
                }
            }

            return all;
        }

        private async Task<string?> ReadAsync(ValueSet set, StoredValue stored, string what, CancellationToken cancellationToken)
        {
            if (stored.Ciphertext is null)
            {
                return stored.Plain;
            }

            var result = await protector.UnprotectAsync(SecretBinding.For(source.OrganizationId, set.OwnerId, stored.Key), stored.Ciphertext, cancellationToken);
            if (!result.TryGetPlaintext(out var plaintext))
            {
                Report($"The value of {what} cannot be decrypted with the keys that this console has. Enter it again, or restore the key that it was saved under.");
                return null;
            }

            var value = Encoding.UTF8.GetString(plaintext);
            CryptographicOperations.ZeroMemory(plaintext);
            Secrets.Add(value);
            return value;
        }
    }
}
