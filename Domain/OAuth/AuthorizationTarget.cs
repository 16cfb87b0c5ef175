using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>A connection or credential that is authorized by OAuth 2.0, with the values in force now, secrets still encrypted.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Place">Where it is authorized, for messages: "Settings > Connections > Acme API".</param>
/// <param name="Fields">For the labels of inputs in messages.</param>
/// <param name="Owners">Whose ciphertexts the inputs are, by source.</param>
/// <param name="Problem">Why its values cannot be used: for instance a required one is missing.</param>
public sealed record AuthorizationTarget(
    AuthorizationReference Reference, Guid OrganizationId, string Name, string Place, OAuthDefinition Definition, IReadOnlyList<InputField> Fields,
    IReadOnlyList<ResolvedInput> Inputs, IReadOnlyDictionary<ValueSource, Guid> Owners, IReadOnlyList<string> AllowedHosts, string? Problem)
{
    public string ConfigurationHash => OAuthConfiguration.Hash(Definition, Inputs);

    public string LabelOf(string key) => Fields.FirstOrDefault(f => f.Key == key)?.Label ?? key;
}

/// <summary>Finds what an authorization belongs to, and says who may do what with it.</summary>
public sealed class AuthorizationTargets(IConsoleDb db, ConnectorCatalogues catalogues)
{
    /// <summary>The permission that authorizing, refreshing and disconnecting takes.</summary>
    public static Permission ManagedBy(ValueOwner owner) => owner switch
    {
        ValueOwner.OrganizationConnection => Permission.ManageConnections,
        ValueOwner.TestConnection => Permission.ManageTestConnections,
        ValueOwner.CustomerConnection => Permission.ManageCustomerConnections,
        ValueOwner.Credential => Permission.ManageCredentials,
        _ => throw new ArgumentOutOfRangeException(nameof(owner)),
    };

    /// <summary>The permission that seeing its state takes.</summary>
    public static Permission SeenBy(ValueOwner owner) => owner switch
    {
        ValueOwner.OrganizationConnection or ValueOwner.TestConnection => Permission.ViewConnections,
        ValueOwner.CustomerConnection => Permission.ViewCustomerConnections,
        ValueOwner.Credential => Permission.ViewCredentials,
        _ => throw new ArgumentOutOfRangeException(nameof(owner)),
    };

    /// <summary>A <see cref="ConflictError"/> for something that is there and is not authorized by OAuth 2.0.</summary>
    public Task<Result<AuthorizationTarget>> FindAsync(AuthorizationReference reference, CancellationToken cancellationToken) => reference.OwnerKind switch
    {
        ValueOwner.OrganizationConnection => FindGlobalAsync(reference, cancellationToken),
        ValueOwner.TestConnection => FindTestAsync(reference, cancellationToken),
        ValueOwner.CustomerConnection => FindCustomerAsync(reference, cancellationToken),
        ValueOwner.Credential => FindCredentialAsync(reference, cancellationToken),
        _ => Task.FromResult<Result<AuthorizationTarget>>(OAuthErrors.NotOAuth(reference.OwnerKind.ToString())),
    };

    private async Task<Result<AuthorizationTarget>> FindGlobalAsync(AuthorizationReference reference, CancellationToken cancellationToken)
    {
        if (await db.OrganizationConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == reference.OwnerId, cancellationToken) is not { } connection)
        {
            return ConnectionErrors.NotFound;
        }

