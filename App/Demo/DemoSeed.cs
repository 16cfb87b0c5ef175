using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.App.Demo;

/// <summary>
/// "Acme SaaS": both kinds of connections, two customers, the Pokemon Avatar Sync integration, published and deployed to both. Everything goes through
/// the same commands as pages and API. A seed that was cut short is begun anew by the next start.
/// </summary>
internal sealed class DemoSeed(RequestSender sender, Guid organizationId, Uri sandbox, CancellationToken cancellationToken)
{
    public const string GlobalStableKey = "avatar-bucket-aws";
    public const string CustomerStableKey = "acme-api-key";

    private static readonly (string Name, string ExternalId, string Avatar)[] s_customers =
    [
        ("Smith Rocket Company", "smith-rocket", "pikachu"),
        ("FTL Rockets", "ftl-rockets", "onix"),
    ];

    /// <summary>Answers the two instances.</summary>
    public async Task<IReadOnlyList<Guid>> PlantAsync(TextWriter output)
    {
        await output.WriteLineAsync("Setting up Acme SaaS:");
        var bucket = await Send(new SetOrganizationConfigVariable("pokemonAvatarS3BucketName", DemoSandbox.Bucket));
        await PlantConnectionsAsync(output);
        var integration = await Send(new CreateIntegration("Pokemon Avatar Sync", "Copies each customer's avatar picture to our bucket.", DemoIntegration.Definition(sandbox)));
        await Send(new ConfigureTests(integration, new InstanceConfiguration(
        [
            new VariableBinding("customerName", BindingSource.Literal, "Test Customer"),
            new VariableBinding("pokemonAvatar", BindingSource.Literal, "bulbasaur"),
            new VariableBinding("pokemonAvatarS3BucketName", BindingSource.OrganizationVariable, ReferenceId: bucket),
        ])));
        await Send(new PublishVersion(integration, "First version"));
        await output.WriteLineAsync("  integration \"Pokemon Avatar Sync\", version 1");

        var instances = new List<Guid>();
        foreach (var (name, externalId, avatar) in s_customers)
        {
            instances.Add(await PlantCustomerAsync(name, externalId, avatar, bucket, integration));
            await output.WriteLineAsync($"  customer \"{name}\" with a deployed instance");
        }

        return instances;
    }

    private async Task PlantConnectionsAsync(TextWriter output)
    {
        var aws = new ConnectionTypeKey(AwsS3Connector.Key, AwsS3Connector.ApiKeySecretType);
        SubmittedValues keys = new()
        {
            [AwsS3Connector.Inputs.AccessKeyId] = DemoSandbox.AccessKeyId,
            [AwsS3Connector.Inputs.SecretAccessKey] = DemoSandbox.SecretAccessKey,
            [AwsS3Connector.Inputs.EndpointUrl] = sandbox.ToString(),
        };
        var bucketConnection = await Send(new CreateConnection(
            aws, ConnectionKind.Global, "Avatar bucket", GlobalStableKey, keys.ToList(), "Our bucket, for all customers.", IsDefaultForConnector: true));
        await Send(new SetTestConnection(bucketConnection, keys.ToList()));
        await output.WriteLineAsync($"  global connection \"Avatar bucket\" ({GlobalStableKey}) with a test connection");

        await Send(new CreateConnection(
            new ConnectionTypeKey(HttpConnector.Key, HttpConnector.ApiKeyType), ConnectionKind.Customer, "Acme API", CustomerStableKey,
            new SubmittedValues { ["headerName"] = "X-Acme-Key" }.ToList(), "Each customer's own key for the Acme API.",
            [new ConnectionInput("headerName", InputScope.Global), new ConnectionInput("apiKey", InputScope.CustomerSpecific), new ConnectionInput("prefix", InputScope.Global)]));
        await output.WriteLineAsync($"  customer connection \"Acme API\" ({CustomerStableKey})");
    }

    private async Task<Guid> PlantCustomerAsync(string name, string externalId, string avatar, Guid bucket, Guid integration)
    {
        var customer = await Send(new CreateCustomer(name, ExternalId: externalId));
        var customerName = await Send(new SetCustomerConfigVariable(customer, "customerName", name));
        var pokemonAvatar = await Send(new SetCustomerConfigVariable(customer, "pokemonAvatar", avatar));
        var apiConnection = await FindAsync(CustomerStableKey);
        await Send(new CreateCustomerConnection(apiConnection, customer, new SubmittedValues { ["apiKey"] = $"demo-key-of-{externalId}" }.ToList()));
        var instance = await Send(new CreateInstance(customer, integration, $"Avatar sync for {name}", Configuration: new InstanceConfiguration(
        [
            new VariableBinding("customerName", BindingSource.CustomerVariable, ReferenceId: customerName),
            new VariableBinding("pokemonAvatar", BindingSource.CustomerVariable, ReferenceId: pokemonAvatar),
            new VariableBinding("pokemonAvatarS3BucketName", BindingSource.OrganizationVariable, ReferenceId: bucket),
        ])));
        await Send(new DeployInstance(instance));
        return instance;
    }

    private async Task<Guid> FindAsync(string stableKey) =>
        (await Send(new Domain.Connections.Queries.ListConnections(new PageRequest(), StableKey: stableKey))).Items[0].Id;

    private async Task<T> Send<T>(IRequest<Result<T>> request)
    {
        var result = await sender.Send(Actor.Operator, organizationId, request, cancellationToken);
        return result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException($"The demo could not be set up: {request.GetType().Name}: {error}");
    }

    /// <summary>Values by input, in the form that commands take.</summary>
    private sealed class SubmittedValues : Dictionary<string, string>
    {
        public IReadOnlyList<Domain.Values.SubmittedValue> ToList() => [.. this.Select(v => new Domain.Values.SubmittedValue(v.Key, v.Value))];
    }
}
