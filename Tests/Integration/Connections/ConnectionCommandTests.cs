using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Domain.Values.Commands;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Connections;

/// <summary>What changes connections, and what is refused.</summary>
public abstract class ConnectionCommandTests : PipelineTests
{
    [DatabaseFact]
    public async Task TheDefaultMark_MovesAndIsNeverThereTwice()
    {
        var first = await Bench.Ok(Plants.Bucket("first") with { IsDefaultForConnector = true });
        var second = await Bench.Ok(Plants.Bucket("second") with { IsDefaultForConnector = true });
        var http = await Bench.Ok(Plants.Acme() with { IsDefaultForConnector = true });
        Assert.Equal([second, http], await DefaultsAsync());
        await Bench.Ok(new MarkDefaultConnection(first, true));
        Assert.Equal([first, http], await DefaultsAsync());
        await Bench.Ok(new MarkDefaultConnection(first, false));
        Assert.Equal([http], await DefaultsAsync());

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Bench.Send(new MarkDefaultConnection(i % 2 == 0 ? first : second, true))));
        Assert.Contains(results, r => r.IsSuccess);
        Assert.All(results.Where(r => !r.IsSuccess), r => Assert.True(r.Error is ConflictError or StaleError, r.Error?.ToString()));
        Assert.Equal(2, (await DefaultsAsync()).Count);

        async Task<List<Guid>> DefaultsAsync() =>
            await Bench.Read(db => db.OrganizationConnections.Where(c => c.DefaultForConnector != null).OrderBy(c => c.CreatedAt).Select(c => c.Id).ToListAsync());
    }

    [DatabaseFact]
    public async Task Update_ChangesWordsAndHosts_AndNothingElse()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new UpdateConnection(plants.BucketId, " Our bucket ", "For pictures", ["S3.example.com", "s3.example.com", " *.example.org:8443 ", ""]));
        var connection = await Bench.Ok(new GetConnection(plants.BucketId));
        Assert.Equal(("Our bucket", "For pictures", "avatar-bucket"), (connection.Name, connection.Description, connection.StableKey));
        Assert.Equal(["s3.example.com", "*.example.org:8443"], connection.AllowedHosts);
        await Bench.Ok(new UpdateConnection(plants.BucketId, "Our bucket", ""));
        Assert.Equal(2, (await Bench.Ok(new GetConnection(plants.BucketId))).AllowedHosts.Count);
        Assert.Equal("Our bucket", await Bench.Read(db => db.TestConnections.Where(t => t.OrganizationConnectionId == plants.BucketId).Select(t => t.ConnectionName).SingleAsync()));

        var refused = await Bench.Refused<InvalidError>(new UpdateConnection(plants.BucketId, "", new string('x', 2_001), ["https://s3.example.com/path"]));
        Assert.Equal(["allowedHosts", "description", "name"], refused.Fields.Select(f => f.Field).Order(StringComparer.Ordinal));
        await Bench.Refused<InvalidError>(new UpdateConnection(plants.BucketId, "Name", "", [.. Enumerable.Range(0, 51).Select(i => $"host{i}.example.com")]));
    }

    [DatabaseFact]
    public async Task DisableAll_PausesEveryDeployedInstanceThatUsesTheConnection()
    {
        var plants = await Plants.PlantAsync(Bench);
        var instances = new List<Guid> { plants.InstanceId };
        for (var i = 0; i < 60; i++)
        {
            instances.Add(await Bench.Ok(new CreateInstance(plants.CustomerId, plants.IntegrationId, $"Sync {i}")));
        }

        foreach (var instance in instances.Skip(1))
        {
            await Bench.Ok(new DeployInstance(instance, Force: true));
        }

        Assert.Equal(60, await Bench.Ok(new PauseConnectionInstances(plants.BucketId), ConnectionQueryTests.As(Roles.Support)));
        Assert.Equal(0, await Bench.Ok(new PauseConnectionInstances(plants.BucketId)));
        Assert.Equal(InstanceStatus.NotDeployed, (await Bench.Ok(new GetInstance(plants.InstanceId))).Status);
        Assert.Equal(60, (await Bench.Ok(new ListInstances(new PageRequest(), Status: InstanceStatus.Paused))).Total);
        await Bench.Refused<ForbiddenError, int>(new PauseConnectionInstances(plants.BucketId), ConnectionQueryTests.As(Roles.Builder));
    }

    [DatabaseFact]
    public async Task RemovingACustomersValues_IsRefusedWhileAnInstanceRunsOnThem_UnlessConfirmed()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new DeployInstance(plants.InstanceId));
        var refused = await Bench.Refused<InUseError>(new RemoveCustomerConnection(plants.CustomerConnectionId));
        Assert.Equal([new Usage("instance", plants.InstanceId, "Sync for Smith")], refused.Users);
        Assert.Contains("would fail before the first step", refused.Message, StringComparison.Ordinal);
        await Bench.Ok(new RemoveCustomerConnection(plants.CustomerConnectionId, Confirmed: true));
        Assert.Equal((0, 0), await Bench.Read(async db => (await db.CustomerConnections.CountAsync(), await db.ValueSets.CountAsync(v => v.OwnerId == plants.CustomerConnectionId))));
        Assert.Contains((await Bench.Ok(new GetInstance(plants.InstanceId))).Problems, p => p.ConnectionId == plants.AcmeId);
        await Bench.Refused<NotFoundError>(new RemoveCustomerConnection(plants.CustomerConnectionId));
    }

    [DatabaseFact]
    public async Task ValuesThatAnUnfinishedRunPins_StayWhenTheirOwnerIsRemoved()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new UpdateCustomerConnection(plants.CustomerConnectionId, [new SubmittedValue("apiKey", "another-key")]));
        var credential = await Bench.Ok(new CreateCredential("Old keys", "api_key_secret", Plants.CredentialValues));
        var variable = await Bench.Ok(new SetOrganizationConfigVariable("old region", "us-east-1"));
        Guid[] owners = [plants.CustomerConnectionId, credential, variable];
        var sets = await Bench.Read(db => db.ValueSets.Where(v => owners.Contains(v.OwnerId)).OrderBy(v => v.Number).ThenBy(v => v.Id).Select(v => v.Id).ToListAsync());
        var pinned = sets.Take(3).ToList();
        var pins = new RunConfiguration([], [new PinnedConnection("Acme", plants.AcmeId, "Acme", "acme-api", "http/apiKey",
            [.. pinned.Select(set => new PinnedInput("apiKey", ValueSource.CustomerConnection, set))], false, [])]);
        await Bench.Read(db =>
        {
            ((DbContext)db).Add(new Run
            {
                Sequence = 1, Id = Guid.CreateVersion7(), OrganizationId = Bench.OrganizationId, IntegrationId = plants.IntegrationId, FlowKey = "main",
                Status = RunStatus.Running, AcceptedAt = DateTime.UnixEpoch, Configuration = System.Text.Json.JsonSerializer.Serialize(pins, RunConfiguration.Json),
            });
            return db.SaveAsync(CancellationToken.None);
        });
        await Bench.Ok(new RemoveCustomerConnection(plants.CustomerConnectionId));
        await Bench.Ok(new DeleteCredential(credential));
        await Bench.Ok(new DeleteOrganizationConfigVariable(variable));
        Assert.Equal(4, sets.Count);
        Assert.Equal(pinned.Order(), (await Bench.Read(db => db.ValueSets.Where(v => owners.Contains(v.OwnerId)).Select(v => v.Id).ToListAsync())).Order());
    }

    [DatabaseFact]
    public async Task Undo_OfACustomersValues_BringsTheFormerOnesBack_CompleteOrNot()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Refused<ConflictError>(new UndoCustomerConnection(plants.CustomerConnectionId));
        await Bench.Ok(new UpdateCustomerConnection(plants.CustomerConnectionId, [new SubmittedValue("apiKey", "")]));
        Assert.False((await Bench.Ok(new GetCustomerConnection(plants.CustomerConnectionId))).IsComplete);
        await Bench.Ok(new UndoCustomerConnection(plants.CustomerConnectionId), ConnectionQueryTests.As(Roles.Support));
        Assert.True((await Bench.Ok(new GetCustomerConnection(plants.CustomerConnectionId))).IsComplete);
        await Bench.Ok(new UndoCustomerConnection(plants.CustomerConnectionId));
        Assert.False((await Bench.Ok(new GetCustomerConnection(plants.CustomerConnectionId))).IsComplete);
    }

    [DatabaseFact]
    public async Task ATestConnection_IsUndoneAndRemoved()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Refused<ConflictError>(new UndoTestConnection(plants.BucketId));
        await Bench.Ok(new SetTestConnection(plants.BucketId, [new SubmittedValue("accessKeyId", "AKIA-OTHER")]));
        await Bench.Ok(new UndoTestConnection(plants.BucketId), ConnectionQueryTests.As(Roles.Builder));
        Assert.Equal("AKIA-EXAMPLE", (await Bench.Ok(new GetConnection(plants.BucketId))).Test.Inputs[0].Value);
        await Bench.Ok(new RemoveTestConnection(plants.BucketId));
        Assert.False((await Bench.Ok(new GetConnection(plants.BucketId))).HasTestConnection);
        await Bench.Refused<NotFoundError>(new RemoveTestConnection(plants.BucketId));
        Assert.Equal(0, await Bench.Read(db => db.ValueSets.CountAsync(v => v.OwnerId == plants.TestId)));
    }

    [DatabaseFact]
    public async Task Comparing_AnswersForEveryOwner_AndIsRecordedWithoutTheValue()
    {
        var plants = await Plants.PlantAsync(Bench);
        var customerSecret = await Bench.Ok(new SetCustomerConfigVariable(plants.CustomerId, "token", "canary-of-the-customer", IsSecret: true));
        (ValueOwner Kind, Guid Id, string Key, string Value)[] all =
        [
            (ValueOwner.OrganizationConnection, plants.BucketId, "secretAccessKey", "canary-production-7f3a"), (ValueOwner.TestConnection, plants.TestId, "secretAccessKey", "canary-test-19bc"),
            (ValueOwner.CustomerConnection, plants.CustomerConnectionId, "apiKey", "canary-customer-e2d0"), (ValueOwner.Credential, plants.CredentialId, "api_secret", "canary-credential-55aa"),
            (ValueOwner.ConfigVariable, plants.SecretVariableId, "value", "canary-variable-c0de"), (ValueOwner.ConfigVariable, customerSecret, "value", "canary-of-the-customer"),
        ];
        Assert.Equal(Enum.GetValues<ValueOwner>(), all.Select(a => a.Kind).Distinct().Order());
        foreach (var (kind, id, key, value) in all)
        {
            Assert.True(await Bench.Ok(new CompareSecret(kind, id, key, value), ConnectionQueryTests.As(Roles.Admin)), kind.ToString());
            Assert.False(await Bench.Ok(new CompareSecret(kind, id, key, value + " "), ConnectionQueryTests.As(Roles.Admin)), kind.ToString());
        }

        var lines = (await Bench.AuditLines()).FindAll(a => a.Action == "compared");
        Assert.Equal(2 * all.Length, lines.Count);
        Assert.All(lines, l => Assert.Contains(all, a => a.Id == l.SubjectId));
        Assert.DoesNotContain(await Bench.Dump(), row => row.Contains("CANARY-", StringComparison.Ordinal));
        Assert.Equal(12, (await Bench.Ok(new ListConnectionHistory(plants.BucketId, new PageRequest()))).Items.Count(h => h.Action == "compared") + lines.Count(l => l.SubjectId != plants.BucketId && l.SubjectId != plants.TestId));
    }

    [DatabaseFact]
    public async Task Comparing_IsForThoseWhoMaySetTheValue()
    {
        var plants = await Plants.PlantAsync(Bench);
        async Task<bool> MayAsync(Roles roles, ValueOwner kind, Guid id, string key)
        {
            var result = await Bench.Send(new CompareSecret(kind, id, key, "anything"), ConnectionQueryTests.As(roles));
            Assert.True(result.IsSuccess || result.Error is ForbiddenError, result.Error?.ToString());
            return result.IsSuccess;
        }

        Assert.False(await MayAsync(Roles.Support, ValueOwner.OrganizationConnection, plants.BucketId, "secretAccessKey"));
        Assert.False(await MayAsync(Roles.Builder, ValueOwner.OrganizationConnection, plants.BucketId, "secretAccessKey"));
        Assert.True(await MayAsync(Roles.Builder, ValueOwner.TestConnection, plants.TestId, "secretAccessKey"));
        Assert.False(await MayAsync(Roles.Builder, ValueOwner.CustomerConnection, plants.CustomerConnectionId, "apiKey"));
        Assert.True(await MayAsync(Roles.Support, ValueOwner.CustomerConnection, plants.CustomerConnectionId, "apiKey"));
        Assert.False(await MayAsync(Roles.Support, ValueOwner.TestConnection, plants.TestId, "secretAccessKey"));
        Assert.False(await MayAsync(Roles.Support, ValueOwner.ConfigVariable, plants.SecretVariableId, "value"));
        Assert.False(await MayAsync(Roles.Viewer, ValueOwner.CustomerConnection, plants.CustomerConnectionId, "apiKey"));
    }

    [DatabaseFact]
    public async Task Comparing_IsLimitedForEachPerson_AlsoWhenManyAreSentAtOnce()
    {
        var plants = await Plants.PlantAsync(Bench);
        var ada = ConnectionQueryTests.As(Roles.Admin);
        var request = new CompareSecret(ValueOwner.OrganizationConnection, plants.BucketId, "secretAccessKey", "canary-production-7f3a");
        var results = await Task.WhenAll(Enumerable.Range(0, 3 * CompareSecretLimit.Attempts).Select(_ => Bench.Send(request, ada)));
        Assert.InRange(results.Count(r => r.IsSuccess), 1, CompareSecretLimit.Attempts);
        Assert.All(results.Where(r => !r.IsSuccess), r => Assert.Equal("value", Assert.IsType<ConflictError>(r.Error).Field));
        Assert.Contains("Try again later", (await Bench.Refused<ConflictError, bool>(request, ada)).Message, StringComparison.Ordinal);
        Assert.True(await Bench.Ok(request, ConnectionQueryTests.As(Roles.Admin)));
    }

    [DatabaseFact]
    public async Task Comparing_WhatIsNoSecret_IsRefused()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Refused<ConflictError, bool>(new CompareSecret(ValueOwner.OrganizationConnection, plants.BucketId, "accessKeyId", "AKIA-EXAMPLE"));
        await Bench.Refused<ConflictError, bool>(new CompareSecret(ValueOwner.OrganizationConnection, plants.BucketId, "nothing", "x"));
        await Bench.Refused<ConflictError, bool>(new CompareSecret(ValueOwner.OrganizationConnection, plants.AcmeId, "apiKey", "x"));
        await Bench.Refused<InvalidError, bool>(new CompareSecret(ValueOwner.OrganizationConnection, plants.BucketId, "secretAccessKey", ""));
        await Bench.Refused<InvalidError, bool>(new CompareSecret((ValueOwner)99, plants.BucketId, "secretAccessKey", "x"));
        await Bench.Refused<InvalidError, bool>(new CompareSecret(ValueOwner.OrganizationConnection, plants.BucketId, "secretAccessKey", new string('x', 100_001)));
    }

    [DatabaseFact]
    public async Task ACustomerWhoseVariableADraftTestsWith_IsNotDeleted()
    {
        var plants = await Plants.PlantAsync(Bench);
        var customer = await Bench.Ok(new CreateCustomer("FTL"));
        var variable = await Bench.Ok(new SetCustomerConfigVariable(customer, "region", "mars"));
        await Bench.Ok(new ConfigureTests(plants.IntegrationId, new InstanceConfiguration([new VariableBinding("Region", BindingSource.CustomerVariable, ReferenceId: variable)])));
        var refused = await Bench.Refused<InUseError>(new DeleteCustomer(customer));
        Assert.Equal([new Usage("integration", plants.IntegrationId, "Avatar Sync")], refused.Users);
        await Bench.Ok(new ConfigureTests(plants.IntegrationId, InstanceConfiguration.Empty));
        await Bench.Ok(new DeleteCustomer(customer));
    }

    /// <summary>Each new request, sent as each role alone: refused exactly where the matrix says so.</summary>
    [DatabaseFact]
    public async Task EveryRequestAboutConnections_IsRefusedToRolesWithoutItsPermission()
    {
        var plants = await Plants.PlantAsync(Bench);
        var page = new PageRequest();
        object[] requests =
        [
            new ListConnections(page), new GetConnection(plants.BucketId), new GetConnectionTypes(), new ProposeStableKey(Plants.Aws), new CheckStableKey("a"),
            new GetConnectionDependents(plants.BucketId), new GetConnectionUsage(plants.BucketId), new ListConnectionHistory(plants.BucketId, page),
            new ListConnectionCustomers(plants.AcmeId, page), new ListCustomerConnections(plants.CustomerId, page), new GetCustomerConnection(plants.CustomerConnectionId),
            new UpdateConnection(plants.BucketId, "Bucket", ""), new MarkDefaultConnection(plants.BucketId, true), new PauseConnectionInstances(plants.AcmeId),
            new UndoCustomerConnection(plants.CustomerConnectionId), new UndoTestConnection(plants.BucketId), new RemoveTestConnection(plants.AcmeId),
            new RemoveCustomerConnection(Guid.NewGuid()), new GetSuccession(plants.AcmeId), new ListReadiness(page), new CopyCustomerConnections(plants.AcmeId),
            new RepointDraft(plants.IntegrationId, plants.BucketId, plants.AcmeId), new SupersedeConnection(plants.BucketId, "Other", "other", []),
        ];
        foreach (var request in requests)
        {
            var permission = ((RequiresAttribute)Attribute.GetCustomAttribute(request.GetType(), typeof(RequiresAttribute))!).Permission;
            foreach (var role in new[] { Roles.Admin, Roles.Builder, Roles.Support, Roles.Viewer, Roles.None })
            {
                var (_, error) = await Bench.SendAny(request, ConnectionQueryTests.As(role));
                Assert.True(error is ForbiddenError != PermissionMatrix.Allows(role, permission), $"{request.GetType().Name} as {role}: {error}");
            }
        }
    }
}

public sealed class SqliteConnectionCommandTests : ConnectionCommandTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlConnectionCommandTests : ConnectionCommandTests;
