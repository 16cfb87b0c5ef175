using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Commands;

/// <summary>What commands refuse, in which words, also when many are sent at once.</summary>
public abstract class CommandTests : PipelineTests
{
    private const int Racers = 20;

    [DatabaseFact]
    public async Task Create_WithATakenNameOrKey_IsRefusedInTheIndexsWords()
    {
        await Plants.PlantAsync(Bench);
        var externalId = await Bench.Refused<ConflictError>(new CreateCustomer("Other", ExternalId: "smith"));
        Assert.Equal(("externalId", "Another customer already has this external ID."), (externalId.Field, externalId.Message));
        var stableKey = await Bench.Refused<ConflictError>(Plants.Bucket("AVATAR-Bucket"));
        Assert.Equal("stableKey", stableKey.Field);
        Assert.Contains("upper and lower case do not count", stableKey.Message, StringComparison.Ordinal);
        var credential = await Bench.Refused<ConflictError>(new CreateCredential("ARCHIVE keys", "basic", [new("username", "u"), new("password", "p-secret")]));
        Assert.Equal(("name", "Another credential already has this name."), (credential.Field, credential.Message));
    }

    [DatabaseFact]
    public async Task Create_WithoutExternalIds_IsNoConflict()
    {
        await Bench.Ok(new CreateCustomer("One"));
        await Bench.Ok(new CreateCustomer("One"));
        await Bench.Ok(new CreateCustomer("Case", ExternalId: "a"));
        await Bench.Ok(new CreateCustomer("Case", ExternalId: "A"));
        Assert.Equal(4, (await Bench.Ok(new ListCustomers(new PageRequest()))).Total);
    }

    [DatabaseFact]
    public async Task Create_TwentyTimesAtOnce_SucceedsOnce()
    {
        await RaceAsync(i => new CreateCustomer($"Customer {i}", ExternalId: "same"), "externalId");
        await RaceAsync(i => Plants.Bucket(i % 2 == 0 ? "Same-Key" : "same-key"), "stableKey");
        await RaceAsync(_ => new CreateCredential("Same", "basic", [new("username", "u"), new("password", "p-secret")]), "name");
        var customer = await Bench.Ok(new CreateCustomer("Racer"));
        var acme = await Bench.Ok(Plants.Acme());
        await RaceAsync(_ => new CreateCustomerConnection(acme, customer, []), "customer");
        Assert.Equal(1, await Bench.Read(db => db.CustomerConnections.CountAsync()));
    }

