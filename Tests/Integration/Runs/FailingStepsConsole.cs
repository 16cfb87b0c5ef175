using System.Net;
using ConnectionsConsole.App.Demo.Sandbox;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Http;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectionsConsole.Tests.Integration.Runs;

/// <summary>
/// Everything of the console but its pages, with a customer; a web server and a bucket to talk to. Small limits, so that reaching them takes no time.
/// </summary>
public sealed class FailingStepsConsole : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private IHost _host = null!;
    private Guid _organizationId;
    private Guid _customerId;
    private int _number;

    public SandboxServer Sandbox { get; private set; } = null!;

    public TestHttpServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestHttpServer.StartAsync();
        Sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { RootDirectory = _directory.Combine("sandbox"), AccessKeyId = "key", SecretAccessKey = "secret", Buckets = ["avatars"], Address = IPAddress.Loopback },
            CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Egress:Allow:0"] = "127.0.0.1:*",
            ["Runner:MaximumRetries"] = "1",
            ["Runner:RetryDelay"] = "00:00:00.001",
            ["Runner:JavaScript:Timeout"] = "00:00:02",
            ["Runner:JavaScript:MemoryBytes"] = "16777216",
            ["Runner:Http:MaxResponseBytes"] = "65536",
        });
        builder.Services.AddDomain().AddInfrastructure(builder.Configuration, new DataDirectory(_directory.Path));
        _host = builder.Build();
        await _host.Services.GetRequiredService<IConsoleStartup>().PrepareAsync(CancellationToken.None);
        await _host.StartAsync();
        var accounts = _host.Services.GetRequiredService<IAccounts>();
        Assert.Null((await accounts.ClaimAsync(new ConsoleClaim("Acme", "Ada", "ada@example.com", "correct horse battery"), CancellationToken.None)).Error);
        _organizationId = (await accounts.ListOrganizationsAsync(CancellationToken.None))[0].Id;
        _customerId = await SendAsync(new CreateCustomer("Customer One", ExternalId: "one"));
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Sandbox.DisposeAsync();
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>Publishes, deploys and runs an integration whose second step is the one in question.</summary>
    public async Task<RunDetail> RunAsync(ActionKey action, Dictionary<string, string> inputs, params (string Key, string Value)[] storeConnection)
    {
        var number = Interlocked.Increment(ref _number);
        var values = inputs.ToDictionary(input => input.Key, InputValue (input) => new LiteralValue(input.Value));
        var variables = new List<RequiredConfigVariable>();
        if (storeConnection.Length > 0)
        {
            var stableKey = $"store-{number}";
            await SendAsync(new CreateConnection(
                new ConnectionTypeKey(AwsS3Connector.Key, AwsS3Connector.ApiKeySecretType), ConnectionKind.Global, $"Store {number}", stableKey,
                [.. storeConnection.Select(value => new SubmittedValue(value.Key, value.Value))]));
            variables.Add(new RequiredConfigVariable("Store", ConfigVariableType.Connection, Connection: new ConnectionSlot(AwsS3Connector.Key, AwsS3Connector.ApiKeySecretType, stableKey)));
            values[AwsS3Connector.Inputs.Connection] = new ConfigVariableValue("Store");
        }

        var first = new Step("first", "First", CodeConnector.Key, CodeConnector.RunCode.Action, Code("module.exports = async () => ({ data: 1 });"));
        var flow = new Flow("main", "Main", TriggerDefinition.Manual, [first, new Step("second", "Second", action.Connector, action.Action, values)]);
        var integration = await SendAsync(new CreateIntegration($"Integration {number}", "", new IntegrationDefinition([flow], variables)));
        await SendAsync(new PublishVersion(integration, "First version"));
        var instance = await SendAsync(new CreateInstance(_customerId, integration, $"Instance {number}"));
        await SendAsync(new DeployInstance(instance));
        var run = await SendAsync(new RunInstance(instance));
        using var failsafe = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _host.Services.GetRequiredService<IRunner>().WaitAsync(_organizationId, run, failsafe.Token);
        return await SendAsync(new GetRun(run));
    }

    private static Dictionary<string, InputValue> Code(string text) => new() { [CodeConnector.Code] = new LiteralValue(text) };

    private async Task<T> SendAsync<T>(IRequest<Result<T>> request)
    {
        var result = await _host.Services.GetRequiredService<RequestSender>().Send(Actor.Operator, _organizationId, request, CancellationToken.None);
        Assert.True(result.IsSuccess, $"{request.GetType().Name}: {result.Error}");
        return result.Value;
    }
}
