using System.Text.Json;
using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.GraphQL;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Connections;

/// <summary>Whether values work is told by one rule: the list, its filter, the page and the API say the same, of global connections and of customers' values.</summary>
public abstract class ConnectionHealthTests : PipelineTests
{
    private static readonly DateTime s_noon = new(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly ConnectionTypeKey s_oauth = new(HttpConnector.Key, HttpConnector.OAuth2Type);
    private static readonly SubmittedValue[] s_shared =
        [new("authorizeUrl", "https://login.example.com/authorize"), new("tokenUrl", "https://login.example.com/token"), new("clientId", "id")];

    [DatabaseFact]
    public async Task AGlobalConnectionWhoseLastTestWasRefused_IsFailingEverywhere_UntilItsValuesChangeOrATestWorks()
    {
        var bucket = await Bench.Ok(Plants.Bucket());
        await Bench.Ok(Plants.Bucket("other-bucket") with { Name = "Other bucket" });
        await ExpectAsync(bucket, ConnectionStatus.Ready, "ACTIVE");

        await TestedAsync(ValueOwner.OrganizationConnection, bucket, ProbeCause.Unreachable);
        await ExpectAsync(bucket, ConnectionStatus.Ready, "ACTIVE");
        await TestedAsync(ValueOwner.OrganizationConnection, bucket, ProbeCause.WrongSecret);
        await ExpectAsync(bucket, ConnectionStatus.Failing, "FAILED");

        await Bench.Ok(new UpdateConnectionValues(bucket, [new("secretAccessKey", "canary-another")]));
        await ExpectAsync(bucket, ConnectionStatus.Ready, "ACTIVE");
        await Bench.Ok(new UndoConnectionValues(bucket));
        await ExpectAsync(bucket, ConnectionStatus.Failing, "FAILED");
        await TestedAsync(ValueOwner.OrganizationConnection, bucket, ProbeCause.None);
        await ExpectAsync(bucket, ConnectionStatus.Ready, "ACTIVE");
    }

    [DatabaseFact]
    public async Task AGlobalConnectionThatTheLastRunWasRefusedWith_IsFailing_UntilARunOfAnyInstanceEndsOtherwise()
    {
        var plants = await Plants.PlantAsync(Bench);
        var bucket = plants.BucketId;
        var refused = await RanAsync(1, plants, FailureCategory.Credentials);
        await ExpectAsync(bucket, ConnectionStatus.Failing, "FAILED");
        Assert.Equal(refused, (await Bench.Ok(new GetConnection(bucket))).FailedRunId);

        await RanAsync(2, plants, FailureCategory.Transient, isDesignerTest: true);
        await ExpectAsync(bucket, ConnectionStatus.Failing, "FAILED");
        await Bench.Ok(new UpdateConnectionValues(bucket, [new("secretAccessKey", "canary-another")]));
        await ExpectAsync(bucket, ConnectionStatus.Ready, "ACTIVE");
        await Bench.Ok(new UndoConnectionValues(bucket));
        await ExpectAsync(bucket, ConnectionStatus.Failing, "FAILED");
        await RanAsync(3, plants, null);
        await ExpectAsync(bucket, ConnectionStatus.Ready, "ACTIVE");
        Assert.Null((await Bench.Ok(new GetConnection(bucket))).FailedRunId);
    }

    [DatabaseFact]
    public async Task AnAuthorization_DecidesBeforeTests_AndNewConsentMakesThemForgotten()
    {
        var id = await Bench.Ok(new CreateConnection(s_oauth, ConnectionKind.Global, "Mail", "mail", [.. s_shared, new("clientSecret", "a-secret")]));
        await ExpectAsync(id, ConnectionStatus.Pending, "PENDING");
        await TestedAsync(ValueOwner.OrganizationConnection, id, ProbeCause.CredentialRevoked);
        await ExpectAsync(id, ConnectionStatus.Pending, "PENDING");

        var owner = new AuthorizationReference(ValueOwner.OrganizationConnection, id);
        await AuthorizeAsync(owner, s_noon.AddMinutes(-1));
        await ExpectAsync(id, ConnectionStatus.Failing, "FAILED");
        await AuthorizeAsync(owner, s_noon.AddMinutes(1));
        await ExpectAsync(id, ConnectionStatus.Ready, "ACTIVE");
        await AuthorizeAsync(owner, s_noon.AddMinutes(1), row => row.Fail(row.ConfigurationHash, "Refused.", null, s_noon.AddHours(1)));
        await ExpectAsync(id, ConnectionStatus.Failing, "FAILED");
        await AuthorizeAsync(owner, s_noon.AddMinutes(1), row => row.Expire("Run out.", s_noon.AddHours(2)));
        await ExpectAsync(id, ConnectionStatus.Failing, "ERROR");
    }

    [DatabaseFact]
    public async Task ClientsThatSignInAsThemselves_WaitForNobody()
    {
        var id = await Bench.Ok(new CreateConnection(
            new(HttpConnector.Key, HttpConnector.OAuth2ClientCredentialsType), ConnectionKind.Global, "Mail", "mail",
            [new("tokenUrl", "https://login.example.com/token"), new("clientId", "id"), new("clientSecret", "a-secret")]));
        await ExpectAsync(id, ConnectionStatus.Ready, "ACTIVE");
    }

    [DatabaseFact]
    public async Task ATestConnectionThatWasRefused_IsToldBesideProductionValuesThatWork()
    {
        var plants = await Plants.PlantAsync(Bench);
        await TestedAsync(ValueOwner.TestConnection, plants.TestId, ProbeCause.WrongKey);
        await ExpectAsync(plants.BucketId, ConnectionStatus.Ready, "ACTIVE");
        var row = (await Bench.Ok(new ListConnections(new PageRequest()))).Items.Single(r => r.Id == plants.BucketId);
        Assert.Equal((ConnectionHealth.Failing, ConnectionHealth.Failing), (row.TestHealth, (await Bench.Ok(new GetConnection(plants.BucketId))).TestHealth));
        Assert.Equal("FAILED", await ApiStatusAsync("customerConfigVariables(isTest: true)", plants.TestId));
    }

    [DatabaseFact]
    public async Task CustomersValuesThatWereRefused_AreFoundByTheFilters_AndLeaveTheConnectionAsItIs()
    {
        var plants = await Plants.PlantAsync(Bench);
        var other = await Bench.Ok(new CreateCustomer("FTL"));
        var values = await Bench.Ok(new CreateCustomerConnection(plants.AcmeId, other, [new("apiKey", "canary-ftl")]));
        Assert.Empty(await ReadinessAsync(CustomerConnectionState.Failing));

        await TestedAsync(ValueOwner.CustomerConnection, values, ProbeCause.WrongKey);
        Assert.Equal([other], await ReadinessAsync(CustomerConnectionState.Failing));
        Assert.Equal(CustomerConnectionState.Failing, Assert.Single((await Bench.Ok(new ListCustomerConnections(other, new PageRequest()))).Items).State);
        Assert.Equal("FAILED", await ApiStatusAsync("customerConfigVariables", values));
        await ExpectAsync(plants.AcmeId, ConnectionStatus.Ready, "ACTIVE");

        await Bench.Ok(new UpdateCustomerConnection(values, [new("apiKey", "canary-ftl-2")]));
        Assert.Empty(await ReadinessAsync(CustomerConnectionState.Failing));
        Assert.Equal("ACTIVE", await ApiStatusAsync("customerConfigVariables", values));
    }

    [DatabaseFact]
    public async Task CustomersValuesThatNobodyConsentedTo_AreIncomplete_InListsFiltersAndCounts()
    {
        var shape = await Bench.Ok(new CreateConnection(
            s_oauth, ConnectionKind.Customer, "Mail", "mail", s_shared, Inputs: [.. s_shared.Select(v => new ConnectionInput(v.Key, InputScope.Global))]));
        var (smith, ftl) = (await Bench.Ok(new CreateCustomer("Smith")), await Bench.Ok(new CreateCustomer("FTL")));
        var consented = await Bench.Ok(new CreateCustomerConnection(shape, smith, [new("clientSecret", "canary-smith")]));
        var pending = await Bench.Ok(new CreateCustomerConnection(shape, ftl, [new("clientSecret", "canary-ftl")]));
        await AuthorizeAsync(new AuthorizationReference(ValueOwner.CustomerConnection, consented), s_noon);

        await ExpectAsync(shape, ConnectionStatus.Incomplete, "ACTIVE");
        Assert.Equal((2, 1), ((await Bench.Ok(new GetConnection(shape))).Customers, (await Bench.Ok(new GetConnection(shape))).IncompleteCustomers));
        Assert.Equal([ftl], await CustomersAsync(CustomerConnectionState.Incomplete));
        Assert.Equal([smith], await CustomersAsync(CustomerConnectionState.Set));
        Assert.Equal([ftl], await ReadinessAsync(CustomerConnectionState.Incomplete));
        Assert.Equal(("ACTIVE", "PENDING"), (await ApiStatusAsync("customerConfigVariables", consented), await ApiStatusAsync("customerConfigVariables", pending)));

        await AuthorizeAsync(new AuthorizationReference(ValueOwner.CustomerConnection, pending), s_noon);
        await ExpectAsync(shape, ConnectionStatus.Ready, "ACTIVE");
        Assert.Empty(await ReadinessAsync(CustomerConnectionState.Incomplete));

        async Task<IEnumerable<Guid>> CustomersAsync(CustomerConnectionState state) =>
            (await Bench.Ok(new ListConnectionCustomers(shape, new PageRequest(), state))).Items.Select(c => c.CustomerId);
    }

    /// <summary>Everything that tells of a connection says so, and no filter but the right one finds it.</summary>
    private async Task ExpectAsync(Guid id, ConnectionStatus status, string name)
    {
        Assert.Equal(status, (await Bench.Ok(new ListConnections(new PageRequest()))).Items.Single(r => r.Id == id).Status);
        Assert.Equal(status, (await Bench.Ok(new GetConnection(id))).Status);
        foreach (var other in Enum.GetValues<ConnectionStatus>())
        {
            var found = (await Bench.Ok(new ListConnections(new PageRequest(), Status: other))).Items.Any(r => r.Id == id);
            Assert.True(found == (other == status), $"The filter {other} {(found ? "finds" : "misses")} what is {status}.");
        }

        Assert.Equal(name, await ApiStatusAsync("scopedConfigVariables", id));
        foreach (var other in (string[])["active", "PENDING", "failed", "error", "nonsense"])
        {
            var found = await ApiStatusAsync($"scopedConfigVariables(status: \"{other}\")", id) is not null;
            Assert.True(found == other.Equals(name, StringComparison.OrdinalIgnoreCase), $"The API's filter {other} {(found ? "finds" : "misses")} what is {name}.");
        }
    }

    /// <summary>Null where the list does not name it.</summary>
    private async Task<string?> ApiStatusAsync(string list, Guid id)
    {
        var type = list.StartsWith("scoped", StringComparison.Ordinal) ? ScopedConfigVariableFields.Type : CustomerConfigVariableFields.Type;
        var nodes = (await new ApiBench(Bench).DataAsync($"{{ list: {list} {{ nodes {{ id status }} }} }}")).At("list.nodes").EnumerateArray();
        return nodes.Where(n => n.Text("id") == GlobalId.Of(type, id)).Select(n => n.Text("status")).SingleOrDefault();
    }

    private async Task<IEnumerable<Guid>> ReadinessAsync(CustomerConnectionState state)
    {
        var rows = (await Bench.Ok(new ListReadiness(new PageRequest(), state))).Items;
        Assert.All(rows, r => Assert.Contains(state, r.Cells.Select(c => c.State)));
        return rows.Select(r => r.CustomerId);
    }

    /// <param name="cause">None for a test that works.</param>
    private Task TestedAsync(ValueOwner kind, Guid owner, ProbeCause cause) => Bench.Read(async db =>
    {
        var current = kind switch
        {
            ValueOwner.OrganizationConnection => await db.OrganizationConnections.Where(c => c.Id == owner).Select(c => c.Values.CurrentId).SingleAsync(),
            ValueOwner.TestConnection => await db.TestConnections.Where(c => c.Id == owner).Select(c => c.Values.CurrentId).SingleAsync(),
            _ => await db.CustomerConnections.Where(c => c.Id == owner).Select(c => c.Values.CurrentId).SingleAsync(),
        };
        var outcome = await db.ConnectionTestOutcomes.SingleOrDefaultAsync(o => o.OwnerId == owner);
        if (outcome is null)
        {
            db.ConnectionTestOutcomes.Add(outcome = new ConnectionTestOutcome(Bench.OrganizationId, kind, owner));
        }

        var verdict = cause == ProbeCause.None ? ProbeVerdict.Works : ProbeVerdict.Fails;
        outcome.Record(new ConnectionProbeResult("Tested", s_noon, TimeSpan.Zero, verdict, cause, "Words.", null, []), current, "Ada");
        return await db.SaveAsync(CancellationToken.None);
    });

    private Task AuthorizeAsync(AuthorizationReference owner, DateTime at, Action<OAuthAuthorization>? then = null) => Bench.Read(async db =>
    {
        var row = await db.OAuthAuthorizations.SingleOrDefaultAsync(a => a.OwnerId == owner.OwnerId);
        if (row is null)
        {
            db.OAuthAuthorizations.Add(row = new OAuthAuthorization(Bench.OrganizationId, owner, "Name", at));
        }

        var hash = (await new AuthorizationTargets(db, new ConnectorCatalogues(db, new ConnectorCatalogueCache())).FindAsync(owner, CancellationToken.None)).Value.ConfigurationHash;
        row.Authorize(new StoredTokens([1], [2], "", null, null), "Name", hash, "Ada", at);
        then?.Invoke(row);
        return await db.SaveAsync(CancellationToken.None);
    });

    private async Task<Guid> RanAsync(long sequence, Plants plants, FailureCategory? category, bool isDesignerTest = false)
    {
        var id = Guid.CreateVersion7();
        await Bench.Read(async db =>
        {
            var current = await db.OrganizationConnections.Where(c => c.Id == plants.BucketId).Select(c => c.Values.CurrentId).SingleAsync();
            ((DbContext)db).Add(new Run
            {
                Sequence = sequence, Id = id, OrganizationId = Bench.OrganizationId, IntegrationId = plants.IntegrationId, InstanceId = isDesignerTest ? null : plants.InstanceId,
                CustomerId = isDesignerTest ? null : plants.CustomerId, FlowKey = "main", Status = category is null ? RunStatus.Succeeded : RunStatus.Failed,
                AcceptedAt = s_noon, EndedAt = s_noon, FailureCategory = category,
            });
            ((DbContext)db).Add(new StepRun
            {
                RunSequence = sequence, OrganizationId = Bench.OrganizationId, Path = "put", StepName = "Save", Action = "aws-s3/putObject",
                Status = category is null ? StepStatus.Succeeded : StepStatus.Failed, FailureCategory = category, StartedAt = s_noon,
                Connections = JsonSerializer.Serialize<IReadOnlyList<UsedConnection>>(
                    [new UsedConnection("Bucket", plants.BucketId, "Avatar bucket", "avatar-bucket", [new UsedInput("secretAccessKey", ValueSource.GlobalConnection, current)], false)],
                    StoredJson.Options),
            });
            return await db.SaveAsync(CancellationToken.None);
        });
        return id;
    }
}

public sealed class SqliteConnectionHealthTests : ConnectionHealthTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlConnectionHealthTests : ConnectionHealthTests;
