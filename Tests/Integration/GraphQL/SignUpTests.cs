using System.Text;
using System.Text.Json;
using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.GraphQL;

/// <summary>What other programs do when a customer signs up: the three requests, to the letter, and what may follow.</summary>
public abstract class SignUpTests : PipelineTests
{
    private const string FindConnection = """
        query ($stableKey: String) {
          scopedConfigVariables(stableKey: $stableKey) { nodes { id connection { inputs { nodes { id key } } } } }
        }
        """;

    private const string FindCustomer = """query ($externalId: String) { customers(externalId: $externalId) { nodes { id } } }""";

    private const string Create = """
        mutation ($scopedConfigVariable: ID!, $customer: ID!, $key: String!) {
          createCustomerConfigVariable(input: {
            scopedConfigVariable: $scopedConfigVariable
            customer: $customer
            inputs: [{ value: $key, name: "apiKey", type: "value" }]
          }) {
            customerConfigVariable { id status isTest inputs { nodes { name value hasValue meta } } customer { externalId } scopedConfigVariable { stableKey } }
            errors { field messages }
          }
        }
        """;

    private ApiBench Api => new(Bench);

    [DatabaseFact]
    public async Task ThreeRequests_GiveACustomerItsValues()
    {
        await Bench.Ok(Plants.Acme());
        await Bench.Ok(new CreateCustomer("Smith", null, "smith"));

        var connection = (await Api.DataAsync(FindConnection, new { stableKey = "ACME-API" }, Roles.Support)).At("scopedConfigVariables.nodes.0");
        Assert.StartsWith("U2Nvc", connection.Text("id"), StringComparison.Ordinal);
        Assert.Equal(["headerName", "apiKey"], connection.At("connection.inputs.nodes").EnumerateArray().Select(i => i.Text("key")).Where(k => k is "headerName" or "apiKey").OrderDescending());
        var customer = (await Api.DataAsync(FindCustomer, new { externalId = "smith" }, Roles.Support)).Text("customers.nodes.0.id");
        Assert.StartsWith("Q3Vzd", customer, StringComparison.Ordinal);
        var payload = await Api.PayloadAsync(Create, new { scopedConfigVariable = connection.Text("id"), customer, key = "canary-api-key-31" }, Roles.Support);

        Assert.Empty(payload.Errors());
        Assert.Equal("ACTIVE", payload.Text("customerConfigVariable.status"));
        Assert.Equal("smith", payload.Text("customerConfigVariable.customer.externalId"));
        Assert.Equal("acme-api", payload.Text("customerConfigVariable.scopedConfigVariable.stableKey"));
        Assert.StartsWith("CustomerConfigVariable:", Decode(payload.Text("customerConfigVariable.id")!), StringComparison.Ordinal);
        var input = Assert.Single(payload.At("customerConfigVariable.inputs.nodes").EnumerateArray(), i => i.Text("name") == "apiKey");
        Assert.True(input.GetProperty("hasValue").GetBoolean());
        Assert.Equal(JsonValueKind.Null, input.GetProperty("value").ValueKind);
        Assert.Equal("customer", JsonDocument.Parse(input.Text("meta")!).RootElement.Text("inputScope"));
        Assert.DoesNotContain("canary-api-key-31", string.Join('\n', await Bench.Dump()), StringComparison.OrdinalIgnoreCase);
        var stored = await Bench.Read(db => db.CustomerConnections.SingleAsync());
        Assert.True(stored.IsComplete);
    }

    [DatabaseFact]
    public async Task Ids_WorkAsTheyStand_InTheDocument()
    {
        var (connection, customer) = await PlantAsync();
        var payload = await Api.PayloadAsync($$"""
            mutation {
              createCustomerConfigVariable(input: { scopedConfigVariable: "{{connection}}", customer: "{{customer}}", inputs: [{ value: "k", name: "apiKey", type: "value" }] }) {
                customerConfigVariable { id }
                errors { field messages }
              }
            }
            """);

        Assert.Empty(payload.Errors());
    }

