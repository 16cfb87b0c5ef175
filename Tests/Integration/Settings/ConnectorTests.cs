using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Connectors.Own;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Settings;

/// <summary>Own connectors through the pipeline: defined, used everywhere like the built-in ones, changed without silent harm, deleted only when unused.</summary>
public abstract class ConnectorTests : PipelineTests
{
    private static readonly ConnectionTypeKey s_key = new("acme-erp", "apiKey");

    private static readonly InputField s_host = new("host", "Host", InputType.String, Required: true);
    private static readonly InputField s_apiKey = new("apiKey", "API Key", InputType.Password, Required: true);
    private static readonly InputField s_region = new("region", "Region", InputType.Choice, Choices: ["eu", "us"], Default: "eu");

    private static ConnectionType Type { get; } = new("apiKey", "API Key", "", [s_host, s_apiKey, s_region], [])
    {
        AllowedHosts = ["API.example.com"],
        TestRequest = new ConnectionTestRequest("GET", "https://{host}/v1/me", [new TestRequestHeader("X-Region", "{region}")], [200]),
    };

    [DatabaseFact]
    public async Task AConnector_IsDefinedAndReadBack()
    {
        await DefineAsync();
        var detail = await Bench.Ok(new GetConnector("acme-erp"));
        Assert.Equal(("Acme ERP", false, "server"), (detail.Connector.Label, detail.Connector.IsBuiltIn, detail.Connector.Icon));
        var type = Assert.Single(detail.Connector.ConnectionTypes);
        Assert.Equal(Type.Inputs.Select(i => i with { Choices = null }), type.Inputs.Select(i => i with { Choices = null }));
        Assert.Equal(["eu", "us"], type.FindInput("region")!.Choices!);
        Assert.Equal(["api.example.com"], type.AllowedHosts);
        Assert.Equal(("GET", "https://{host}/v1/me", "{region}"), (type.TestRequest!.Method, type.TestRequest.Url, type.TestRequest.Headers[0].Value));
        // The host has no default, so a lone key does not make a whole connection.
        Assert.Empty(type.Credentials);
        Assert.Contains((await Bench.AuditLines()), l => l is { SubjectKind: "own connector", Request: "SaveConnectionType", SubjectName: "Acme ERP" });
    }

    [DatabaseFact]
    public async Task ItsConnections_AreMadeResolvedAndPinnedLikeOthers()
    {
        await DefineAsync();
        await Bench.Ok(Connection("erp-global", ConnectionKind.Global, [new("host", "erp.example.com"), new("apiKey", "canary-key-1")]));
        var shape = await Bench.Ok(Connection("erp-customers", ConnectionKind.Customer, [new("host", "erp.example.com")], [new ConnectionInput("host", InputScope.Global)]));
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        await Bench.Ok(new CreateCustomerConnection(shape, customer, [new("apiKey", "canary-key-2"), new("region", "us")]));
        await Bench.Ok(new SetTestConnection(shape, [new("apiKey", "canary-key-3")]));
        var refused = await Bench.Refused<InvalidError>(Connection("erp-wrong", ConnectionKind.Global, [new("host", "h"), new("apiKey", "k-secret"), new("region", "mars")]));
        Assert.Equal("region", Assert.Single(refused.Fields).Field);
        Assert.Equal("apiKey", Assert.Single((await Bench.Refused<InvalidError>(Connection("erp-missing", ConnectionKind.Global, [new("host", "h")]))).Fields).Field);

        var integration = await Bench.Ok(new CreateIntegration("ERP sync", Draft: Definition("acme-erp", "erp-customers")));
        await Bench.Ok(new PublishVersion(integration));
        var instance = await Bench.Ok(new CreateInstance(customer, integration, "ERP for Smith"));
        var detail = await Bench.Ok(new GetInstance(instance));
        Assert.Empty(detail.Problems);
        var slot = Assert.Single(detail.Slots);
        Assert.Equal(("API Key", true), (slot.Type, slot.IsReady));
        Assert.Equal(
            [("Host", ValueSource.GlobalInput), ("API Key", ValueSource.CustomerConnection), ("Region", ValueSource.CustomerConnection)], slot.Inputs.Select(i => (i.Label, i.Source)));
    }

