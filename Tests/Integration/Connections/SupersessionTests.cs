using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Domain.Values.Commands;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Connections;

/// <summary>From a connection of the customer kind to its successor: values copied on the server, drafts re-pointed, the old one deleted at last.</summary>
public abstract class SupersessionTests : PipelineTests
{
    [DatabaseFact]
    public async Task ASuccessor_KeepsWhatIsNotGivenAnew_AndTheValuesBelongToIt()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new MarkDefaultConnection(plants.AcmeId, true));
        var successor = await Bench.Ok(new SupersedeConnection(plants.AcmeId, "Acme API 2", "acme-api-2", [], "Second"));
        var connection = await Bench.Ok(new GetConnection(successor));
        Assert.Equal(("Acme API 2", "acme-api-2", ConnectionKind.Customer, true), (connection.Name, connection.StableKey, connection.Kind, connection.IsDefaultForConnector));
        Assert.Equal("X-Acme", Assert.Single(connection.Values.Inputs).Value);
        var old = await Bench.Ok(new GetConnection(plants.AcmeId));
        Assert.Equal((successor, "Acme API 2", ConnectionStatus.Superseded, false), (old.SupersededById, old.SupersededByName, old.Status, old.IsDefaultForConnector));
        Assert.Equal("X-Acme", Assert.Single(old.Values.Inputs).Value);
        Assert.Contains("has a successor already", (await Bench.Refused<ConflictError>(new SupersedeConnection(plants.AcmeId, "Third", "acme-api-3", []))).Message, StringComparison.Ordinal);
        Assert.Contains("values can be changed", (await Bench.Refused<ConflictError>(new SupersedeConnection(plants.BucketId, "Bucket 2", "bucket-2", []))).Message, StringComparison.Ordinal);
        Assert.Equal("stableKey", (await Bench.Refused<ConflictError>(new SupersedeConnection(successor, "Acme API 3", "ACME-API", []))).Field);
        Assert.Null((await Bench.Ok(new GetConnection(successor))).SupersededById);
    }

    [DatabaseFact]
    public async Task CopiedSecrets_AreEncryptedForTheirNewOwner_AndAreStillTheSame()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new SetTestConnection(plants.AcmeId, [new SubmittedValue("apiKey", "canary-of-the-test")]));
        var successor = await Bench.Ok(new SupersedeConnection(plants.AcmeId, "Acme API 2", "acme-api-2", [new SubmittedValue("headerName", "X-Other")]));
        Assert.Equal(new CopiedCustomers(1, 0), await Bench.Ok(new CopyCustomerConnections(plants.AcmeId), ConnectionQueryTests.As(Roles.Support)));
        Assert.Equal(new CopiedCustomers(0, 0), await Bench.Ok(new CopyCustomerConnections(plants.AcmeId)));

        Assert.Equal("X-Other", Assert.Single((await Bench.Ok(new GetConnection(successor))).Values.Inputs).Value);
        var copy = await Bench.Read(db => db.CustomerConnections.AsNoTracking().SingleAsync(c => c.OrganizationConnectionId == successor));
        Assert.True(copy.IsComplete);
        Assert.True(await Bench.Ok(new CompareSecret(ValueOwner.CustomerConnection, copy.Id, "apiKey", "canary-customer-e2d0")));
        var test = (await Bench.Ok(new GetConnection(successor))).Test.OwnerId!.Value;
        Assert.True(await Bench.Ok(new CompareSecret(ValueOwner.TestConnection, test, "apiKey", "canary-of-the-test")));

        // Another ciphertext that opens for the new owner alone, with the time and name of the former one.
        var before = await ValueAsync(plants.CustomerConnectionId);
        var after = await ValueAsync(copy.Id);
        Assert.NotEqual(before.Ciphertext, after.Ciphertext);
        Assert.Equal((before.Fingerprint, before.SetAt, before.SetBy), (after.Fingerprint, after.SetAt, after.SetBy));
        var protector = (Domain.Secrets.ISecretProtector)Bench.Services.GetService(typeof(Domain.Secrets.ISecretProtector))!;
        Assert.Equal("canary-customer-e2d0"u8.ToArray(), (await protector.UnprotectAsync(SecretBinding.For(Bench.OrganizationId, copy.Id, "apiKey"), after.Ciphertext!, CancellationToken.None)).Plaintext);
        Assert.True((await protector.UnprotectAsync(SecretBinding.For(Bench.OrganizationId, plants.CustomerConnectionId, "apiKey"), after.Ciphertext!, CancellationToken.None)).IsUndecryptable);
        Assert.DoesNotContain(await Bench.Dump(), row => row.Contains("CANARY-", StringComparison.Ordinal));

        async Task<StoredValue> ValueAsync(Guid owner) => (await Bench.Read(db => db.ValueSets.AsNoTracking().SingleAsync(v => v.OwnerId == owner))).Find("apiKey")!;
    }

    [DatabaseFact]
    public async Task ChangedScopes_MoveTheFormerGlobalValueToEachCustomer()
    {
        var plants = await Plants.PlantAsync(Bench);
        var successor = await Bench.Ok(new SupersedeConnection(
            plants.AcmeId, "Acme API 2", "acme-api-2", [new SubmittedValue("prefix", "Bearer")],
            Inputs: [new ConnectionInput("headerName", InputScope.CustomerSpecific), new ConnectionInput("prefix", InputScope.Global)]));
        await Bench.Ok(new CopyCustomerConnections(plants.AcmeId));
        Assert.Equal("Bearer", Assert.Single((await Bench.Ok(new GetConnection(successor))).Values.Inputs).Value);
        var copy = await Bench.Read(db => db.CustomerConnections.Where(c => c.OrganizationConnectionId == successor).Select(c => c.Id).SingleAsync());
        var values = (await Bench.Ok(new GetCustomerConnection(copy))).Values;
        Assert.Equal([("apiKey", true, null), ("headerName", true, "X-Acme")], values.Inputs.Select(i => (i.Key, i.IsSet, i.Value)));
        Assert.Equal("token", (await Bench.Refused<InvalidError>(new SupersedeConnection(
            successor, "Acme API 3", "acme-api-3", [], Inputs: [new ConnectionInput("token", InputScope.Global)]))).Fields[0].Field);
        Assert.Equal("apiKey", (await Bench.Refused<InvalidError>(new SupersedeConnection(
            successor, "Acme API 3", "acme-api-3", [], Inputs: [new ConnectionInput("apiKey", InputScope.Global)]))).Fields[0].Field);
    }

    [DatabaseFact]
    public async Task Copying_GoesOnInBatches_ForAllOrTheChosenOnes()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Refused<ConflictError, CopiedCustomers>(new CopyCustomerConnections(plants.AcmeId));
        var chosen = new List<Guid>();
        for (var i = 0; i < 60; i++)
        {
            var customer = await Bench.Ok(new CreateCustomer($"Customer {i}"));
            await Bench.Ok(new CreateCustomerConnection(plants.AcmeId, customer, i == 0 ? [] : [new SubmittedValue("apiKey", $"secret-of-{i}")]));
            chosen.Add(customer);
        }

        var successor = await Bench.Ok(new SupersedeConnection(plants.AcmeId, "Acme API 2", "acme-api-2", []));
        Assert.Equal(61, (await Bench.Ok(new GetSuccession(plants.AcmeId))).CustomersToCopy);
        Assert.Equal(new CopiedCustomers(2, 0), await Bench.Ok(new CopyCustomerConnections(plants.AcmeId, chosen[..2])));
        Assert.Equal((59, 1), ((await Bench.Ok(new GetSuccession(plants.AcmeId))).CustomersToCopy, (await Bench.Ok(new GetConnection(successor))).IncompleteCustomers));
        Assert.Equal(new CopiedCustomers(50, 9), await Bench.Ok(new CopyCustomerConnections(plants.AcmeId)));
        Assert.Equal(new CopiedCustomers(9, 0), await Bench.Ok(new CopyCustomerConnections(plants.AcmeId)));
        await Bench.Refused<InvalidError, CopiedCustomers>(new CopyCustomerConnections(plants.AcmeId, [.. Enumerable.Repeat(Guid.NewGuid(), 1_001)]));
    }

    [DatabaseFact]
    public async Task ASecretThatCannotBeDecrypted_StopsTheCopy_AndNothingIsHalfSaved()
    {
        var plants = await Plants.PlantAsync(Bench);
        var successor = await Bench.Ok(new SupersedeConnection(plants.AcmeId, "Acme API 2", "acme-api-2", []));
        await Bench.Read(async db =>
        {
            var set = await db.ValueSets.SingleAsync(v => v.OwnerId == plants.CustomerConnectionId);
            set.Reencrypt(v => v.Ciphertext is { } bytes ? v with { Ciphertext = [.. bytes[..^1], (byte)(bytes[^1] ^ 1)] } : v);
            return await db.SaveAsync(CancellationToken.None);
        });
        var refused = await Bench.Refused<ConflictError, CopiedCustomers>(new CopyCustomerConnections(plants.AcmeId));
        Assert.Contains("cannot be decrypted", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Bench.Read(db => db.CustomerConnections.CountAsync(c => c.OrganizationConnectionId == successor)));
    }

    [DatabaseFact]
    public async Task Drafts_AreRepointed_AndTheOldConnectionIsDeletedOnceNothingUsesIt()
    {
        var plants = await Plants.PlantAsync(Bench);
        var successor = await Bench.Ok(new SupersedeConnection(plants.AcmeId, "Acme API 2", "acme-api-2", []));
        Assert.Equal((1, 1), await LeftAsync());
        await Bench.Refused<ForbiddenError>(new RepointDraft(plants.IntegrationId, plants.AcmeId, successor), ConnectionQueryTests.As(Roles.Support));
        await Bench.Refused<ConflictError>(new RepointDraft(plants.IntegrationId, plants.AcmeId, plants.BucketId));
        await Bench.Ok(new RepointDraft(plants.IntegrationId, plants.AcmeId, successor), ConnectionQueryTests.As(Roles.Builder));
        Assert.Equal((0, 1), await LeftAsync());
        await Bench.Refused<ConflictError>(new RepointDraft(plants.IntegrationId, plants.AcmeId, successor));
        var draft = await Bench.Ok(new GetIntegration(plants.IntegrationId));
        Assert.Equal("acme-api-2", draft.Definition.FindVariable("Acme")!.Connection!.StableKey);
        Assert.Empty(draft.Problems);
        Assert.Equal("acme-api", (await Bench.Ok(new GetIntegration(plants.IntegrationId, 1))).Definition.FindVariable("Acme")!.Connection!.StableKey);
        await Bench.Refused<InUseError>(new DeleteConnection(plants.AcmeId));

        // The successor alone may go: then there is none any more.
        await Bench.Ok(new SaveDraft(plants.IntegrationId, Plants.Definition));
        await Bench.Ok(new DeleteConnection(successor));
        Assert.Equal((null, ConnectionStatus.Ready), ((await Bench.Ok(new GetConnection(plants.AcmeId))).SupersededById, (await Bench.Ok(new GetConnection(plants.AcmeId))).Status));

        async Task<(int Drafts, int Instances)> LeftAsync()
        {
            var left = await Bench.Ok(new GetSuccession(plants.AcmeId));
            return (left.Drafts, left.Instances);
        }
    }

    [DatabaseFact]
    public async Task Readiness_ShowsEachCustomersStateUnderEachConnection_AndFilters()
    {
        var plants = await Plants.PlantAsync(Bench);
        var missing = await Bench.Ok(new CreateCustomer("Missing Motors"));
        await Bench.Ok(new CreateInstance(missing, plants.IntegrationId, "Sync for Missing"));
        var incomplete = await Bench.Ok(new CreateCustomer("Incomplete Inc"));
        await Bench.Ok(new CreateCustomerConnection(plants.AcmeId, incomplete, []));
        await Bench.Ok(new CreateCustomer("Unconcerned"));
        for (var i = 0; i < 7; i++)
        {
            await Bench.Ok(Plants.Acme($"spare-{i}") with { Name = $"Spare {i}" });
        }

        var page = await Bench.Ok(new ListReadiness(new PageRequest()));
        Assert.Equal((6, 8, "Acme API", 4), (page.Columns.Count, page.TotalColumns, page.Columns[0].Name, page.Total));
        Assert.Equal(
            [CustomerConnectionState.Incomplete, CustomerConnectionState.Missing, CustomerConnectionState.Set, CustomerConnectionState.NotNeeded],
            page.Items.Select(r => r.Cells[0].State));
        Assert.All(page.Items, r => Assert.All(r.Cells.Skip(1), c => Assert.Equal(CustomerConnectionState.NotNeeded, c.State)));
        Assert.Equal(["Spare 5", "Spare 6"], (await Bench.Ok(new ListReadiness(new PageRequest(), ColumnPage: 2))).Columns.Select(c => c.Name));
        Assert.Equal([missing], await FilteredAsync(CustomerConnectionState.Missing));
        Assert.Equal([incomplete], await FilteredAsync(CustomerConnectionState.Incomplete));
        Assert.Empty(await FilteredAsync(CustomerConnectionState.Failing));
        Assert.Empty((await Bench.Ok(new ListReadiness(new PageRequest(), CustomerConnectionState.Missing, ColumnPage: 2))).Items);
        Assert.Single((await Bench.Ok(new ListReadiness(new PageRequest(Search: "unconc"), ConnectionId: plants.AcmeId))).Items);
        await Bench.Refused<InvalidError, ReadinessPage>(new ListReadiness(new PageRequest(), CustomerConnectionState.Set));
        await Bench.Refused<InvalidError, ReadinessPage>(new ListReadiness(new PageRequest(), ColumnPage: 0));
        await Bench.Refused<ForbiddenError, ReadinessPage>(new ListReadiness(new PageRequest()), ConnectionQueryTests.As(Roles.Builder));

        async Task<IEnumerable<Guid>> FilteredAsync(CustomerConnectionState state) => (await Bench.Ok(new ListReadiness(new PageRequest(), state))).Items.Select(r => r.CustomerId);
    }
}

public sealed class SqliteSupersessionTests : SupersessionTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlSupersessionTests : SupersessionTests;
