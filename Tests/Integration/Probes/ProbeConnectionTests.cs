using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit.Queries;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connections.Testing.Commands;
using ConnectionsConsole.Domain.Connections.Testing.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Demo.Sandbox;
using ConnectionsConsole.Tests.Integration.Egress;
using ConnectionsConsole.Tests.Integration.Persistence;
using ConnectionsConsole.Tests.Support.Canary;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>Who may test what, what is kept of it, and that no secret comes out: through the pipeline, against the sandbox.</summary>
public abstract class ProbeConnectionTests : PipelineTests
{
    private const string WrongSecret = "canary-wrong-secret-5e1";
    private static readonly ConnectionTypeKey s_bearer = new("http", "bearer");

    protected override (string Key, string Value)[] Settings => [("Egress:Allow:0", "127.0.0.0/8:*"), ("Probes:Timeout", "00:00:30")];

    [DatabaseFact]
    public async Task Probe_OfEachKindOfOwner_TestsTheValuesThatARunWouldUse()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var global = await Bench.Ok(Plants.Bucket() with { Values = Values(sandbox) });
        await Bench.Ok(new SetTestConnection(global, Values(sandbox, WrongSecret)));
        var customers = await Bench.Ok(new CreateConnection(
            Plants.Aws, ConnectionKind.Customer, "Customers' buckets", "customer-buckets", [new("endpointUrl", sandbox.Server.BaseAddress.AbsoluteUri)],
            Inputs: [new ConnectionInput("endpointUrl", InputScope.Global)]));
        var smith = await Bench.Ok(new CreateCustomer("Smith"));
        var values = await Bench.Ok(new CreateCustomerConnection(customers, smith, Plants.AwsValues(WrongSecret)));
        var credential = await Bench.Ok(new CreateCredential("Keys", "api_key_secret", [new("api_key", "AKIANOBODY"), new("api_secret", WrongSecret)]));

        var works = await ProbeAsync(ValueOwner.OrganizationConnection, global);
        var test = await ProbeAsync(ValueOwner.TestConnection, global);
        var customer = await ProbeAsync(ValueOwner.CustomerConnection, values);

