using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.GraphQL;

/// <summary>How OAuth 2.0 connections stand, and what integrations require: looked up together, however many they are.</summary>
public abstract class ConnectionStatusTests : PipelineTests
{
    private static readonly ConnectionTypeKey s_type = new(HttpConnector.Key, HttpConnector.OAuth2Type);
    private static readonly SubmittedValue[] s_shared =
        [new("authorizeUrl", "https://login.example.com/authorize"), new("tokenUrl", "https://login.example.com/token"), new("clientId", "id")];

    private ApiBench Api => new(Bench);

    [DatabaseFact]
    public async Task Statuses_AreThoseOfEachAuthorization_AndNeedAsManyQueriesForMany_AsForOne()
    {
        const string query = "{ scopedConfigVariables { nodes { id status } } customerConfigVariables { nodes { id status } } }";
        var shape = await Bench.Ok(new CreateConnection(
            s_type, ConnectionKind.Customer, "Customers", "customers", s_shared, Inputs: [.. s_shared.Select(v => new ConnectionInput(v.Key, InputScope.Global))]));
        var owners = new List<AuthorizationReference> { new(ValueOwner.TestConnection, await Bench.Ok(new SetTestConnection(shape, [.. s_shared, new("clientSecret", "test-secret")]))) };
        await AddAsync(0);
        var one = await CountAsync(query);
        for (var i = 1; i < 9; i++)
        {
            await AddAsync(i);
        }

        foreach (var (owner, i) in owners.Select((owner, i) => (owner, i)))
        {
            await AuthorizeAsync(owner, i % 4);
        }

        var data = await Api.DataAsync(query);
        var statuses = data.At("scopedConfigVariables.nodes").EnumerateArray().Concat(data.At("customerConfigVariables.nodes").EnumerateArray())
            .ToDictionary(n => n.Text("id")!, n => n.Text("status"), StringComparer.Ordinal);
        foreach (var (owner, i) in owners.Select((owner, i) => (owner, i)))
        {
            var type = owner.OwnerKind == ValueOwner.OrganizationConnection ? ScopedConfigVariableFields.Type : CustomerConfigVariableFields.Type;
            Assert.Equal(new[] { "ACTIVE", "FAILED", "PENDING", "PENDING" }[i % 4], statuses[GlobalId.Of(type, owner.OwnerId)]);
            Assert.Equal(new[] { AuthorizationStatus.Active, AuthorizationStatus.Failing, AuthorizationStatus.Pending, AuthorizationStatus.Pending }[i % 4],
                (await Bench.Ok(new GetAuthorization(owner.OwnerKind, owner.OwnerId))).Status);
        }

        Assert.Equal("ACTIVE", statuses[GlobalId.Of(ScopedConfigVariableFields.Type, shape)]);
        Assert.Equal(one, await CountAsync(query));

        async Task AddAsync(int i)
        {
            owners.Add(new(ValueOwner.OrganizationConnection, await Bench.Ok(new CreateConnection(
                s_type, ConnectionKind.Global, $"Global {i}", $"global-{i}", [.. s_shared, new("clientSecret", $"secret {i}")]))));
            var customer = await Bench.Ok(new CreateCustomer($"Customer {i}"));
            owners.Add(new(ValueOwner.CustomerConnection, await Bench.Ok(new CreateCustomerConnection(shape, customer, [new("clientSecret", $"secret of {i}")]))));
        }
    }

