using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Connections;

/// <summary>What the pages about connections are told, and what nobody is told.</summary>
public abstract class ConnectionQueryTests : PipelineTests
{
    [DatabaseFact]
    public async Task List_CountsWhoUsesEachConnection_AndFilters()
    {
        var plants = await Plants.PlantAsync(Bench);
        var unused = await Bench.Ok(Plants.Acme("unused-key") with { Name = "Unused" });
        var other = await Bench.Ok(new CreateCustomer("FTL"));
        await Bench.Ok(new CreateCustomerConnection(plants.AcmeId, other, []));

        var rows = (await Bench.Ok(new ListConnections(new PageRequest()))).Items;
        Assert.Equal(["Acme API", "Avatar bucket", "Unused"], rows.Select(r => r.Name));
        Assert.Equal((2, 1, 1, ConnectionStatus.Incomplete, false), (rows[0].Customers, rows[0].Integrations, rows[0].Instances, rows[0].Status, rows[0].HasTestConnection));
        Assert.Equal((0, 1, 1, ConnectionStatus.Ready, true), (rows[1].Customers, rows[1].Integrations, rows[1].Instances, rows[1].Status, rows[1].HasTestConnection));
        Assert.Equal((0, 0, "HTTP", "API Key"), (rows[2].Integrations, rows[2].Instances, rows[2].ConnectorLabel, rows[2].TypeLabel));

        Assert.Equal([plants.BucketId], await IdsAsync(new ListConnections(new PageRequest(), ConnectionKind.Global)));
        Assert.Equal([plants.BucketId], await IdsAsync(new ListConnections(new PageRequest(), Connector: "aws-s3")));
        Assert.Equal([plants.AcmeId], await IdsAsync(new ListConnections(new PageRequest(), Status: ConnectionStatus.Incomplete)));
        Assert.Equal([plants.BucketId, unused], await IdsAsync(new ListConnections(new PageRequest(), Status: ConnectionStatus.Ready)));
        Assert.Equal([unused], await IdsAsync(new ListConnections(new PageRequest(Search: "UNUSED-k"))));
        Assert.Equal([plants.BucketId], await IdsAsync(new ListConnections(new PageRequest(Number: 2, Size: 1))));
        await Bench.Refused<InvalidError, Page<ConnectionRow>>(new ListConnections(new PageRequest(), (ConnectionKind)7));
    }