    [DatabaseFact]
    public async Task ADefinition_ThatNamesAnUnknownConnectorOrType_IsNotPublished()
    {
        await DefineAsync();
        foreach (var (connector, type) in new[] { ("acme-crm", (string?)null), ("acme-erp", "basic") })
        {
            var integration = await Bench.Ok(new CreateIntegration("Sync", Draft: Definition(connector, null, type)));
            Assert.Contains("does not exist here", (await Bench.Refused<InvalidError>(new PublishVersion(integration))).Fields[0].Message, StringComparison.Ordinal);
        }
    }

    [DatabaseFact]
    public async Task ACredential_FitsATypeWhoseKeysItFills()
    {
        await Bench.Ok(new CreateConnector("acme-crm", "Acme CRM"));
        await Bench.Ok(new SaveConnectionType("acme-crm", new ConnectionType("login", "Login", "",
            [new("username", "User", InputType.String, Required: true), new("password", "Password", InputType.Password, Required: true), new("tenant", "Tenant", InputType.String, Required: true, Default: "main")], [])
            { AllowedHosts = ["crm.example.com"] }));
        var credential = await Bench.Ok(new CreateCredential("CRM login", "basic", [new("username", "ada"), new("password", "canary-pass")]));
        var other = await Bench.Ok(new CreateCredential("Key", "api_key", [new("api_key", "canary-key")]));
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        var integration = await Bench.Ok(new CreateIntegration("CRM sync", Draft: Definition("acme-crm", null)));
        await Bench.Ok(new PublishVersion(integration));
        var instance = await Bench.Ok(new CreateInstance(customer, integration, "CRM", Configuration: Bound(credential)));
        Assert.Equal(credential, Assert.Single(Assert.Single((await Bench.Ok(new GetInstanceBindings(instance))).Slots).Credentials).Id);
        Assert.Empty((await Bench.Ok(new GetInstance(instance))).Problems);
        var resolved = await ResolveAsync(instance);
        Assert.Equal(["crm.example.com"], Assert.Single(resolved.Pin().Connections).AllowedHosts);
        await Bench.Ok(new ConfigureInstance(instance, Bound(other)));
        Assert.Contains("does not fit", Assert.Single((await Bench.Ok(new GetInstance(instance))).Problems).Message, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task TheTypesHosts_HoldWhereTheConnectionNamesNone()
    {
        await DefineAsync();
        await Bench.Ok(Connection("erp-open", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key")]));
        await Bench.Ok(Connection("erp-own", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key")]) with { AllowedHosts = ["own.example.com"] });
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        foreach (var (stableKey, host) in new[] { ("erp-open", "api.example.com"), ("erp-own", "own.example.com") })
        {
            var integration = await Bench.Ok(new CreateIntegration(stableKey, Draft: Definition("acme-erp", stableKey)));
            await Bench.Ok(new PublishVersion(integration));
            var resolved = await ResolveAsync(await Bench.Ok(new CreateInstance(customer, integration, stableKey)));
            Assert.Equal([host], Assert.Single(resolved.Pin().Connections).AllowedHosts);
        }
    }

    [DatabaseFact]
    public async Task LabelsHintsOrderChoicesAndOptionalInputs_AreFree()
    {
        await DefineAsync();
        await Bench.Ok(Connection("erp", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key"), new("region", "us")]));
        await Bench.Ok(new SaveConnectionType("acme-erp", Type with
        {
            Label = "Key",
            Inputs = [s_region with { Choices = ["eu", "us", "asia"] }, s_apiKey with { Label = "Key", Hint = "From the portal." }, s_host with { Placeholder = "erp.example.com" },
                new InputField("proxy", "Proxy", InputType.String)],
        }, "apiKey"));
        Assert.Equal(["region", "apiKey", "host", "proxy"], (await Bench.Ok(new GetConnector("acme-erp"))).Connector.ConnectionTypes[0].Inputs.Select(i => i.Key));
    }

    [DatabaseFact]
    public async Task WhatWouldBreakValues_IsRefusedWithTheConnections()
    {
        await DefineAsync();
        var global = await Bench.Ok(Connection("erp", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key"), new("region", "us")]));
        (InputField[] Inputs, string Reason)[] changes =
        [
            ([s_host, s_region], "\"API Key\" (apiKey) cannot be removed"),
            ([s_host, s_apiKey with { Key = "secretKey" }, s_region], "\"API Key\" (apiKey) cannot be removed or given another key"),
            ([s_host with { Type = InputType.Password }, s_apiKey, s_region], "\"Host\" cannot be of another type"),
            ([s_host, s_apiKey with { Type = InputType.String }, s_region], "\"API Key\" cannot be of another type"),
            ([s_host, s_apiKey, s_region with { Choices = ["eu"] }], "The choice \"us\" of \"Region\" cannot be removed"),
            ([s_host, s_apiKey, s_region, new InputField("tenant", "Tenant", InputType.String, Required: true)], "\"Tenant\" cannot become required"),
        ];
        var before = await Bench.Dump();
        foreach (var (inputs, reason) in changes)
        {
            var error = await Bench.Refused<InUseError>(new SaveConnectionType("acme-erp", Type with { Inputs = inputs, TestRequest = null }, "apiKey", MarkIncomplete: true));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            Assert.Equal([new Usage("connection", global, "erp")], error.Users);
            var impact = await Bench.Ok(new PreviewConnectionType("acme-erp", Type with { Inputs = inputs, TestRequest = null }));
            Assert.Contains(impact.Refusals, r => r.Contains(reason, StringComparison.Ordinal));
        }

        Assert.Equal(before, await Bench.Dump());
    }

    [DatabaseFact]
    public async Task AnInputWithoutValues_MayGoOrBecomeAnother()
    {
        await DefineAsync();
        await Bench.Ok(Connection("erp", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key")]));
        await Bench.Ok(new SaveConnectionType("acme-erp", Type with { Inputs = [s_host, s_apiKey, s_region with { Type = InputType.String, Choices = null }], TestRequest = null }, "apiKey"));
        await Bench.Ok(new SaveConnectionType("acme-erp", Type with { Inputs = [s_host, s_apiKey], TestRequest = null }, "apiKey"));
    }

    [DatabaseFact]
    public async Task AValueUnderATestOrCustomerConnection_CountsToo()
    {
        await DefineAsync();
        var shape = await Bench.Ok(Connection("erp", ConnectionKind.Customer, []));
        var without = Type with { Inputs = [s_host, s_apiKey], TestRequest = null };
        Assert.Empty((await Bench.Ok(new PreviewConnectionType("acme-erp", without))).Refusals);
        await Bench.Ok(new SetTestConnection(shape, [new("host", "h"), new("apiKey", "canary-key"), new("region", "us")]));
        Assert.Equal(shape, Assert.Single((await Bench.Refused<InUseError>(new SaveConnectionType("acme-erp", without, "apiKey"))).Users).Id);
        await Bench.Ok(new SetTestConnection(shape, [new("region", "")]));
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        await Bench.Ok(new CreateCustomerConnection(shape, customer, [new("region", "us")]));
        await Bench.Refused<InUseError>(new SaveConnectionType("acme-erp", without, "apiKey"));
    }

    [DatabaseFact]
    public async Task MakingAnInputRequired_MarksCustomersIncompleteOnceConfirmed()
    {
        await DefineAsync();
        var shape = await Bench.Ok(Connection("erp", ConnectionKind.Customer, []));
        var whole = await CustomerAsync(shape, "Whole", [new("host", "h"), new("apiKey", "canary-key"), new("region", "us")]);
        var lacking = await CustomerAsync(shape, "Lacking", [new("host", "h"), new("apiKey", "canary-key")]);
        var already = await CustomerAsync(shape, "Already", [new("host", "h")]);
        var required = Type with { Inputs = [s_host, s_apiKey, s_region with { Required = true, Default = null }] };

        var impact = await Bench.Ok(new PreviewConnectionType("acme-erp", required));
        Assert.Equal((1, 0), (impact.Incomplete, impact.Refusals.Count));
        var error = await Bench.Refused<ConflictError>(new SaveConnectionType("acme-erp", required, "apiKey"));
        Assert.Equal("markIncomplete", error.Field);
        Assert.Contains("One customer's connection would become incomplete", error.Message, StringComparison.Ordinal);
        Assert.Equal("++-", await CompleteAsync(whole, lacking, already));

        await Bench.Ok(new SaveConnectionType("acme-erp", required, "apiKey", MarkIncomplete: true));
        Assert.Equal("+--", await CompleteAsync(whole, lacking, already));
        Assert.Contains(await Bench.AuditLines(), l => l.SubjectId == lacking && l.Request == "SaveConnectionType");
        await Bench.Ok(new SaveConnectionType("acme-erp", Type, "apiKey"));
        Assert.Equal("++-", await CompleteAsync(whole, lacking, already));
        await Bench.Ok(new SaveConnectionType("acme-erp", Type with { Inputs = [s_host, s_apiKey with { Required = false }, s_region] }, "apiKey"));
        Assert.Equal("+++", await CompleteAsync(whole, lacking, already));
    }

    [DatabaseFact]
    public async Task AnotherDefault_IsToldBeforehand()
    {
        await DefineAsync();
        await Bench.Ok(Connection("own-value", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key"), new("region", "us")]));
        await Bench.Ok(Connection("on-default", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key")]));
        Assert.Equal(1, (await Bench.Ok(new PreviewConnectionType("acme-erp", Type with { Inputs = [s_host, s_apiKey, s_region with { Default = "us" }] }))).OnDefault);
    }

    [DatabaseFact]
    public async Task Delete_WhileInUse_IsRefusedWithItsUsers()
    {
        await DefineAsync();
        var connection = await Bench.Ok(Connection("erp", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key")]));
        Assert.Equal([new Usage("connection", connection, "erp")], (await Bench.Refused<InUseError>(new DeleteConnectionType("acme-erp", "apiKey"))).Users);
        Assert.Equal([new Usage("connection", connection, "erp")], (await Bench.Refused<InUseError>(new DeleteConnector("acme-erp"))).Users);
        await Bench.Ok(new DeleteConnection(connection));
        var integration = await Bench.Ok(new CreateIntegration("Sync", Draft: Definition("acme-erp", null, "apiKey")));
        Assert.Equal("integration", Assert.Single((await Bench.Refused<InUseError>(new DeleteConnectionType("acme-erp", "apiKey"))).Users).Kind);
        await Bench.Ok(new SaveDraft(integration, IntegrationDefinition.Empty));
        await Bench.Ok(new DeleteConnectionType("acme-erp", "apiKey"));
        await Bench.Ok(new DeleteConnector("acme-erp"));
        await Bench.Refused<NotFoundError>(new DeleteConnector("acme-erp"));
    }

    [DatabaseFact]
    public async Task AnotherOrganizationsConnector_IsInvisible()
    {
        await DefineAsync();
        var other = Guid.CreateVersion7();
        await Bench.Ok(new CreateOrganization("Other"), organization: other);
        Assert.All((await Bench.Ok(new ListConnectors(new PageRequest()), organization: other)).Items, c => Assert.True(c.IsBuiltIn));
        IRequest<Result<Guid>>[] requests =
        [
            new UpdateConnector("acme-erp", "Mine", null, "key"), new SaveConnectionType("acme-erp", Type, "apiKey"), new DeleteConnectionType("acme-erp", "apiKey"), new DeleteConnector("acme-erp"),
            new SetConnectorPicture("acme-erp", null),
        ];
        foreach (var request in requests)
        {
            await Bench.Refused<NotFoundError>(request, organization: other);
        }

        await Bench.Refused<NotFoundError, ConnectorDetail>(new GetConnector("acme-erp"), organization: other);
        await Bench.Refused<NotFoundError, ConnectionTypeImpact>(new PreviewConnectionType("acme-erp", Type), organization: other);
        Assert.Equal("connectionType", (await Bench.Refused<InvalidError>(Connection("x", ConnectionKind.Global, []), organization: other)).Fields[0].Field);
        // The same key is free there, and means another connector.
        await Bench.Ok(new CreateConnector("acme-erp", "Theirs"), organization: other);
        Assert.Equal("Theirs", (await Bench.Ok(new GetConnector("acme-erp"), organization: other)).Connector.Label);
        Assert.Equal("Acme ERP", (await Bench.Ok(new GetConnector("acme-erp"))).Connector.Label);
    }

    [DatabaseFact]
    public async Task AChange_IsSeenByTheNextRequest()
    {
        await DefineAsync();
        await Bench.Ok(Connection("one", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key")]));
        await Bench.Ok(new SaveConnectionType("acme-erp", Type with { Inputs = [s_host, s_apiKey, s_region, new InputField("tenant", "Tenant", InputType.String)] }, "apiKey"));
        await Bench.Ok(Connection("two", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key"), new("tenant", "t")]));
    }

    [DatabaseFact]
    public async Task TwoEditors_TheSecondIsTold()
    {
        await DefineAsync();
        var seen = (await Bench.Ok(new GetConnector("acme-erp"))).Revision;
        await Bench.Ok(new UpdateConnector("acme-erp", "First", null, "key", seen));
        IRequest<Result<Guid>>[] requests =
        [
            new UpdateConnector("acme-erp", "Second", null, "key", seen), new SaveConnectionType("acme-erp", Type, "apiKey", Revision: seen), new DeleteConnectionType("acme-erp", "apiKey", seen),
            new SetConnectorPicture("acme-erp", null, seen),
        ];
        foreach (var request in requests)
        {
            await Bench.Refused<StaleError>(request);
        }
    }

    [DatabaseFact]
    public async Task Keys_AreCheckedAndTaken()
    {
        await DefineAsync();
        foreach (var key in new[] { "", "a", "Acme", "acme erp", "1acme", "acme/erp", "äcme", new string('a', 51), "a\0b" })
        {
            Assert.Equal("key", (await Bench.Refused<InvalidError>(new CreateConnector(key, "Name"))).Fields[0].Field);
        }

        Assert.Equal(("key", ConnectorErrors.KeyTaken), Told(await Bench.Refused<ConflictError>(new CreateConnector("acme-erp", "Name"))));
        Assert.Equal("key", (await Bench.Refused<ConflictError>(new CreateConnector("http", "Name"))).Field);
        Assert.Equal("type.key", (await Bench.Refused<ConflictError>(new SaveConnectionType("acme-erp", Type with { Key = "APIKEY" }))).Field);
        Assert.Equal("type.key", (await Bench.Refused<ConflictError>(new SaveConnectionType("acme-erp", Type with { Key = "other" }, "apiKey"))).Field);
        await Bench.Refused<NotFoundError>(new SaveConnectionType("acme-erp", Type, "nothing"));
        await Bench.Refused<NotFoundError>(new UpdateConnector("aws-s3", "Mine", null, "key"));

        static (string, string) Told(ConflictError error) => (error.Field, error.Message);
    }

    [DatabaseFact]
    public async Task APicture_IsKeptServedAndReplaced()
    {
        await DefineAsync();
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        await Bench.Ok(new SetConnectorPicture("acme-erp", png));
        var id = (await Bench.Ok(new GetConnector("acme-erp"))).Connector.PictureId!.Value;
        var picture = await Bench.Ok(new GetConnectorPicture("acme-erp", id.ToString()));
        Assert.Equal(("image/png", png.Length), (picture.ContentType, picture.Bytes.Length));
        await Bench.Refused<NotFoundError, PictureContent>(new GetConnectorPicture("acme-erp", Guid.NewGuid().ToString()));
        await Bench.Refused<NotFoundError, PictureContent>(new GetConnectorPicture("acme-erp", "../x"));
        foreach (var wrong in new[] { "<svg/>"u8.ToArray(), [], new byte[PictureFormat.MaximumBytes + 1], [.. png.AsSpan(0, 12)] })
        {
            Assert.Equal("picture", (await Bench.Refused<InvalidError>(new SetConnectorPicture("acme-erp", wrong))).Fields[0].Field);
        }

        await Bench.Ok(new SetConnectorPicture("acme-erp", null));
        Assert.Null((await Bench.Ok(new GetConnector("acme-erp"))).Connector.PictureId);
        Assert.Equal(0, await Bench.Read(db => db.ConnectorPictures.CountAsync()));
    }

    [DatabaseFact]
    public async Task TheList_HoldsBothAndSearchesAndFilters()
    {
        await DefineAsync();
        await Bench.Ok(Connection("erp", ConnectionKind.Global, [new("host", "h"), new("apiKey", "canary-key")]));
        var all = await Bench.Ok(new ListConnectors(new PageRequest()));
        Assert.Equal(BuiltInConnectors.All.Count + 1, all.Total);
        Assert.Equal("Acme ERP", all.Items[0].Name);
        Assert.Equal(1, all.Items[0].Connections);
        Assert.Equal("Acme ERP", Assert.Single((await Bench.Ok(new ListConnectors(new PageRequest(), BuiltIn: false))).Items).Name);
        Assert.Equal("Acme ERP", Assert.Single((await Bench.Ok(new ListConnectors(new PageRequest(Search: "acme-e")))).Items).Name);
        Assert.False((await Bench.Ok(new ListConnectors(new PageRequest(Sort: "kind")))).Items[0].IsBuiltIn);
        Assert.Equal("aws-s3", (await Bench.Ok(new GetConnector("aws-s3"))).Connector.Key);
    }

    private async Task DefineAsync()
    {
        await Bench.Ok(new CreateConnector("acme-erp", "Acme ERP", "Our own system.", "server"));
        await Bench.Ok(new SaveConnectionType("acme-erp", Type));
    }

    private async Task<Guid> CustomerAsync(Guid connection, string name, SubmittedValue[] values) =>
        await Bench.Ok(new CreateCustomerConnection(connection, await Bench.Ok(new CreateCustomer(name)), values));

    private async Task<string> CompleteAsync(params Guid[] ids)
    {
        var all = await Bench.Read(db => db.CustomerConnections.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.IsComplete));
        return string.Concat(ids.Select(id => all[id] ? '+' : '-'));
    }

    private Task<ResolvedConfiguration> ResolveAsync(Guid instanceId) => Bench.Read(async db =>
    {
        var instance = await db.Instances.SingleAsync(i => i.Id == instanceId);
        var version = await db.IntegrationVersions.SingleAsync(v => v.Id == instance.VersionId);
        return await new ConfigurationResolver(db, new ConnectorCatalogues(db, new ConnectorCatalogueCache()))
            .ResolveAsync(version.Definition, instance.Configuration, RunMode.Deployed, instance.CustomerId, CancellationToken.None);
    });

    private static CreateConnection Connection(string stableKey, ConnectionKind kind, SubmittedValue[] values, ConnectionInput[]? inputs = null) =>
        new(s_key, kind, stableKey, stableKey, values, Inputs: inputs);

    private static IntegrationDefinition Definition(string connector, string? stableKey, string? type = null) => new(
        [
            new Flow("main", "Main", TriggerDefinition.Manual,
            [
                new Step("get", "Get", "http", "httpGet", new Dictionary<string, InputValue> { ["url"] = new LiteralValue("https://api.example.com/"), ["connection"] = new ConfigVariableValue("System") }),
            ]),
        ],
        [new RequiredConfigVariable("System", ConfigVariableType.Connection, Connection: new ConnectionSlot(connector, type, stableKey))]);

    private static InstanceConfiguration Bound(Guid credential) => new([new VariableBinding("System", BindingSource.Credential, ReferenceId: credential)]);
}

public sealed class SqliteConnectorTests : ConnectorTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlConnectorTests : ConnectorTests;
