using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>One of everything in an organization, made by commands. Secrets are the names here with "canary" in them.</summary>
public sealed record Plants(
    Guid CustomerId, Guid BucketId, Guid AcmeId, Guid TestId, Guid CustomerConnectionId, Guid CredentialId, Guid VariableId, Guid CustomerVariableId, Guid SecretVariableId,
    Guid IntegrationId, Guid VersionId, Guid InstanceId)
{
    public static readonly ConnectionTypeKey Aws = new("aws-s3", "apiKeySecret");
    public static readonly ConnectionTypeKey ApiKey = new("http", "apiKey");

    public static IReadOnlyList<string> Canaries { get; } =
        ["canary-production-7f3a", "canary-test-19bc", "canary-customer-e2d0", "canary-credential-55aa", "canary-variable-c0de"];

    public IEnumerable<Guid> All =>
        [CustomerId, BucketId, AcmeId, TestId, CustomerConnectionId, CredentialId, VariableId, CustomerVariableId, SecretVariableId, IntegrationId, VersionId, InstanceId];

    public static IntegrationDefinition Definition { get; } = new(
        [
            new Flow("main", "Main", TriggerDefinition.Manual,
            [
                new Step("get", "Get Avatar", "http", "httpGet", new Dictionary<string, InputValue>
                {
                    ["url"] = new TemplateValue("https://api.example.com/{{#Region}}"), ["connection"] = new ConfigVariableValue("Acme"),
                }),
                new Step("put", "Save", "aws-s3", "putObject", new Dictionary<string, InputValue>
                {
                    ["accessKey"] = new ConfigVariableValue("Bucket"), ["bucket"] = new LiteralValue("avatars"), ["objectKey"] = new LiteralValue("a.png"),
                    ["fileContents"] = new ReferenceValue("getAvatar.results"),
                }),
            ]),
        ],
        [
            new RequiredConfigVariable("Region"),
            new RequiredConfigVariable("Key"),
            new RequiredConfigVariable("Bucket", ConfigVariableType.Connection, Connection: new ConnectionSlot("aws-s3", StableKey: "avatar-bucket")),
            new RequiredConfigVariable("Acme", ConfigVariableType.Connection, Connection: new ConnectionSlot("http", StableKey: "acme-api")),
            new RequiredConfigVariable("Archive", ConfigVariableType.Connection, Connection: new ConnectionSlot("aws-s3")),
        ]);

    public static SubmittedValue[] AwsValues(string secret) => [new("accessKeyId", "AKIA-EXAMPLE"), new("secretAccessKey", secret)];

    public static SubmittedValue[] CredentialValues => [new("api_key", "AKIA-ARCHIVE"), new("api_secret", "canary-credential-55aa")];

    public static CreateConnection Bucket(string stableKey = "avatar-bucket", string secret = "canary-production-7f3a") =>
        new(Aws, ConnectionKind.Global, "Avatar bucket", stableKey, AwsValues(secret));

    public static CreateConnection Acme(string stableKey = "acme-api") =>
        new(ApiKey, ConnectionKind.Customer, "Acme API", stableKey, [new SubmittedValue("headerName", "X-Acme")], Inputs: [new ConnectionInput("headerName", InputScope.Global)]);

    public static async Task<Plants> PlantAsync(ConsoleBench bench, Guid? organization = null)
    {
        Task<T> Ok<T>(MediatR.IRequest<Domain.Shared.Result<T>> request) => bench.Ok(request, organization: organization);
        var customer = await Ok(new CreateCustomer("Smith Rocket Company", "Makes rockets", "smith"));
        var bucket = await Ok(Bucket());
        var test = await Ok(new SetTestConnection(bucket, AwsValues("canary-test-19bc")));
        var acme = await Ok(Acme());
        var customerConnection = await Ok(new CreateCustomerConnection(acme, customer, [new SubmittedValue("apiKey", "canary-customer-e2d0")]));
        var credential = await Ok(new CreateCredential("Archive keys", "api_key_secret", CredentialValues));
        var variable = await Ok(new SetOrganizationConfigVariable("region", "eu-central-1"));
        var customerVariable = await Ok(new SetCustomerConfigVariable(customer, "region", "us-east-2"));
        var secret = await Ok(new SetOrganizationConfigVariable("signing key", "canary-variable-c0de", IsSecret: true));
        var integration = await Ok(new CreateIntegration("Avatar Sync", Draft: Definition));
        await Ok(new ConfigureTests(integration, Configuration(variable, BindingSource.OrganizationVariable, secret, credential)));
        var version = await Ok(new PublishVersion(integration));
        var instance = await Ok(new CreateInstance(customer, integration, "Sync for Smith", Configuration: Configuration(customerVariable, BindingSource.CustomerVariable, secret, credential)));
        return new Plants(customer, bucket, acme, test, customerConnection, credential, variable, customerVariable, secret, integration, version, instance);
    }

    public static InstanceConfiguration Configuration(Guid region, BindingSource regionSource, Guid key, Guid archive) => new(
    [
        new VariableBinding("Region", regionSource, ReferenceId: region),
        new VariableBinding("Key", BindingSource.OrganizationVariable, ReferenceId: key),
        new VariableBinding("Archive", BindingSource.Credential, ReferenceId: archive),
    ]);
}