    [DatabaseFact]
    public async Task AnIntegrationThatNoLongerReferencesAConnection_IsCountedByItsVersionsAlone()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new SaveDraft(plants.IntegrationId, Domain.Integrations.IntegrationDefinition.Empty));
        var used = Assert.Single(await Bench.Ok(new GetConnectionUsage(plants.BucketId)));
        Assert.False(used.InDraft);
        Assert.Equal([1], used.Versions);
        await Bench.Ok(new SaveDraft(plants.IntegrationId, Plants.Definition));
        Assert.True(Assert.Single(await Bench.Ok(new GetConnectionUsage(plants.BucketId))).InDraft);
        Assert.Equal(1, (await Bench.Ok(new ListConnections(new PageRequest()))).Items[1].Integrations);
    }

    [DatabaseFact]
    public async Task Detail_TellsValuesToThoseWhoMaySetThem_AndSecretsToNobody()
    {
        var plants = await Plants.PlantAsync(Bench);
        var admin = await Bench.Ok(new GetConnection(plants.BucketId), As(Roles.Admin));
        Assert.Equal("AKIA-EXAMPLE", Of(admin.Values, "accessKeyId").Value);
        Assert.Equal("AKIA-EXAMPLE", Of(admin.Test, "accessKeyId").Value);
        var secret = Of(admin.Values, "secretAccessKey");
        Assert.Equal((true, null, "Operator"), (secret.IsSet, secret.Value, secret.SetBy));

        var builder = await Bench.Ok(new GetConnection(plants.BucketId), As(Roles.Builder));
        Assert.Null(Of(builder.Values, "accessKeyId").Value);
        Assert.True(Of(builder.Values, "accessKeyId").IsSet);
        Assert.Equal("AKIA-EXAMPLE", Of(builder.Test, "accessKeyId").Value);

        foreach (var role in new[] { Roles.Support, Roles.Viewer })
        {
            var seen = await Bench.Ok(new GetConnection(plants.BucketId), As(role));
            Assert.All(seen.Values.Inputs.Concat(seen.Test.Inputs), i => Assert.Null(i.Value));
        }

        foreach (var answer in new object[] { admin, await Bench.Ok(new GetConnection(plants.AcmeId)), await Bench.Ok(new GetCustomerConnection(plants.CustomerConnectionId)) })
        {
            Assert.All(Plants.Canaries, canary => Assert.DoesNotContain(canary, JsonSerializer.Serialize(answer), StringComparison.Ordinal));
        }
    }

    [DatabaseFact]
    public async Task Detail_OfTheCustomerKind_SeparatesGlobalAndCustomerSpecificInputs()
    {
        var plants = await Plants.PlantAsync(Bench);
        var acme = await Bench.Ok(new GetConnection(plants.AcmeId));
        Assert.Equal(["headerName"], acme.Values.Inputs.Select(i => i.Key));
        Assert.Equal(["apiKey", "prefix"], acme.CustomerFields.Select(f => f.Key));
        Assert.Equal((1, 0, false, false), (acme.Customers, acme.IncompleteCustomers, acme.HasTestConnection, acme.Values.CanUndo));
        var own = await Bench.Ok(new GetCustomerConnection(plants.CustomerConnectionId), As(Roles.Support));
        Assert.Equal(["apiKey", "prefix"], own.Values.Inputs.Select(i => i.Key));
        Assert.Equal((true, false), (own.Values.IsComplete, own.Values.Inputs[1].IsSet));
    }

    [DatabaseFact]
    public async Task CustomersOfAConnection_AreThoseWithValuesAndThoseWhoseInstancesLackThem()
    {
        var plants = await Plants.PlantAsync(Bench);
        var missing = await Bench.Ok(new CreateCustomer("Missing Motors", ExternalId: "mm"));
        await Bench.Ok(new CreateInstance(missing, plants.IntegrationId, "Sync for Missing"));
        var incomplete = await Bench.Ok(new CreateCustomer("Incomplete Inc"));
        await Bench.Ok(new CreateCustomerConnection(plants.AcmeId, incomplete, []));
        await Bench.Ok(new CreateCustomer("Unconcerned"));

        Assert.Equal(
            [("Incomplete Inc", CustomerConnectionState.Incomplete), ("Missing Motors", CustomerConnectionState.Missing), ("Smith Rocket Company", CustomerConnectionState.Set)],
            (await Bench.Ok(new ListConnectionCustomers(plants.AcmeId, new PageRequest()))).Items.Select(r => (r.CustomerName, r.State)));
        Assert.Equal(missing, Assert.Single((await Bench.Ok(new ListConnectionCustomers(plants.AcmeId, new PageRequest(), CustomerConnectionState.Missing))).Items).CustomerId);
        Assert.Equal(incomplete, Assert.Single((await Bench.Ok(new ListConnectionCustomers(plants.AcmeId, new PageRequest(), CustomerConnectionState.Incomplete))).Items).CustomerId);
        Assert.Equal(plants.CustomerId, Assert.Single((await Bench.Ok(new ListConnectionCustomers(plants.AcmeId, new PageRequest(), CustomerConnectionState.Set))).Items).CustomerId);
        Assert.Equal(missing, Assert.Single((await Bench.Ok(new ListConnectionCustomers(plants.AcmeId, new PageRequest(Search: "mm")))).Items).CustomerId);
        await Bench.Refused<InvalidError, Page<ConnectionCustomerRow>>(new ListConnectionCustomers(plants.AcmeId, new PageRequest(), CustomerConnectionState.Failing));
    }

    [DatabaseFact]
    public async Task ConnectionsOfACustomer_AreThoseWithValuesAndThoseThatAreNeeded()
    {
        var plants = await Plants.PlantAsync(Bench);
        var spare = await Bench.Ok(Plants.Acme("spare-key") with { Name = "Spare" });
        var other = await Bench.Ok(new CreateCustomer("FTL"));
        Assert.Empty((await Bench.Ok(new ListCustomerConnections(other, new PageRequest()))).Items);
        Assert.Equal([plants.AcmeId, spare], (await Bench.Ok(new ListCustomerConnections(other, new PageRequest(), Addable: true))).Items.Select(r => r.ConnectionId));

        await Bench.Ok(new CreateInstance(other, plants.IntegrationId, "Sync for FTL"));
        var needed = Assert.Single((await Bench.Ok(new ListCustomerConnections(other, new PageRequest()))).Items);
        Assert.Equal((plants.AcmeId, CustomerConnectionState.Missing, null), (needed.ConnectionId, needed.State, needed.Id));

        Assert.Equal(plants.CustomerConnectionId, Assert.Single((await Bench.Ok(new ListCustomerConnections(plants.CustomerId, new PageRequest()))).Items).Id);
        Assert.Equal([spare], (await Bench.Ok(new ListCustomerConnections(plants.CustomerId, new PageRequest(), Addable: true))).Items.Select(r => r.ConnectionId));
    }

    [DatabaseFact]
    public async Task ValuesThatTheOtherSideRefused_AreFailingUntilTheyAreReplaced()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new DeployInstance(plants.InstanceId, Force: true));
        var refused = await AddRunAsync(1, plants, FailureCategory.Credentials);
        var row = await FailingAsync();
        Assert.Equal((CustomerConnectionState.Failing, refused), (row.State, row.FailedRunId));
        Assert.Equal(CustomerConnectionState.Failing, Assert.Single((await Bench.Ok(new ListConnectionCustomers(plants.AcmeId, new PageRequest()))).Items).State);

        await Bench.Ok(new UpdateCustomerConnection(plants.CustomerConnectionId, [new SubmittedValue("apiKey", "another-key")]));
        Assert.Equal(CustomerConnectionState.Set, (await FailingAsync()).State);
        await Bench.Ok(new UndoCustomerConnection(plants.CustomerConnectionId));
        Assert.Equal(CustomerConnectionState.Failing, (await FailingAsync()).State);
        await AddRunAsync(2, plants, null);
        Assert.Equal(CustomerConnectionState.Set, (await FailingAsync()).State);

        async Task<CustomerConnectionRow> FailingAsync() => Assert.Single((await Bench.Ok(new ListCustomerConnections(plants.CustomerId, new PageRequest()))).Items);
    }

    [DatabaseFact]
    public async Task Dependents_AreTheDeployedInstancesWithTheirCustomers()
    {
        var plants = await Plants.PlantAsync(Bench);
        Assert.Equal(0, (await Bench.Ok(new GetConnectionDependents(plants.BucketId))).Instances);
        await Bench.Ok(new DeployInstance(plants.InstanceId));
        var other = await Bench.Ok(new CreateCustomer("FTL"));
        var instance = await Bench.Ok(new CreateInstance(other, plants.IntegrationId, "Another sync"));
        await Bench.Ok(new DeployInstance(instance, Force: true));

        var dependents = await Bench.Ok(new GetConnectionDependents(plants.BucketId));
        Assert.Equal((2, 2), (dependents.Customers, dependents.Instances));
        Assert.Equal([("Another sync", "FTL"), ("Sync for Smith", "Smith Rocket Company")], dependents.Named.Select(i => (i.Name, i.CustomerName)));
        Assert.All(dependents.Named, i => Assert.Equal(Domain.Integrations.TriggerKind.Manual, Assert.Single(i.Triggers).Kind));
        Assert.Equal(["Another sync"], (await Bench.Ok(new GetConnectionDependents(plants.AcmeId, other))).Named.Select(i => i.Name));
        Assert.Equal([instance, plants.InstanceId], (await Bench.Ok(new ListInstances(new PageRequest(), ConnectionId: plants.BucketId))).Items.Select(i => i.Id));
    }

    [DatabaseFact]
    public async Task History_NamesWhoChangedWhat_AndHoldsNoValue()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new UpdateConnection(plants.BucketId, "Our bucket", "Text", ["s3.example.com"]), As(Roles.Admin));
        await Bench.Ok(new UpdateConnectionValues(plants.BucketId, [new SubmittedValue("accessKeyId", "AKIA-OTHER")]), As(Roles.Admin));
        var history = (await Bench.Ok(new ListConnectionHistory(plants.BucketId, new PageRequest()))).Items;
        Assert.Equal(["UpdateConnectionValues", "UpdateConnection", "UpdateConnection", "SetTestConnection", "CreateConnection"], history.Select(h => h.Request));
        Assert.Equal(("Admin", "changed"), (history[0].ActorName, history[0].Action));
        Assert.Contains("AllowedHosts", history.First(h => h is { Request: "UpdateConnection", SubjectKind: "organization connection" }).Changed);
        var told = JsonSerializer.Serialize(history);
        Assert.All(Plants.Canaries.Append("AKIA-OTHER"), v => Assert.DoesNotContain(v, told, StringComparison.Ordinal));
        await Bench.Refused<ForbiddenError, Page<HistoryRow>>(new ListConnectionHistory(plants.BucketId, new PageRequest()), As(Roles.Support));
    }

    [DatabaseFact]
    public async Task AStableKey_IsProposedFreeAndCheckedWhileItIsTyped()
    {
        var key = await Bench.Ok(new ProposeStableKey(Plants.Aws));
        Assert.Equal("aws-s3-api-key-secret", key);
        await Bench.Ok(Plants.Bucket(key.ToUpperInvariant()));
        Assert.Equal("aws-s3-api-key-secret-2", await Bench.Ok(new ProposeStableKey(Plants.Aws)));
        await Bench.Refused<InvalidError, string>(new ProposeStableKey(new Domain.Connectors.ConnectionTypeKey("http", "nothing")));

        Assert.Equal(ConnectionErrors.StableKeyTaken, (await Bench.Ok(new CheckStableKey(key))).Problem);
        Assert.Null((await Bench.Ok(new CheckStableKey("free.key_1"))).Problem);
        foreach (var malformed in new[] { "", "a b", "ü", new string('x', 101) })
        {
            Assert.NotNull((await Bench.Ok(new CheckStableKey(malformed))).Problem);
        }

        await Bench.Refused<ForbiddenError, StableKeyCheck>(new CheckStableKey("free"), As(Roles.Builder | Roles.Support | Roles.Viewer));
    }

    internal static Actor As(Roles roles) => new(ActorKind.Person, Guid.CreateVersion7(), roles.ToString(), roles);

    private static InputState Of(ValuesDetail values, string key) => values.Inputs.Single(i => i.Key == key);

    private async Task<IReadOnlyList<Guid>> IdsAsync(ListConnections query) => [.. (await Bench.Ok(query)).Items.Select(r => r.Id)];

    /// <summary>A run of the planted instance whose step was refused (or not) with the values in force.</summary>
    private async Task<Guid> AddRunAsync(long sequence, Plants plants, FailureCategory? category)
    {
        var current = await Bench.Read(db => db.CustomerConnections.Where(c => c.Id == plants.CustomerConnectionId).Select(c => c.Values.CurrentId).SingleAsync());
        var id = Guid.CreateVersion7();
        await Bench.Read(db =>
        {
            var context = (DbContext)db;
            context.Add(new Run
            {
                Sequence = sequence, Id = id, OrganizationId = Bench.OrganizationId, IntegrationId = plants.IntegrationId, InstanceId = plants.InstanceId,
                CustomerId = plants.CustomerId, FlowKey = "main", Status = category is null ? RunStatus.Succeeded : RunStatus.Failed, AcceptedAt = DateTime.UnixEpoch,
                EndedAt = DateTime.UnixEpoch, FailureCategory = category,
            });
            context.Add(new StepRun
            {
                RunSequence = sequence, OrganizationId = Bench.OrganizationId, Path = "get", StepName = "Get Avatar", Action = "http/httpGet",
                Status = category is null ? StepStatus.Succeeded : StepStatus.Failed, FailureCategory = category, StartedAt = DateTime.UnixEpoch,
                Connections = JsonSerializer.Serialize<IReadOnlyList<UsedConnection>>(
                    [new UsedConnection("Acme", plants.AcmeId, "Acme API", "acme-api", [new UsedInput("apiKey", ValueSource.CustomerConnection, current)], false)], StoredJson.Options),
            });
            return db.SaveAsync(CancellationToken.None);
        });
        return id;
    }
}

public sealed class SqliteConnectionQueryTests : ConnectionQueryTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlConnectionQueryTests : ConnectionQueryTests;