        Assert.Equal((ProbeVerdict.Works, "Avatar bucket"), (works.Verdict, works.Name));
        Assert.Equal((ProbeCause.WrongSecret, "Avatar bucket (test)"), (test.Cause, test.Name));
        Assert.Equal((ProbeCause.WrongKey, "Customers' buckets: Smith"), (customer.Cause, customer.Name));
        var form = await Bench.Ok(new GetConnectionTest(new ProbeTarget(ValueOwner.Credential, credential)));
        Assert.Equal((Plants.Aws, "awsRegion bucket"), (form.Type, string.Join(' ', form.Inputs.Select(i => i.Key))));
        Assert.Equal(["AWS S3: API Key / Secret"], form.Types.Select(t => t.Label));
        var refused = await Bench.Refused<ConflictError, ConnectionProbeResult>(new ProbeConnection(new ProbeTarget(ValueOwner.OrganizationConnection, customers), []));
        Assert.Equal(ProbeErrors.TestedPerCustomer, refused);
    }

    [DatabaseFact]
    public async Task Probe_LeavesItsOutcome_UntilTheValuesChange()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = await Bench.Ok(Plants.Bucket() with { Values = Values(sandbox, WrongSecret) });
        var target = new ProbeTarget(ValueOwner.OrganizationConnection, id);
        Assert.Null((await Bench.Ok(new GetConnectionTest(target))).Last);

        await ProbeAsync(ValueOwner.OrganizationConnection, id);
        var failing = (await Bench.Ok(new GetConnectionTest(target))).Last!;
        await Bench.Ok(new UpdateConnectionValues(id, Values(sandbox)));
        var changed = (await Bench.Ok(new GetConnectionTest(target))).Last!;
        await ProbeAsync(ValueOwner.OrganizationConnection, id);
        var working = (await Bench.Ok(new GetConnectionTest(target))).Last!;
        await Bench.Ok(new UndoConnectionValues(id));
        var undone = (await Bench.Ok(new GetConnectionTest(target))).Last!;

        Assert.Equal((false, ProbeCause.WrongSecret, true, "Operator"), (failing.Works, failing.Cause, failing.IsOfTheseValues, failing.By));
        Assert.Contains("Enter the secret again", failing.Words, StringComparison.Ordinal);
        Assert.False(changed.IsOfTheseValues);
        Assert.Equal((true, ProbeCause.None, true), (working.Works, working.Cause, working.IsOfTheseValues));
        Assert.False(undone.IsOfTheseValues);
        Assert.Equal(1, await Bench.Read(db => db.ConnectionTestOutcomes.CountAsync()));
    }

    [DatabaseFact]
    public async Task Probe_ThatIsRefused_MarksTheCustomersValuesAsFailing_UntilTheyChange()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var connection = await Bench.Ok(new CreateConnection(
            Plants.Aws, ConnectionKind.Customer, "Customers' buckets", "customer-buckets", [new("endpointUrl", sandbox.Server.BaseAddress.AbsoluteUri)],
            Inputs: [new ConnectionInput("endpointUrl", InputScope.Global)]));
        var smith = await Bench.Ok(new CreateCustomer("Smith"));
        var values = await Bench.Ok(new CreateCustomerConnection(connection, smith, [new("accessKeyId", SandboxHost.AccessKeyId), new("secretAccessKey", WrongSecret)]));
        async Task<CustomerConnectionState> State() => (await Bench.Ok(new ListCustomerConnections(smith, new PageRequest()))).Items.Single().State;

        Assert.Equal(CustomerConnectionState.Set, await State());
        await ProbeAsync(ValueOwner.CustomerConnection, values);
        Assert.Equal(CustomerConnectionState.Failing, await State());
        await Bench.Ok(new UpdateCustomerConnection(values, [new("secretAccessKey", SandboxHost.SecretAccessKey)]));
        Assert.Equal(CustomerConnectionState.Set, await State());
        await ProbeAsync(ValueOwner.CustomerConnection, values);
        Assert.Equal(CustomerConnectionState.Set, await State());
    }

    [DatabaseFact]
    public async Task Probe_TenTimesAtOnce_KeepsOneOutcomeAndAuditsEach()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = await Bench.Ok(Plants.Bucket() with { Values = Values(sandbox) });

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Bench.Send(new ProbeConnection(new ProbeTarget(ValueOwner.OrganizationConnection, id), []), Person(Roles.Admin))));

        Assert.All(results, r => Assert.True(r.IsSuccess || r.Error is ConflictError, r.Error?.ToString()));
        Assert.Equal(1, await Bench.Read(db => db.ConnectionTestOutcomes.CountAsync()));
        Assert.Equal(results.Count(r => r.IsSuccess), (await Bench.AuditLines()).Count(l => l.Action == "tested, works"));
        var found = await Bench.Ok(new ListAuditEntries(Action: "tested"));
        Assert.Equal((results.Count(r => r.IsSuccess), "tested, works"), (found.Total, found.Items.Select(l => l.Action).Distinct().Single()));
    }

    [DatabaseFact]
    public async Task Probe_IsAudited_ByItsOutcomeAlone()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = await Bench.Ok(Plants.Bucket() with { Values = Values(sandbox, WrongSecret) });

        await ProbeAsync(ValueOwner.OrganizationConnection, id, Person(Roles.Support));

        var line = (await Bench.AuditLines())[^1];
        Assert.Equal(
            ("tested, fails", "ProbeConnection", "organization connection", id, "Avatar bucket", "{}"),
            (line.Action, line.Request, line.SubjectKind, line.SubjectId, line.SubjectName, line.Changes));
        var scanner = new CanaryScanner(WrongSecret, SandboxHost.SecretAccessKey);
        Assert.All(await Bench.Dump(), row => Assert.Empty(scanner.ScanText("row", row.ToLowerInvariant())));
        Assert.All(await Bench.Dump(), row => Assert.Empty(scanner.ScanText("row", row)));
    }

    [DatabaseFact]
    public async Task Probe_AsEachRole_IsLimitedToWhatTheRoleMaySee()
    {
        var plants = await Plants.PlantAsync(Bench);
        (ValueOwner Owner, Guid Id)[] owners =
        [
            (ValueOwner.OrganizationConnection, plants.BucketId), (ValueOwner.TestConnection, plants.TestId),
            (ValueOwner.CustomerConnection, plants.CustomerConnectionId), (ValueOwner.Credential, plants.CredentialId),
        ];
        var allowed = new Dictionary<Roles, string>
        {
            [Roles.Admin] = "OrganizationConnection TestConnection CustomerConnection Credential",
            [Roles.Builder] = "OrganizationConnection TestConnection Credential",
            [Roles.Support] = "OrganizationConnection TestConnection CustomerConnection Credential",
            [Roles.Viewer] = "",
            [Roles.None] = "",
        };
        foreach (var (role, expected) in allowed)
        {
            var may = new List<string>();
            foreach (var (owner, id) in owners)
            {
                var form = await Bench.Send(new GetConnectionTest(new ProbeTarget(owner, id)), Person(role));
                // An input that no test has ends it after the permissions and before anything is sent.
                var probe = await Bench.Send(new ProbeConnection(new ProbeTarget(owner, id), [new SubmittedValue("nonsense", "1")]), Person(role));
                Assert.Equal(form.IsSuccess, probe.Error is InvalidError);
                Assert.Equal(!form.IsSuccess, probe.Error is ForbiddenError);
                if (form.IsSuccess)
                {
                    may.Add(owner.ToString());
                }
            }

            Assert.Equal(expected, string.Join(' ', may));
        }
    }

    [DatabaseFact]
    public async Task Probe_WithAnAddressOfOnesOwn_NeedsAllowedHostsOrTheRightToSendAnywhere()
    {
        var received = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            received++;
            context.Response.StatusCode = context.Request.Headers.ContainsKey("Authorization") ? 200 : 401;
            return Task.CompletedTask;
        });
        var open = await Bench.Ok(new CreateConnection(s_bearer, ConnectionKind.Customer, "Open", "open", []));
        var closed = await Bench.Ok(new CreateConnection(s_bearer, ConnectionKind.Customer, "Closed", "closed", [], AllowedHosts: [$"127.0.0.1:{server.Port}"]));
        var smith = await Bench.Ok(new CreateCustomer("Smith"));
        SubmittedValue[] token = [new("token", "canary-customer-token-8")];
        var (openValues, closedValues) = (await Bench.Ok(new CreateCustomerConnection(open, smith, token)), await Bench.Ok(new CreateCustomerConnection(closed, smith, token)));
        await Bench.Ok(new SetTestConnection(open, token));
        Task<Result<ConnectionProbeResult>> Send(Roles role, ValueOwner owner, Guid id) => Bench.Send(
            new ProbeConnection(new ProbeTarget(owner, id), [new SubmittedValue(ProbeInputs.Url, $"http://127.0.0.1:{server.Port}/me")]), Person(role));

        var support = await Send(Roles.Support, ValueOwner.CustomerConnection, openValues);
        var supportTest = await Send(Roles.Support, ValueOwner.TestConnection, open);
        Assert.Equal((ProbeErrors.NoAllowedHosts, ProbeErrors.NoAllowedHosts, 0), (support.Error, supportTest.Error, received));

        Assert.Equal(ProbeVerdict.Works, (await Send(Roles.Support, ValueOwner.CustomerConnection, closedValues)).Value.Verdict);
        Assert.Equal(ProbeVerdict.Works, (await Send(Roles.Builder, ValueOwner.TestConnection, open)).Value.Verdict);
        Assert.Equal(ProbeVerdict.Works, (await Send(Roles.Admin, ValueOwner.CustomerConnection, openValues)).Value.Verdict);
    }

    [DatabaseFact]
    public async Task Probe_WithWrongInput_IsRefusedAtTheField()
    {
        var id = await Bench.Ok(new CreateConnection(s_bearer, ConnectionKind.Global, "Token", "token", [new("token", "canary-production-token")]));
        async Task<InvalidError> Refused(params SubmittedValue[] inputs) =>
            await Bench.Refused<InvalidError, ConnectionProbeResult>(new ProbeConnection(new ProbeTarget(ValueOwner.OrganizationConnection, id), inputs));

        Assert.Equal("url", (await Refused()).Messages.Single().Field);
        Assert.Equal("url", (await Refused(new SubmittedValue("url", new string('x', 5_000)))).Messages.Single(m => m.Message.Contains("characters", StringComparison.Ordinal)).Field);
        Assert.Equal("method", (await Refused(new("url", "https://api.example.com/"), new("method", "DELETE"))).Messages.Single().Field);
        Assert.Equal("url", (await Refused(new SubmittedValue("url", "https://api.example.com/\0"))).Messages[0].Field);
    }

    [DatabaseFact]
    public async Task Probe_OfWhatIsMissingOrAnothers_IsNotFound()
    {
        var plants = await Plants.PlantAsync(Bench);
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        foreach (var (owner, id) in new[]
        {
            (ValueOwner.OrganizationConnection, plants.BucketId), (ValueOwner.TestConnection, plants.TestId),
            (ValueOwner.CustomerConnection, plants.CustomerConnectionId), (ValueOwner.Credential, plants.CredentialId),
        })
        {
            await Bench.Refused<NotFoundError, ConnectionProbeResult>(new ProbeConnection(new ProbeTarget(owner, id), []), organization: other);
            await Bench.Refused<NotFoundError, ConnectionTestForm>(new GetConnectionTest(new ProbeTarget(owner, Guid.NewGuid())));
        }

        await Bench.Refused<InvalidError, ConnectionProbeResult>(new ProbeConnection(new ProbeTarget(ValueOwner.ConfigVariable, plants.VariableId), []));
    }

    [DatabaseFact]
    public async Task Probe_OfIncompleteValues_NamesWhatIsMissing()
    {
        var acme = await Bench.Ok(Plants.Acme());
        var smith = await Bench.Ok(new CreateCustomer("Smith"));
        var values = await Bench.Ok(new CreateCustomerConnection(acme, smith, []));

        var refused = await Bench.Refused<ConflictError, ConnectionProbeResult>(
            new ProbeConnection(new ProbeTarget(ValueOwner.CustomerConnection, values), [new SubmittedValue("url", "https://api.example.com")]));

        Assert.Contains("\"API Key\" is missing", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, (await Bench.Ok(new GetConnectionTest(new ProbeTarget(ValueOwner.CustomerConnection, values)))).Problem);
    }

    [DatabaseFact]
    public async Task Probe_MoreOftenThanTenTimesAMinute_IsRefusedForThatPersonAlone()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = await Bench.Ok(Plants.Bucket() with { Values = Values(sandbox) });
        var (ada, bob) = (Person(Roles.Support), Person(Roles.Support));
        for (var i = 0; i < 10; i++)
        {
            await ProbeAsync(ValueOwner.OrganizationConnection, id, ada);
        }

        var refused = await Bench.Refused<ConflictError, ConnectionProbeResult>(new ProbeConnection(new ProbeTarget(ValueOwner.OrganizationConnection, id), []), ada);
        Assert.Contains("10 tests within a minute", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ProbeVerdict.Works, (await ProbeAsync(ValueOwner.OrganizationConnection, id, bob)).Verdict);
    }

    [DatabaseFact]
    public async Task Probe_InAnotherProcess_CountsTowardsTheSameLimit()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = await Bench.Ok(Plants.Bucket() with { Values = Values(sandbox) });
        var ada = Person(Roles.Support);
        var request = new ProbeConnection(new ProbeTarget(ValueOwner.OrganizationConnection, id), []);
        var senders = new[] { Bench.Services, Bench.StartAnother() }.Select(s => s.GetRequiredService<RequestSender>()).ToArray();
        for (var i = 0; i < 10; i++)
        {
            Assert.Null((await senders[i % 2].Send(ada, Bench.OrganizationId, request)).Error);
        }

        foreach (var sender in senders)
        {
            var refused = Assert.IsType<ConflictError>((await sender.Send(ada, Bench.OrganizationId, request)).Error);
            Assert.Matches("10 tests within a minute. Wait [1-6]?[0-9] seconds", refused.Message);
        }
    }

    [DatabaseFact]
    public async Task Probe_ManyAtOnce_LetsThroughTheMostThatAMinuteAllows()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = await Bench.Ok(Plants.Bucket() with { Values = Values(sandbox) });
        var ada = Person(Roles.Support);
        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => Task.Run(() => Bench.Send(new ProbeConnection(new ProbeTarget(ValueOwner.OrganizationConnection, id), []), ada))));
        Assert.InRange(answers.Count(a => a.IsSuccess), 1, 10);
        Assert.All(answers.Where(a => !a.IsSuccess), a => Assert.Contains("10 tests within a minute", a.Error!.Message, StringComparison.Ordinal));
    }

    private static SubmittedValue[] Values(SandboxHost sandbox, string secret = SandboxHost.SecretAccessKey) =>
    [
        new("accessKeyId", SandboxHost.AccessKeyId), new("secretAccessKey", secret), new("endpointUrl", sandbox.Server.BaseAddress.AbsoluteUri),
    ];

    private static Actor Person(Roles roles) => new(ActorKind.Person, Guid.NewGuid(), "Ada", roles);

    private Task<ConnectionProbeResult> ProbeAsync(ValueOwner owner, Guid id, Actor? actor = null) =>
        Bench.Ok(new ProbeConnection(new ProbeTarget(owner, id), []), actor);
}

public sealed class SqliteProbeConnectionTests : ProbeConnectionTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlProbeConnectionTests : ProbeConnectionTests;