        return connection.Kind == ConnectionKind.Customer
            ? OAuthErrors.AuthorizedByCustomer(connection.Name)
            : await ComposeAsync(reference, connection, null, null, connection.Name, $"Settings > Connections > {connection.Name}", cancellationToken);
    }

    private async Task<Result<AuthorizationTarget>> FindTestAsync(AuthorizationReference reference, CancellationToken cancellationToken)
    {
        if (await db.TestConnections.AsNoTracking().SingleOrDefaultAsync(t => t.Id == reference.OwnerId, cancellationToken) is not { } test)
        {
            return ConnectionErrors.TestConnectionNotFound;
        }

        var connection = await db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == test.OrganizationConnectionId, cancellationToken);
        return await ComposeAsync(
            reference, connection, test.Values, null, test.AuditName, $"Settings > Connections > {connection.Name} > Test Runner Connection", cancellationToken);
    }

    private async Task<Result<AuthorizationTarget>> FindCustomerAsync(AuthorizationReference reference, CancellationToken cancellationToken)
    {
        if (await db.CustomerConnections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == reference.OwnerId, cancellationToken) is not { } customerConnection)
        {
            return ConnectionErrors.CustomerConnectionNotFound;
        }

        var connection = await db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == customerConnection.OrganizationConnectionId, cancellationToken);
        var customer = await db.Customers.AsNoTracking().Where(c => c.Id == customerConnection.CustomerId).Select(c => c.Name).SingleAsync(cancellationToken);
        return await ComposeAsync(
            reference, connection, null, customerConnection.Values, customerConnection.Label, $"Customers > {customer} > Connections", cancellationToken, customer);
    }

    private async Task<Result<AuthorizationTarget>> FindCredentialAsync(AuthorizationReference reference, CancellationToken cancellationToken)
    {
        if (await db.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == reference.OwnerId, cancellationToken) is not { } credential)
        {
            return CredentialErrors.NotFound;
        }

        if (AuthorizationMethods.Find(credential.AuthorizationMethod) is not { OAuth: { } definition } method)
        {
            return OAuthErrors.NotOAuth(credential.Name);
        }

        var values = await FindAsync(credential.Values, cancellationToken);
        return new AuthorizationTarget(
            reference, credential.OrganizationId, credential.Name, $"Settings > Credentials > {credential.Name}", definition, method.Fields, InputsOf(values),
            new Dictionary<ValueSource, Guid> { [ValueSource.Credential] = credential.Id }, [], null);
    }

    /// <summary>A credential's values in the form that connections' have.</summary>
    public static IReadOnlyList<ResolvedInput> InputsOf(ValueSet? credential) =>
        credential is null ? [] : [.. credential.Values.Select(v => new ResolvedInput(v.Key, ValueSource.Credential, credential.Id, v, null))];

    /// <summary>The values in force for an authorization: never those that a test run would fall back to, which have one of their own.</summary>
    internal static ConnectionResolutionOutcome Resolve(
        OrganizationConnection connection, ConnectionType type, ValueOwner owner, ValueSet? values, ValueSet? test, ValueSet? customer) =>
        ConnectionResolution.Resolve(new ConnectionResolutionInput(
            type, connection.Kind, connection.Inputs, owner == ValueOwner.TestConnection ? RunMode.DesignerTest : RunMode.Deployed, values, test, customer, FallbackAllowed: false));

    private async Task<Result<AuthorizationTarget>> ComposeAsync(
        AuthorizationReference reference, OrganizationConnection connection, ValueVersions? test, ValueVersions? customer, string name, string place,
        CancellationToken cancellationToken, string? customerName = null)
    {
        if ((await catalogues.GetAsync(cancellationToken)).Find(connection.Type) is not { } type)
        {
            return ConnectionErrors.UnknownConnectionType(connection.Type.ToString());
        }

        if (type.OAuth is not { } definition)
        {
            return OAuthErrors.NotOAuth(name);
        }

        var outcome = Resolve(
            connection, type, reference.OwnerKind, await FindAsync(connection.Values, cancellationToken), await FindAsync(test, cancellationToken), await FindAsync(customer, cancellationToken));
        return new AuthorizationTarget(
            reference, connection.OrganizationId, name, place, definition, type.Inputs, outcome.Inputs,
            new Dictionary<ValueSource, Guid>
            {
                [ValueSource.GlobalConnection] = connection.Id,
                [ValueSource.GlobalInput] = connection.Id,
                [ValueSource.TestConnection] = reference.OwnerId,
                [ValueSource.CustomerConnection] = reference.OwnerId,
            },
            connection.AllowedHosts.Count > 0 ? connection.AllowedHosts : type.AllowedHosts,
            outcome.IsResolved ? null : ResolutionWords.For(outcome, connection, type, customerName));
    }

    private async Task<ValueSet?> FindAsync(ValueVersions? versions, CancellationToken cancellationToken) => versions?.CurrentId is { } id
        ? await db.ValueSets.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancellationToken)
        : null;
}
