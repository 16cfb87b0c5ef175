using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>
/// Finds what is to be tested, and puts its values together by the rules of <see cref="ConnectionResolution"/>: a test looks at what a run would use.
/// </summary>
public sealed class ProbeTargets(
    IConsoleDb db, ActorContext context, ConnectorCatalogues catalogues, AuthorizationTargets authorizations, OAuthSettingsReader settings, ISecretProtector protector)
{
    internal async Task<Result<FoundTarget>> FindAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        var toSee = ProbeRules.ToSee(target.Owner);
        if (!context.Actor.May(toSee))
        {
            return AccessErrors.NotAllowed(toSee);
        }

        return target.Owner switch
        {
            ValueOwner.TestConnection => await FindTestAsync(target.Id, cancellationToken),
            ValueOwner.CustomerConnection => await FindCustomerAsync(target.Id, cancellationToken),
            ValueOwner.Credential => await FindCredentialAsync(target, cancellationToken),
            _ => await FindGlobalAsync(target.Id, cancellationToken),
        };
    }

    /// <summary>Decrypts the values.</summary>
    internal async Task<Result<ProbeSubject>> OpenAsync(FoundTarget target, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var secrets = new List<string>();
        foreach (var value in target.Values)
        {
            if (value.Stored is not { } stored)
            {
                fields[value.Key] = value.Default ?? "";
            }
            else if (stored.Ciphertext is not { } ciphertext)
            {
                fields[value.Key] = stored.Plain ?? "";
            }
            else
            {
                var result = await protector.UnprotectAsync(SecretBinding.For(context.OrganizationId, value.OwnerId, value.StoredKey), ciphertext, cancellationToken);
                if (!result.TryGetPlaintext(out var plaintext))
                {
                    return ProbeErrors.Undecryptable(value.Label);
                }

                fields[value.Key] = Encoding.UTF8.GetString(plaintext);
                CryptographicOperations.ZeroMemory(plaintext);
                secrets.Add(fields[value.Key]);
            }
        }

        var connection = new ResolvedConnection(target.Name, target.TypeKey.Connector, target.TypeKey.Type, fields, target.AllowedHosts);
        var subject = new ProbeSubject(connection, target.Type, inputs, secrets);
        return target.IsOAuth ? await WithAuthorizationAsync(subject, target, cancellationToken) : subject;
    }

    private async Task<Result<ProbeSubject>> WithAuthorizationAsync(ProbeSubject subject, FoundTarget target, CancellationToken cancellationToken)
    {
        var found = await authorizations.FindAsync(new AuthorizationReference(target.Owner, target.OwnerId), cancellationToken);
        if (!found.TryGet(out var authorization, out var error))
        {
            return error;
        }

        var read = await settings.ReadAsync(authorization, cancellationToken);
        if (!read.TryGet(out var provider, out error))
        {
            return error;
        }

        var pinned = new PinnedAuthorization(target.Owner, target.OwnerId, authorization.ConfigurationHash);
        return subject with
        {
            Connection = subject.Connection with { Authorization = pinned },
            Secrets = provider.ClientSecret is { } secret ? [.. subject.Secrets, secret] : subject.Secrets,
            Authorization = new ProbeAuthorization(context.OrganizationId, pinned, provider.Grant, provider.TokenUrl),
        };
    }

    private async Task<Result<FoundTarget>> FindGlobalAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        return connection.Kind == ConnectionKind.Customer
            ? ProbeErrors.TestedPerCustomer
            : await ResolveAsync("organization connection", ValueOwner.OrganizationConnection, connection.Id, connection.Name, connection, RunMode.Deployed, connection.Values, null, cancellationToken);
    }

    private async Task<Result<FoundTarget>> FindTestAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.TestConnections.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id || t.OrganizationConnectionId == id, cancellationToken) is not { } test)
        {
            return ConnectionErrors.TestConnectionNotFound;
        }

        var connection = await db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == test.OrganizationConnectionId, cancellationToken);
        return await ResolveAsync("test connection", ValueOwner.TestConnection, test.Id, test.AuditName, connection, RunMode.DesignerTest, test.Values, null, cancellationToken);
    }

    private async Task<Result<FoundTarget>> FindCustomerAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.CustomerConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } values)
        {
            return ConnectionErrors.CustomerConnectionNotFound;
        }

        var connection = await db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == values.OrganizationConnectionId, cancellationToken);
        var customer = await db.Customers.Where(c => c.Id == values.CustomerId).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken);
        return await ResolveAsync("customer connection", ValueOwner.CustomerConnection, values.Id, values.Label, connection, RunMode.Deployed, values.Values, customer, cancellationToken);
    }

    private async Task<Result<FoundTarget>> ResolveAsync(
        string kind, ValueOwner owner, Guid ownerId, string name, OrganizationConnection connection, RunMode mode, ValueVersions versions, string? customer,
        CancellationToken cancellationToken)
    {
        if ((await catalogues.GetAsync(cancellationToken)).Find(connection.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(connection.Type.ToString());
        }

        var ids = new[] { connection.Values.CurrentId, versions.CurrentId }.OfType<Guid>().ToList();
        var sets = await db.ValueSets.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancellationToken);
        ValueSet? Find(Guid? id) => id is { } known ? sets.GetValueOrDefault(known) : null;

        var own = Find(versions.CurrentId);
        var outcome = ConnectionResolution.Resolve(new ConnectionResolutionInput(
            type, connection.Kind, connection.Inputs, mode, Find(connection.Values.CurrentId), mode == RunMode.DesignerTest ? own : null,
            mode == RunMode.Deployed ? own : null, FallbackAllowed: false));
        var values = outcome.Inputs.Select(i => new FoundValue(
            i.Key, type.FindInput(i.Key)?.Label ?? i.Key, i.Source is ValueSource.GlobalConnection or ValueSource.GlobalInput ? connection.Id : ownerId, i.Key, i.Stored, i.Default));
        return new FoundTarget(
            kind, owner, ownerId, name, connection.Type, type, versions, connection.AllowedHosts.Count > 0 ? connection.AllowedHosts : type.AllowedHosts, [.. values], type.OAuth is not null,
            outcome.IsResolved ? null : new ConflictError(ResolutionWords.For(outcome, connection, type, customer)));
    }

    private async Task<Result<FoundTarget>> FindCredentialAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        if (await db.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == target.Id, cancellationToken) is not { } credential)
        {
            return CredentialErrors.NotFound;
        }

        var fitting = await TypesForAsync(credential.AuthorizationMethod, cancellationToken);
        var index = target.Type is { } wanted ? fitting.FindIndex(f => f.Key == wanted) : 0;
        if (fitting.Count == 0)
        {
            return ProbeErrors.NoTypeFor(AuthorizationMethods.Find(credential.AuthorizationMethod)?.Label ?? credential.AuthorizationMethod);
        }

        if (index < 0)
        {
            return CredentialErrors.DoesNotFit(credential.Name, target.Type?.ToString() ?? credential.AuthorizationMethod);
        }

        var (key, _, type, mapping) = fitting[index];
        var set = await db.ValueSets.AsNoTracking().SingleOrDefaultAsync(v => v.Id == credential.Values.CurrentId, cancellationToken);
        var values = new List<FoundValue>();
        foreach (var input in type.Inputs)
        {
            var field = mapping.Fields.FirstOrDefault(f => f.Value == input.Key).Key;
            if (field is not null && set?.Find(field) is { } stored)
            {
                values.Add(new FoundValue(input.Key, input.Label, credential.Id, field, stored, null));
            }
            else if (input.Default is not null)
            {
                values.Add(new FoundValue(input.Key, input.Label, credential.Id, input.Key, null, input.Default));
            }
        }

        // The inputs of such a type are filled by the token rather than by the credential's fields.
        var isOAuth = AuthorizationMethods.Find(credential.AuthorizationMethod)?.OAuth is not null;
        var missing = type.Inputs.FirstOrDefault(i => i.Required && values.TrueForAll(v => v.Key != i.Key));
        return new FoundTarget(
            "credential", ValueOwner.Credential, credential.Id, credential.Name, key, type, credential.Values, type.AllowedHosts, values, isOAuth,
            missing is null || isOAuth ? null : new ConflictError($"The credential has no value for \"{missing.Label}\" of the connection type \"{type.Label}\"."));
    }

    /// <summary>The connection types that accept an authorization method.</summary>
    internal async Task<List<FittingType>> TypesForAsync(string method, CancellationToken cancellationToken) =>
    [
        .. from connector in (await catalogues.GetAsync(cancellationToken)).All
           from type in connector.ConnectionTypes
           from mapping in type.Credentials
           where mapping.AuthorizationMethod == method
           select new FittingType(new ConnectionTypeKey(connector.Key, type.Key), $"{connector.Label}: {type.Label}", type, mapping),
    ];
}

/// <param name="Label">Connector and type, for people.</param>
internal sealed record FittingType(ConnectionTypeKey Key, string Label, ConnectionType Type, CredentialMapping Mapping);