    [DatabaseFact]
    public async Task WhatExists_IsRefusedWithItsId()
    {
        var (connection, customer) = await PlantAsync();
        var first = await CreateAsync(connection, customer);
        var second = await CreateAsync(connection, customer);

        Assert.Equal(JsonValueKind.Null, second.GetProperty("customerConfigVariable").ValueKind);
        Assert.Contains(first.Text("customerConfigVariable.id")!, Assert.Single(second.Errors()), StringComparison.Ordinal);
        Assert.StartsWith("customer: ", second.Errors()[0], StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task ValueForAGlobalInput_IsRefusedAtThatInput()
    {
        var (connection, customer) = await PlantAsync();
        var payload = await CreateAsync(connection, customer, """[{ name: "headerName", value: "X-Other" }]""");

        Assert.StartsWith("headerName: ", Assert.Single(payload.Errors()), StringComparison.Ordinal);
        Assert.Empty(await Bench.Read(db => db.CustomerConnections.ToListAsync()));
    }

    [DatabaseFact]
    public async Task WrongInputs_AreRefusedAtTheirPlace()
    {
        var (connection, customer) = await PlantAsync();
        foreach (var (inputs, beginning) in new[]
                 {
                     ("""[{ name: "nobody", value: "x" }]""", "nobody: "),
                     ("""[{ name: "apiKey", value: "x" }, { name: "apiKey", value: "y" }]""", "inputs: "),
                     ("""[{ name: "apiKey", value: "x", type: "reference" }]""", "inputs: "),
                     ("""[{ name: "apiKey", value: "x\ny" }]""", "apiKey: "),
                 })
        {
            var payload = await CreateAsync(connection, customer, inputs);

            Assert.StartsWith(beginning, Assert.Single(payload.Errors()), StringComparison.Ordinal);
            Assert.Empty(await Bench.Read(db => db.CustomerConnections.ToListAsync()));
        }
    }

    [DatabaseFact]
    public async Task OversizedValue_IsRefusedAtItsInput()
    {
        var (connection, customer) = await PlantAsync();
        var payload = await Api.PayloadAsync(Create, new { scopedConfigVariable = connection, customer, key = new string('x', 200_000) });

        Assert.StartsWith("apiKey: ", Assert.Single(payload.Errors()), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task MissingValues_MakeItPending_UntilTheyAreGiven()
    {
        var (connection, customer) = await PlantAsync();
        var created = await CreateAsync(connection, customer, "[]");
        var updated = await UpdateAsync(created.Text("customerConfigVariable.id")!, """[{ name: "apiKey", value: "k" }]""");

        Assert.Equal("PENDING", created.Text("customerConfigVariable.status"));
        Assert.Equal("ACTIVE", updated.Text("customerConfigVariable.status"));
    }

    [DatabaseFact]
    public async Task Update_KeepsWhatIsLeftOut_AndClearsWhatIsEmpty()
    {
        var (connection, customer) = await PlantAsync();
        var id = (await CreateAsync(connection, customer)).Text("customerConfigVariable.id")!;

        Assert.Equal("ACTIVE", (await UpdateAsync(id, "[]")).Text("customerConfigVariable.status"));
        Assert.Equal("PENDING", (await UpdateAsync(id, """[{ name: "apiKey", value: "" }]""")).Text("customerConfigVariable.status"));
    }

    [DatabaseFact]
    public async Task Update_DoesNotMoveValues()
    {
        var (connection, customer) = await PlantAsync();
        var id = (await CreateAsync(connection, customer)).Text("customerConfigVariable.id")!;
        var other = GlobalId.Of("Customer", await Bench.Ok(new CreateCustomer("Other")));

        Assert.StartsWith("customer: ", Assert.Single((await UpdateAsync(id, "[]", $", customer: \"{other}\"")).Errors()), StringComparison.Ordinal);
        Assert.StartsWith("isTest: ", Assert.Single((await UpdateAsync(id, "[]", ", isTest: true")).Errors()), StringComparison.Ordinal);
        Assert.Empty((await UpdateAsync(id, "[]", $", customer: \"{customer}\", isTest: false, redeploy: true")).Errors());
    }

    [DatabaseFact]
    public async Task Delete_TakesTheValuesAway()
    {
        var (connection, customer) = await PlantAsync();
        var id = (await CreateAsync(connection, customer)).Text("customerConfigVariable.id")!;
        var deleted = await DeleteAsync(id);
        var again = await DeleteAsync(id);

        Assert.Empty(deleted.Errors());
        Assert.Equal(id, deleted.Text("customerConfigVariable.id"));
        Assert.StartsWith("__all__: ", Assert.Single(again.Errors()), StringComparison.Ordinal);
        Assert.Empty(await Bench.Read(db => db.CustomerConnections.ToListAsync()));
    }

    [DatabaseFact]
    public async Task TestValues_BelongToNoCustomer()
    {
        var (connection, customer) = await PlantAsync();
        const string mutation = """
            mutation ($connection: ID!, $customer: ID, $key: String) {
              createCustomerConfigVariable(input: { scopedConfigVariable: $connection, customer: $customer, isTest: true, inputs: [{ name: "apiKey", value: $key }] }) {
                customerConfigVariable { id isTest customer { id } inputs { nodes { name hasValue } } }
                errors { field messages }
              }
            }
            """;
        var refused = await Api.PayloadAsync(mutation, new { connection, customer });
        var created = await Api.PayloadAsync(mutation, new { connection, key = "k" }, Roles.Builder);
        var again = await Api.PayloadAsync(mutation, new { connection });

        Assert.StartsWith("customer: ", Assert.Single(refused.Errors()), StringComparison.Ordinal);
        Assert.Empty(created.Errors());
        Assert.True(created.At("customerConfigVariable.isTest").GetBoolean());
        Assert.Equal(JsonValueKind.Null, created.At("customerConfigVariable.customer").ValueKind);
        Assert.Contains(created.Text("customerConfigVariable.id")!, Assert.Single(again.Errors()), StringComparison.Ordinal);
        Assert.Empty((await UpdateAsync(created.Text("customerConfigVariable.id")!, """[{ name: "apiKey", value: "k2" }]""", roles: Roles.Builder)).Errors());
    }

    [DatabaseFact]
    public async Task Lists_HoldCustomersValuesFirst_ThenThoseOfTestRuns()
    {
        var (connection, customer) = await PlantAsync();
        var other = GlobalId.Of("Customer", await Bench.Ok(new CreateCustomer("Other")));
        await CreateAsync(connection, customer);
        await CreateAsync(connection, other);
        await Bench.Ok(new SetTestConnection(await Bench.Read(db => db.OrganizationConnections.Select(c => c.Id).SingleAsync()), [new SubmittedValue("apiKey", "t")]));
        const string all = """
            query ($first: Int, $after: String, $isTest: Boolean) {
              customerConfigVariables(first: $first, after: $after, isTest: $isTest) { nodes { isTest } totalCount pageInfo { hasNextPage endCursor } }
              scopedConfigVariables { nodes { customerConfigVariables(first: $first, after: $after, isTest: $isTest) { nodes { isTest } totalCount pageInfo { hasNextPage } } } }
            }
            """;
        foreach (var place in new[] { "customerConfigVariables", "scopedConfigVariables.nodes.0.customerConfigVariables" })
        {
            Assert.Equal("FFT/3/False", Tell((await Api.DataAsync(all)).At(place)));
            Assert.Equal("FF/3/True", Tell((await Api.DataAsync(all, new { first = 2 })).At(place)));
            Assert.Equal("T/3/False", Tell((await Api.DataAsync(all, new { first = 2, after = App.GraphQL.Schema.RelayArguments.CursorOf(1) })).At(place)));
            Assert.Equal("/3/False", Tell((await Api.DataAsync(all, new { first = 2, after = App.GraphQL.Schema.RelayArguments.CursorOf(2) })).At(place)));
            Assert.Equal("FF/2/False", Tell((await Api.DataAsync(all, new { isTest = false })).At(place)));
            Assert.Equal("T/1/False", Tell((await Api.DataAsync(all, new { isTest = true })).At(place)));
        }
    }

    [DatabaseFact]
    public async Task Connections_AreDefinedChangedAndDeleted()
    {
        var type = (await Api.DataAsync("""{ components(key: "http") { nodes { connections { nodes { id key } } } } }""")).At("components.nodes.0.connections.nodes")
            .EnumerateArray().Single(c => c.Text("key") == "apiKey").Text("id");
        const string create = """
            mutation ($input: CreateScopedConfigVariableInput!) {
              createScopedConfigVariable(input: $input) { scopedConfigVariable { id key stableKey variableScope managedBy inputs { nodes { name value meta } } } errors { field messages } }
            }
            """;
        object Input(object inputs, string scope = "customer") => new { input = new { key = "Acme", stableKey = "acme", variableScope = scope, managedBy = "org", connection = type, inputs } };
        var refused = await Api.PayloadAsync(create, Input(new[] { new { name = "apiKey", value = "secret" } }));
        var created = await Api.PayloadAsync(create, Input(new[] { new { name = "headerName", value = "X-Acme", type = "value", meta = """{"inputScope":"org","managedBy":"org"}""" } }));
        var again = await Api.PayloadAsync(create, Input(Array.Empty<object>()));

        Assert.StartsWith("apiKey: ", Assert.Single(refused.Errors()), StringComparison.Ordinal);
        Assert.Empty(created.Errors());
        Assert.Equal("CUSTOMER", created.Text("scopedConfigVariable.variableScope"));
        Assert.Contains(created.At("scopedConfigVariable.inputs.nodes").EnumerateArray(), i => i.Text("name") == "headerName" && i.Text("value") == "X-Acme" && i.Text("meta")!.Contains("\"org\"", StringComparison.Ordinal));
        Assert.StartsWith("stableKey: ", again.Errors()[0], StringComparison.Ordinal);
        var id = created.Text("scopedConfigVariable.id");
        const string update = """
            mutation ($id: ID, $key: String, $inputs: [InputExpression], $default: Boolean) {
              updateScopedConfigVariable(input: { id: $id, key: $key, inputs: $inputs, defaultForComponent: $default }) { scopedConfigVariable { key defaultForComponent } errors { field messages } }
            }
            """;
        var renamed = await Api.PayloadAsync(update, new { id, key = "Acme 2", @default = true });
        var immutable = await Api.PayloadAsync(update, new { id, inputs = new[] { new { name = "headerName", value = "X-Other" } } });

        Assert.Equal(("Acme 2", true), (renamed.Text("scopedConfigVariable.key"), renamed.At("scopedConfigVariable.defaultForComponent").GetBoolean()));
        Assert.StartsWith("inputs: ", Assert.Single(immutable.Errors()), StringComparison.Ordinal);
        Assert.Empty((await Api.PayloadAsync("mutation ($id: ID) { deleteScopedConfigVariable(input: { id: $id }) { scopedConfigVariable { id } errors { field messages } } }", new { id })).Errors());
        Assert.Empty(await Bench.Read(db => db.OrganizationConnections.ToListAsync()));
    }

    [DatabaseFact]
    public async Task Customers_AreMadeChangedAndDeleted()
    {
        var created = await Api.PayloadAsync("""mutation { createCustomer(input: { name: "Smith", externalId: "smith", description: "Rockets", clientMutationId: "7" }) { customer { id name } errors { field messages } clientMutationId } }""");
        var taken = await Api.PayloadAsync("""mutation { createCustomer(input: { name: "Other", externalId: "smith" }) { customer { id } errors { field messages } } }""");
        var labels = await Api.PayloadAsync("""mutation { createCustomer(input: { name: "Other", labels: ["a"] }) { customer { id } errors { field messages } } }""");
        var nameless = await Api.PayloadAsync("""mutation { createCustomer(input: { name: "" }) { customer { id } errors { field messages } } }""");
        var id = created.Text("customer.id");
        var updated = await Api.PayloadAsync("""mutation ($id: ID) { updateCustomer(input: { id: $id, name: "Smith & Co" }) { customer { name externalId description } errors { field messages } } }""", new { id });
        var deleted = await Api.PayloadAsync("""mutation ($id: ID) { deleteCustomer(input: { id: $id }) { customer { name } errors { field messages } } }""", new { id });

        Assert.Equal("7", created.Text("clientMutationId"));
        Assert.StartsWith("externalId: ", Assert.Single(taken.Errors()), StringComparison.Ordinal);
        Assert.StartsWith("labels: ", Assert.Single(labels.Errors()), StringComparison.Ordinal);
        Assert.StartsWith("name: ", Assert.Single(nameless.Errors()), StringComparison.Ordinal);
        Assert.Equal(("Smith & Co", "smith", "Rockets"), (updated.Text("customer.name"), updated.Text("customer.externalId"), updated.Text("customer.description")));
        Assert.Equal("Smith & Co", deleted.Text("customer.name"));
        Assert.Empty(await Bench.Read(db => db.Customers.ToListAsync()));
    }

    private static string Tell(JsonElement list) =>
        $"{string.Concat(list.At("nodes").EnumerateArray().Select(n => n.GetProperty("isTest").GetBoolean() ? "T" : "F"))}/{list.GetProperty("totalCount")}/{list.At("pageInfo.hasNextPage")}";

    private static string Decode(string id) => Encoding.UTF8.GetString(Convert.FromBase64String(id));

    private async Task<(string Connection, string Customer)> PlantAsync() =>
        (GlobalId.Of("ScopedConfigVariable", await Bench.Ok(Plants.Acme())), GlobalId.Of("Customer", await Bench.Ok(new CreateCustomer("Smith"))));

    private Task<JsonElement> CreateAsync(string connection, string customer, string inputs = """[{ name: "apiKey", value: "k" }]""") => Api.PayloadAsync(
        $"mutation ($c: ID!, $x: ID!) {{ createCustomerConfigVariable(input: {{ scopedConfigVariable: $c, customer: $x, inputs: {inputs} }}) {{ customerConfigVariable {{ id status }} errors {{ field messages }} }} }}",
        new { c = connection, x = customer });

    private Task<JsonElement> UpdateAsync(string id, string inputs, string more = "", Roles roles = Roles.Admin) => Api.PayloadAsync(
        $"mutation ($id: ID) {{ updateCustomerConfigVariable(input: {{ id: $id, inputs: {inputs}{more} }}) {{ customerConfigVariable {{ id status }} errors {{ field messages }} }} }}", new { id }, roles);

    private Task<JsonElement> DeleteAsync(string id) => Api.PayloadAsync(
        "mutation ($id: ID) { deleteCustomerConfigVariable(input: { id: $id }) { customerConfigVariable { id } errors { field messages } } }", new { id });
}

public sealed class SqliteSignUpTests : SignUpTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlSignUpTests : SignUpTests;
