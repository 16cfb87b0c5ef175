using System.Text;
using System.Text.Json;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.Runner;
using ConnectionsConsole.Tests.Support.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>Runs whose steps take access tokens: HTTP and code steps, and what becomes of the tokens.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private const string Slot = "Acme API";

    private TestHttpServer _server = null!;
    private OAuthBench _bench = null!;
    private IHostedService _runner = null!;
    private int _tokens;
    private string _refused = "";

    public async Task InitializeAsync()
    {
        _server = await TestHttpServer.StartAsync();
        _server.Answer("POST /token", async (context, _) =>
        {
            var number = Interlocked.Increment(ref _tokens);
            await context.Response.WriteAsJsonAsync(new
            {
                access_token = $"access-token-{number}-of-the-api", token_type = "Bearer", expires_in = 3600, refresh_token = $"refresh-token-{number}-kept-back", scope = "read",
                instance_url = "https://acme.example", nested = new { user_token = "a-second-user-token" },
            });
        });
        _server.Answer("GET /items", async (context, request) =>
        {
            if (request.Header("Authorization") is not { } given || !given.StartsWith("Bearer access-token-", StringComparison.Ordinal) || given == _refused)
            {
                context.Response.StatusCode = 401;
                return;
            }

            await context.Response.WriteAsJsonAsync(new { seen = given });
        });
        _bench = await OAuthBench.CreateAsync(_server.Address, false, ("Runner:RetryDelay", "00:00:00.001"));
        _runner = _bench.Console.Services.GetServices<IHostedService>().OfType<RunnerService>().Single();
        await _runner.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _runner.StopAsync(CancellationToken.None);
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task HttpStep_SendsTheAccessTokenAsBearer_AndNothingStoredHoldsIt()
    {
        await ConnectionAsync("oauth");
        var run = await TestAsync(await IntegrationAsync("oauth", Get("get")));

        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.FailureMessage));
        Assert.Equal("Bearer access-token-1-of-the-api", _server.Requests[^1].Header("Authorization"));
        Assert.Equal("""{"seen":"Bearer [redacted]"}""", Encoding.UTF8.GetString((await StepAsync(run, "get")).Output!));
        var dump = string.Join('\n', await _bench.Console.Dump());
        Assert.All(
            new[] { "access-token-1-of-the-api", "refresh-token-1-kept-back" },
            secret => Assert.All(new[] { secret, Convert.ToHexString(Encoding.UTF8.GetBytes(secret)) }, form => Assert.DoesNotContain(form, dump, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task CodeStep_SeesTheTokenAndWhateverElseTheProviderSaid_ButNoRefreshToken()
    {
        await ConnectionAsync("oauth");
        var run = await TestAsync(await IntegrationAsync("oauth", Code("code", $$"""
            module.exports = async ({ logger, configVars }) => {
              const { token, fields } = configVars["{{Slot}}"];
              logger.info(`using ${token.access_token}`);
              return { data: { bearer: token.access_token, keys: Object.keys(token).sort(), url: token.instance_url, user: token.nested.user_token, client: fields.clientId } };
            };
            """)));

        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.FailureMessage));
        var step = await StepAsync(run, "code");
        var output = JsonSerializer.Deserialize<JsonElement>(step.Output);
        Assert.Equal(
            ("[redacted]", "[redacted]", "https://acme.example", "id"),
            (output.GetProperty("bearer").GetString(), output.GetProperty("user").GetString(), output.GetProperty("url").GetString(), output.GetProperty("client").GetString()));
        Assert.Equal("access_token,expires_in,instance_url,nested,scope,token_type", string.Join(',', output.GetProperty("keys").EnumerateArray().Select(k => k.GetString())));
        Assert.NotNull(step.ExactOutput);
        var lines = await _bench.Console.Read(db => db.RunLogLines.Where(l => l.RunSequence == run.Sequence).Select(l => l.Message).ToListAsync());
        Assert.Contains("using [redacted]", lines);
    }

    [Fact]
    public async Task CodeStep_ThatNeedsATokenThatCannotBeHad_FailsInWords_AndOneThatDoesNotGoesOn()
    {
        var connection = await ConnectionAsync("oauth");
        _server.Answer("POST /token", TestAnswer.Json(new { error = "invalid_client" }, 401));
        var blind = await TestAsync(await IntegrationAsync("oauth", Code("code", "module.exports = async () => ({ data: 1 });")));
        Assert.Equal((RunStatus.Succeeded, null), (blind.Status, blind.FailureMessage));

        await _bench.Console.Ok(new UpdateConnectionValues(connection.OwnerId, [new("clientSecret", "another-secret")]));
        var run = await TestAsync(await IntegrationAsync("oauth", Code("code", $$"""module.exports = async ({ configVars }) => ({ data: configVars["{{Slot}}"].token.access_token });""")));

        Assert.Equal((RunStatus.Failed, FailureCategory.Credentials), (run.Status, run.FailureCategory));
        Assert.Contains("invalid_client", run.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_WhoseTokenTheApiRefuses_GetsAnotherOnce()
    {
        var connection = await ConnectionAsync("oauth");
        var integration = await IntegrationAsync("oauth", Get("get"));
        await TestAsync(integration);
        _refused = "Bearer access-token-1-of-the-api";
        await _bench.SetAsync(connection, "\"AuthorizedAt\" = \"AuthorizedAt\" - 60000000");

        var run = await TestAsync(integration);

        Assert.Equal((RunStatus.Succeeded, 2), (run.Status, _tokens));
        var lines = await _bench.Console.Read(db => db.RunLogLines.Where(l => l.RunSequence == run.Sequence).Select(l => l.Message).ToListAsync());
        Assert.Contains(lines, l => l.Contains("refused the access token (401)", StringComparison.Ordinal));
        Assert.Null((await StepAsync(run, "get")).Attempts);

        // Refused with a new one too: no third is fetched, and the step says so.
        _refused = "Bearer access-token-2-of-the-api";
        run = await TestAsync(integration);
        Assert.Equal((RunStatus.Failed, FailureCategory.Credentials, 2), (run.Status, run.FailureCategory, _tokens));
        Assert.Contains("or is new already", run.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ThatNobodyAuthorized_RefusesTheRunBeforeItsFirstStep_AndDeploying()
    {
        var connection = await CodeConnectionAsync("oauth");
        var integration = await IntegrationAsync("oauth", Get("get"));

        var run = await TestAsync(integration);

        Assert.Equal((RunStatus.Failed, FailureCategory.Configuration), (run.Status, run.FailureCategory));
        Assert.Contains("has not been authorized yet", run.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Settings > Connections > Acme API", run.FailureMessage, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);

        await AuthorizeAsync(connection);
        run = await TestAsync(integration);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.FailureMessage));
        await _bench.Console.Ok(new Disconnect(connection.OwnerKind, connection.OwnerId), OAuthBench.Ada);
        Assert.Equal(RunStatus.Failed, (await TestAsync(integration)).Status);
    }

    /// <summary>Whose token counts follows from whose values do: the customer's when deployed, the test connection's in the designer.</summary>
    [Fact]
    public async Task CustomersConnection_UsesTheCustomersToken_AndDeployingWaitsForIt()
    {
        var type = new ConnectionTypeKey(HttpConnector.Key, HttpConnector.OAuth2Type);
        var shape = await _bench.Console.Ok(new CreateConnection(type, ConnectionKind.Customer, "Acme API", "oauth", []));
        var customer = await _bench.Console.Ok(new CreateCustomer("Smith"));
        var owner = new AuthorizationReference(ValueOwner.CustomerConnection, await _bench.Console.Ok(new CreateCustomerConnection(shape, customer, CodeValues())));
        var integration = await IntegrationAsync("oauth", Get("get"));
        await _bench.Console.Ok(new PublishVersion(integration));
        var instance = await _bench.Console.Ok(new CreateInstance(customer, integration, "Sync"));

        var refused = await _bench.Console.Send(new DeployInstance(instance));
        Assert.Contains("has not been authorized yet", refused.Error!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Customers > Smith > Connections", refused.Error!.ToString(), StringComparison.Ordinal);
        await AuthorizeAsync(owner, OAuthBench.Sam);
        await _bench.Console.Ok(new DeployInstance(instance));
        var run = await EndAsync(await _bench.Console.Ok(new RunInstance(instance)));

        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.FailureMessage));
        Assert.Equal("Bearer access-token-1-of-the-api", _server.Requests[^1].Header("Authorization"));
    }

    private static Step Get(string id) => new(id, id, HttpConnector.Key, HttpConnector.Get.Action, new Dictionary<string, InputValue>
    {
        [HttpConnector.Inputs.Url] = new LiteralValue("{items}"),
        [HttpConnector.Inputs.Connection] = new ConfigVariableValue(Slot),
    });

    private static Step Code(string id, string code) => new(id, id, CodeConnector.Key, CodeConnector.RunCode.Action, new Dictionary<string, InputValue>
    {
        [CodeConnector.Code] = new LiteralValue(code),
    });

    private IReadOnlyList<SubmittedValue> CodeValues() =>
        [new("authorizeUrl", _server.Url("/authorize").ToString()), new("tokenUrl", _server.Url("/token").ToString()), new("clientId", "id"), new("clientSecret", "the-client-secret")];

    private Task<AuthorizationReference> ConnectionAsync(string stableKey) => CreateAsync(
        HttpConnector.OAuth2ClientCredentialsType, stableKey, [new("tokenUrl", _server.Url("/token").ToString()), new("clientId", "id"), new("clientSecret", "the-client-secret")]);

    private Task<AuthorizationReference> CodeConnectionAsync(string stableKey) => CreateAsync(HttpConnector.OAuth2Type, stableKey, CodeValues());

    private async Task<AuthorizationReference> CreateAsync(string type, string stableKey, IReadOnlyList<SubmittedValue> values) => new(
        ValueOwner.OrganizationConnection,
        await _bench.Console.Ok(new CreateConnection(new ConnectionTypeKey(HttpConnector.Key, type), ConnectionKind.Global, "Acme API", stableKey, values)));

    private async Task AuthorizeAsync(AuthorizationReference owner, Domain.Access.Actor? actor = null)
    {
        var state = System.Web.HttpUtility.ParseQueryString((await _bench.StartAsync(owner, actor)).Query)["state"];
        Assert.Null((await _bench.CompleteAsync(new System.Collections.Specialized.NameValueCollection { ["state"] = state, ["code"] = "the-code" }, actor)).Problem);
    }

    private Task<Guid> IntegrationAsync(string stableKey, params Step[] steps) => _bench.Console.Ok(new CreateIntegration(
        $"Integration {Guid.NewGuid():N}", null, new IntegrationDefinition(
            [
                new Flow("main", "Main", TriggerDefinition.Manual, [.. steps.Select(s => s with
                {
                    Inputs = s.Inputs.ToDictionary(i => i.Key, i => i.Value is LiteralValue { Value: "{items}" } ? new LiteralValue(_server.Url("/items").ToString()) : i.Value),
                })]),
            ],
            [new RequiredConfigVariable(Slot, ConfigVariableType.Connection, Connection: new ConnectionSlot(HttpConnector.Key, null, stableKey))])));

    private async Task<Run> TestAsync(Guid integration) => await EndAsync(await _bench.Console.Ok(new TestIntegration(integration)));

    private async Task<Run> EndAsync(Guid runId)
    {
        await _bench.Console.Services.GetRequiredService<IRunner>().WaitAsync(_bench.Console.OrganizationId, runId, new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        return await _bench.Console.Read(db => db.Runs.SingleAsync(r => r.Id == runId));
    }

    private Task<StepRun> StepAsync(Run run, string name) => _bench.Console.Read(db => db.StepRuns.SingleAsync(s => s.RunSequence == run.Sequence && s.StepName == name));
}