    [DatabaseFact]
    public async Task Statuses_AreToldToThoseWhoMaySeeThem_InTheirOrganization()
    {
        var mine = await Bench.Ok(new CreateConnection(s_type, ConnectionKind.Global, "Mine", "mine", [.. s_shared, new("clientSecret", "a-secret")]));
        var bucket = await Bench.Ok(Plants.Bucket());
        var shape = await Bench.Ok(Plants.Acme());
        var query = new FindConnectionHealth(ValueOwner.OrganizationConnection, [mine, bucket, shape, Guid.NewGuid()]);
        var found = await Bench.Ok(query);
        Assert.Equal((2, ConnectionHealth.Pending, ConnectionHealth.Well), (found.Count, found[mine], found[bucket]));
        Assert.Empty(await Bench.Ok(query, organization: Guid.CreateVersion7()));
        var builder = new Actor(ActorKind.Person, Guid.NewGuid(), "Bob", Roles.Builder);
        await Bench.Refused<ForbiddenError, IReadOnlyDictionary<Guid, ConnectionHealth>>(query with { OwnerKind = ValueOwner.CustomerConnection }, builder);
        await Bench.Refused<InvalidError, IReadOnlyDictionary<Guid, ConnectionHealth>>(query with { OwnerKind = ValueOwner.Credential });
    }

    [DatabaseFact]
    public async Task RequiredConfigVariables_AreFoundTogether_WhateverTheCaseOfTheirKeys()
    {
        const string query = "{ integrations { nodes { requiredConfigVariables { nodes { key scopedConfigVariable { stableKey } } } } } }";
        await IntegrateAsync(0, 1);
        var one = await CountAsync(query);
        await IntegrateAsync(1, 8);
        await IntegrateAsync(9, 8);

        Assert.Equal(one, await CountAsync(query));
        var found = (await Api.DataAsync(query)).At("integrations.nodes").EnumerateArray().SelectMany(i => i.At("requiredConfigVariables.nodes").EnumerateArray())
            .ToDictionary(v => v.Text("key")!, v => v.At("scopedConfigVariable") is { ValueKind: System.Text.Json.JsonValueKind.Object } c ? c.Text("stableKey") : null, StringComparer.Ordinal);
        Assert.Equal(20, found.Count);
        Assert.All(found.Where(v => v.Key.StartsWith("Slot", StringComparison.Ordinal)), v => Assert.Equal($"bucket-{v.Key[4..]}", v.Value));
        Assert.All(found.Where(v => v.Key.StartsWith("Lost", StringComparison.Ordinal)), v => Assert.Null(v.Value));

        async Task IntegrateAsync(int first, int count)
        {
            var variables = new List<RequiredConfigVariable> { new($"Lost{first}", ConfigVariableType.Connection, Connection: new ConnectionSlot("aws-s3", StableKey: "not-there")) };
            for (var i = first; i < first + count; i++)
            {
                await Bench.Ok(Plants.Bucket($"bucket-{i}"));
                variables.Add(new RequiredConfigVariable($"Slot{i}", ConfigVariableType.Connection, Connection: new ConnectionSlot("aws-s3", StableKey: $"BUCKET-{i}")));
            }

            await Bench.Ok(new CreateIntegration($"Integration {first}", Draft: new IntegrationDefinition([], variables)));
        }
    }

    /// <param name="state">0 authorized, 1 failing, 2 authorized with other settings, 3 never.</param>
    private async Task AuthorizeAsync(AuthorizationReference owner, int state)
    {
        if (state == 3)
        {
            return;
        }

        await using var scope = Bench.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.Operator, Bench.OrganizationId);
        var hash = (await scope.ServiceProvider.GetRequiredService<AuthorizationTargets>().FindAsync(owner, CancellationToken.None)).Value.ConfigurationHash;
        var row = new OAuthAuthorization(Bench.OrganizationId, owner, "Name", DateTime.UtcNow);
        row.Authorize(new StoredTokens([1], [2], "", null, null), "Name", state == 2 ? "another" : hash, "Ada", DateTime.UtcNow);
        if (state == 1)
        {
            row.Fail(hash, "Refused.", null, DateTime.UtcNow);
        }

        var db = scope.ServiceProvider.GetRequiredService<IConsoleDb>();
        db.OAuthAuthorizations.Add(row);
        Assert.Null(await db.SaveAsync(CancellationToken.None));
    }

    private async Task<int> CountAsync(string query)
    {
        var api = Api;
        await api.DataAsync(query);
        return api.Sent;
    }
}

public sealed class SqliteConnectionStatusTests : ConnectionStatusTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlConnectionStatusTests : ConnectionStatusTests;