    [DatabaseFact]
    public async Task Set_TwentyTimesAtOnce_LeavesOneVariableWithWholeVersions()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => Bench.Send(new SetOrganizationConfigVariable("region", $"value {i}"))));
        Assert.Contains(results, r => r.IsSuccess);
        Assert.All(results.Where(r => !r.IsSuccess), r => Assert.True(r.Error is ConflictError or StaleError, r.Error?.ToString()));
        var variable = await Bench.Read(db => db.ConfigVariables.SingleAsync());
        var numbers = await Bench.Read(db => db.ValueSets.Where(v => v.OwnerId == variable.Id).OrderBy(v => v.Number).Select(v => v.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, results.Count(r => r.IsSuccess)), numbers);
        Assert.Equal(numbers.Count, variable.Values.Number);
    }

    [DatabaseFact]
    public async Task Publish_TwentyTimesAtOnce_CountsWithoutGaps()
    {
        var plants = await Plants.PlantAsync(Bench);
        var results = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Bench.Send(new PublishVersion(plants.IntegrationId))));
        Assert.All(results.Where(r => !r.IsSuccess), r => Assert.True(r.Error is ConflictError or StaleError, r.Error?.ToString()));
        var numbers = await Bench.Read(db => db.IntegrationVersions.OrderBy(v => v.Number).Select(v => v.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 1 + results.Count(r => r.IsSuccess)), numbers);
        Assert.Equal(numbers.Count, (await Bench.Ok(new GetIntegration(plants.IntegrationId))).LatestVersion);
    }

    [DatabaseFact]
    public async Task Update_TwentyTimesAtOnceFromOneState_SucceedsOnce()
    {
        var id = await Bench.Ok(new CreateCustomer("Smith"));
        var seen = (await Bench.Ok(new GetCustomer(id))).Revision;
        var results = await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => Bench.Send(new UpdateCustomer(id, $"Name {i}", null, null, seen))));
        var winner = Array.FindIndex(results, r => r.IsSuccess);
        Assert.Equal(Racers - 1, results.Count(r => r.Error is StaleError));
        Assert.Equal($"Name {winner}", (await Bench.Ok(new GetCustomer(id))).Name);
    }

    [DatabaseFact]
    public async Task Change_FromAnOlderState_IsRefusedAndOverwritesNothing()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new CreateConnector("acme-erp", "Acme ERP"));
        var old = Guid.CreateVersion7();
        var before = await Bench.Dump(Bench.OrganizationId);
        IRequest<Result<Guid>>[] changes =
        [
            new UpdateCustomer(plants.CustomerId, "Changed", null, null, old),
            new UpdateConnectionValues(plants.BucketId, Plants.AwsValues("changed-secret"), old),
            new UndoConnectionValues(plants.BucketId, old),
            new UpdateConnection(plants.BucketId, "Changed", "", [], old),
            new MarkDefaultConnection(plants.BucketId, true, old),
            new UndoTestConnection(plants.BucketId, old),
            new RemoveTestConnection(plants.BucketId, old),
            new UndoCustomerConnection(plants.CustomerConnectionId, old),
            new RemoveCustomerConnection(plants.CustomerConnectionId, true, old),
            new SupersedeConnection(plants.AcmeId, "Successor", "successor", [], Revision: old),
            new RepointDraft(plants.IntegrationId, plants.BucketId, plants.BucketId, old),
            new SetTestConnection(plants.BucketId, Plants.AwsValues("changed-secret"), old),
            new UpdateCustomerConnection(plants.CustomerConnectionId, [new SubmittedValue("apiKey", "changed-secret")], old),
            new SaveDraft(plants.IntegrationId, IntegrationDefinition.Empty, old),
            new ConfigureTests(plants.IntegrationId, InstanceConfiguration.Empty, old),
            new PublishVersion(plants.IntegrationId, null, old),
            new ConfigureInstance(plants.InstanceId, InstanceConfiguration.Empty, old),
            new DeployInstance(plants.InstanceId, true, old),
            new PauseInstance(plants.InstanceId, old),
            new ResumeInstance(plants.InstanceId, old),
            new UpdateCredential(plants.CredentialId, "Changed", [], old),
            new UndoCredential(plants.CredentialId, old),
            new UpdateOrganizationConfigVariable(plants.VariableId, "Changed", "changed", old),
            new UndoOrganizationConfigVariable(plants.VariableId, old),
            new UpdateCustomerConfigVariable(plants.CustomerVariableId, "Changed", "changed", old),
            new UndoCustomerConfigVariable(plants.CustomerVariableId, old),
            new UpdateConnector("acme-erp", "Changed", null, "key", old),
            new SaveConnectionType("acme-erp", new ConnectionType("key", "Key", "", [new InputField("token", "Token", InputType.Password)], []), null, false, old),
            new DeleteConnectionType("acme-erp", "key", old),
            new SetConnectorPicture("acme-erp", null, old),
            new UpdateOrganization("Changed", "UTC", false, 1, old),
        ];
        foreach (var change in changes)
        {
            Assert.True((await Bench.Send(change)).Error is StaleError, change.GetType().Name);
        }

        Assert.Equal(before, await Bench.Dump(Bench.OrganizationId));
    }

    [DatabaseFact]
    public async Task EveryCommandWithARevision_IsInTheListAbove()
    {
        // Those of people, own connectors and upgrades are tried where these are tested.
        var revisioned = typeof(CreateCustomer).Assembly.GetTypes().Where(t => t.GetInterfaces().Contains(typeof(IBaseRequest)) && t.GetProperty("Revision") is not null);
        Assert.Equal(
            ["ChangeMemberRoles", "ConfigureInstance", "ConfigureTests", "DeleteConnectionType", "DeployInstance", "MarkDefaultConnection", "PauseInstance",
                "PublishVersion", "RemoveCustomerConnection", "RemoveTestConnection", "RepointDraft", "ResumeInstance", "SaveConnectionType", "SaveDraft",
                "SetConnectorPicture", "SetTestConnection", "SupersedeConnection", "UndoConnectionValues", "UndoCredential", "UndoCustomerConfigVariable",
                "UndoCustomerConnection", "UndoOrganizationConfigVariable", "UndoTestConnection", "UpdateConnection", "UpdateConnectionValues",
                "UpdateConnector", "UpdateCredential", "UpdateCustomer", "UpdateCustomerConfigVariable", "UpdateCustomerConnection", "UpdateOrganization",
                "UpdateOrganizationConfigVariable", "UpgradeInstance"],
            revisioned.Select(t => t.Name).Order(StringComparer.Ordinal));
        await Task.CompletedTask;
    }

    [DatabaseFact]
    public async Task GlobalValuesOfTheCustomerKind_CannotBeChangedByAnyCommand()
    {
        var plants = await Plants.PlantAsync(Bench);
        var before = await Bench.Read(db => db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == plants.AcmeId));
        await Bench.Refused<ConflictError>(new UpdateConnectionValues(plants.AcmeId, [new SubmittedValue("headerName", "X-Other")]));
        await Bench.Refused<ConflictError>(new UndoConnectionValues(plants.AcmeId));
        var refused = await Bench.Refused<InvalidError>(new UpdateCustomerConnection(plants.CustomerConnectionId, [new SubmittedValue("headerName", "X-Other")]));
        Assert.Equal("headerName", refused.Fields[0].Field);
        var other = await Bench.Ok(new CreateCustomer("FTL"));
        await Bench.Refused<InvalidError>(new CreateCustomerConnection(plants.AcmeId, other, [new SubmittedValue("headerName", "X-Other")]));
        Assert.Equal(before.Values, (await Bench.Read(db => db.OrganizationConnections.AsNoTracking().SingleAsync(c => c.Id == plants.AcmeId))).Values);
    }

    [DatabaseFact]
    public async Task Values_HaveVersionsAndAChangeIsUndone()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new UpdateConnectionValues(plants.BucketId, [new SubmittedValue("secretAccessKey", "another-secret")]));
        await Bench.Ok(new UpdateConnectionValues(plants.BucketId, [new SubmittedValue("secretAccessKey", "another-secret"), new SubmittedValue("endpointUrl", "https://s3.example.com")]));
        var sets = await Bench.Read(db => db.ValueSets.AsNoTracking().Where(v => v.OwnerId == plants.BucketId).OrderBy(v => v.Number).ToListAsync());
        Assert.Equal([1, 2, 3], sets.Select(s => s.Number));
        Assert.NotEqual(sets[0].Find("secretAccessKey")!.Fingerprint, sets[1].Find("secretAccessKey")!.Fingerprint);
        // What did not change is carried over as it is, ciphertext included.
        Assert.Equal(sets[1].Find("secretAccessKey")!.Ciphertext, sets[2].Find("secretAccessKey")!.Ciphertext);
        Assert.Equal("AKIA-EXAMPLE", sets[2].Find("accessKeyId")!.Plain);
        await Bench.Ok(new UndoConnectionValues(plants.BucketId));
        Assert.Equal(sets[1].Id, await CurrentAsync(plants.BucketId));
        await Bench.Ok(new UndoConnectionValues(plants.BucketId));
        Assert.Equal(sets[2].Id, await CurrentAsync(plants.BucketId));
        await Bench.Refused<InvalidError>(new UpdateConnectionValues(plants.BucketId, [new SubmittedValue("secretAccessKey", "")]));
        Assert.Equal(sets[2].Id, await CurrentAsync(plants.BucketId));
        await Bench.Ok(new UpdateConnectionValues(plants.BucketId, [new SubmittedValue("endpointUrl", "")]));
        Assert.Null((await Bench.Read(async db => await db.ValueSets.SingleAsync(v => v.OwnerId == plants.BucketId && v.Number == 4))).Find("endpointUrl"));
    }

    [DatabaseFact]
    public async Task Delete_OfWhatIsInUse_IsRefusedWithItsUsers()
    {
        var plants = await Plants.PlantAsync(Bench);
        var connection = await Bench.Refused<InUseError>(new DeleteConnection(plants.BucketId));
        Assert.Equal(
            [new Usage("integration", plants.IntegrationId, "Avatar Sync"), new Usage("version", plants.VersionId, "Avatar Sync, version 1"), new Usage("instance", plants.InstanceId, "Sync for Smith")],
            connection.Users);
        Assert.Contains("instance \"Sync for Smith\"", connection.Message, StringComparison.Ordinal);
        var customer = await Bench.Refused<InUseError>(new DeleteCustomer(plants.CustomerId));
        Assert.Equal([new Usage("instance", plants.InstanceId, "Sync for Smith")], customer.Users);
    }

    [DatabaseFact]
    public async Task Delete_OfWhatNobodyUses_TakesItsValuesAlong()
    {
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        var acme = await Bench.Ok(Plants.Acme());
        await Bench.Ok(new SetTestConnection(acme, [new SubmittedValue("apiKey", "test-secret")]));
        await Bench.Ok(new CreateCustomerConnection(acme, customer, [new SubmittedValue("apiKey", "customers-secret")]));
        await Bench.Ok(new SetCustomerConfigVariable(customer, "region", "eu"));
        await Bench.Ok(new DeleteConnection(acme));
        Assert.Equal(1, await Bench.Read(db => db.ValueSets.CountAsync()));
        await Bench.Ok(new DeleteCustomer(customer));
        Assert.Equal(0, await Bench.Read(async db => await db.ValueSets.CountAsync() + await db.Customers.CountAsync() + await db.ConfigVariables.CountAsync()
            + await db.OrganizationConnections.CountAsync() + await db.TestConnections.CountAsync() + await db.CustomerConnections.CountAsync()));
        await Bench.Refused<NotFoundError>(new DeleteCustomer(customer));
    }

    [DatabaseFact]
    public async Task Deploy_WithoutTheCustomersValues_NamesCustomerAndConnectionAndForceDeploys()
    {
        var plants = await Plants.PlantAsync(Bench);
        var other = await Bench.Ok(new CreateCustomer("FTL Rockets"));
        var instance = await Bench.Ok(new CreateInstance(
            other, plants.IntegrationId, "Sync for FTL",
            Configuration: Plants.Configuration(plants.VariableId, BindingSource.OrganizationVariable, plants.SecretVariableId, plants.CredentialId)));
        await ExpectRefusalAsync("has no values");
        var connection = await Bench.Ok(new CreateCustomerConnection(plants.AcmeId, other, []));
        await ExpectRefusalAsync("has incomplete values");
        await Bench.Ok(new DeployInstance(instance, Force: true));
        Assert.Equal(InstanceStatus.Deployed, (await Bench.Ok(new GetInstance(instance))).Status);
        await Bench.Ok(new UpdateCustomerConnection(connection, [new SubmittedValue("apiKey", "customers-secret")]));
        await Bench.Ok(new DeployInstance(instance));
        Assert.Empty((await Bench.Ok(new GetInstance(instance))).Problems);

        async Task ExpectRefusalAsync(string words)
        {
            var refused = Assert.Single((await Bench.Refused<InvalidError>(new DeployInstance(instance))).Fields);
            Assert.Equal("Acme", refused.Field);
            Assert.Contains($"The customer \"FTL Rockets\" {words} for the connection \"Acme API\"", refused.Message, StringComparison.Ordinal);
            Assert.Equal(InstanceStatus.NotDeployed, (await Bench.Ok(new GetInstance(instance))).Status);
        }
    }

    [DatabaseFact]
    public async Task Publish_OfABrokenDraft_IsRefusedAndTheDraftStays()
    {
        var plants = await Plants.PlantAsync(Bench);
        var broken = Plants.Definition with { RequiredConfigVariables = [.. Plants.Definition.RequiredConfigVariables, new RequiredConfigVariable(
            "Lost", ConfigVariableType.Connection, Connection: new ConnectionSlot("http", StableKey: "lost-key"))] };
        await Bench.Ok(new SaveDraft(plants.IntegrationId, broken));
        var refused = await Bench.Refused<InvalidError>(new PublishVersion(plants.IntegrationId));
        Assert.Contains("\"lost-key\"", Assert.Single(refused.Fields).Message, StringComparison.Ordinal);
        var shown = await Bench.Ok(new GetIntegration(plants.IntegrationId));
        Assert.Equal((1, true, 1), (shown.LatestVersion, shown.HasUnpublishedChanges, shown.Problems.Count));
        Assert.Equal(5, (await Bench.Ok(new GetIntegration(plants.IntegrationId, 1))).Definition.RequiredConfigVariables.Count);
    }

    [DatabaseFact]
    public async Task ASecretForAVariableThatIsNone_IsRefused()
    {
        await Bench.Ok(new SetOrganizationConfigVariable("token", "in the clear"));
        var refused = await Bench.Refused<ConflictError>(new SetOrganizationConfigVariable("TOKEN", "canary-secret-token", IsSecret: true));
        Assert.Equal("isSecret", refused.Field);
        Assert.DoesNotContain(await Bench.Dump(), row => row.Contains("CANARY-SECRET-TOKEN", StringComparison.Ordinal));
    }

    [DatabaseFact]
    public async Task AVariableOnceSecret_StaysSecret()
    {
        await Bench.Ok(new SetOrganizationConfigVariable("token", "canary-first", IsSecret: true));
        await Bench.Ok(new SetOrganizationConfigVariable("token", "canary-second"));
        Assert.DoesNotContain(await Bench.Dump(), row => row.Contains("CANARY-", StringComparison.Ordinal));
    }

    [DatabaseFact]
    public async Task AVariableThatWasCleared_CountsAsMissing()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new SetCustomerConfigVariable(plants.CustomerId, "region", ""));
        var refused = await Bench.Refused<InvalidError>(new DeployInstance(plants.InstanceId));
        Assert.Equal("Region", Assert.Single(refused.Fields).Field);
    }

    [DatabaseFact]
    public async Task StoredVariables_AreNotShownToWhoMayNotSeeThem()
    {
        var plants = await Plants.PlantAsync(Bench);
        var viewer = new Actor(ActorKind.Person, Guid.NewGuid(), "Vera", Roles.Viewer);
        Assert.Equal("us-east-2", (await Bench.Ok(new GetInstance(plants.InstanceId))).Variables[0].Value);
        var shown = (await Bench.Ok(new GetInstance(plants.InstanceId), viewer)).Variables[0];
        Assert.Equal((null, true, VariableSource.CustomerVariable), (shown.Value, shown.HasValue, shown.Source));
    }

    [DatabaseFact]
    public async Task ANameThatGrowsWhenNormalized_IsSavedAndFound()
    {
        await Bench.Ok(new CreateCustomer(new string('\uFDFA', 200)));
        Assert.Equal(1, (await Bench.Ok(new ListCustomers(new PageRequest(Search: "\uFDFA")))).Total);
    }

    [DatabaseFact]
    public async Task ANullCharacter_IsRefusedAtItsField()
    {
        Assert.Equal("name", (await Bench.Refused<InvalidError>(new CreateCustomer("Smi\0th"))).Fields[0].Field);
        Assert.Equal("externalId", (await Bench.Refused<InvalidError>(new CreateCustomer("Smith", ExternalId: "\0"))).Fields[0].Field);
        Assert.Equal("page.search", (await Bench.Refused<InvalidError, Page<CustomerRow>>(new ListCustomers(new PageRequest(Search: "\0")))).Fields[0].Field);
    }

    [DatabaseFact]
    public async Task ASearch_TakesSignsOfPatternsAsTheyStand()
    {
        await Bench.Ok(new CreateCustomer("100% Rockets"));
        await Bench.Ok(new CreateCustomer("100 Rockets_[a]"));
        Assert.Equal("100% Rockets", Assert.Single((await Bench.Ok(new ListCustomers(new PageRequest(Search: "0% r")))).Items).Name);
        Assert.Equal("100 Rockets_[a]", Assert.Single((await Bench.Ok(new ListCustomers(new PageRequest(Search: "_[A]")))).Items).Name);
        Assert.Empty((await Bench.Ok(new ListCustomers(new PageRequest(Search: "%r_ck")))).Items);
    }

    private Task<Guid?> CurrentAsync(Guid connection) =>
        Bench.Read(db => db.OrganizationConnections.Where(c => c.Id == connection).Select(c => c.Values.CurrentId).SingleAsync());

    private async Task RaceAsync(Func<int, IRequest<Result<Guid>>> request, string field)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => Bench.Send(request(i))));
        Assert.Single(results, r => r.IsSuccess);
        Assert.All(results.Where(r => !r.IsSuccess), r => Assert.Equal(field, Assert.IsType<ConflictError>(r.Error).Field));
    }
}

public sealed class SqliteCommandTests : CommandTests;

public sealed class PostgreSqlCommandTests : CommandTests;
