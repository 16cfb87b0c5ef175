using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;

namespace ConnectionsConsole.Tests.Integration.GraphQL;

/// <summary>Lists: pages, filters, and as few queries for many rows as for one.</summary>
public abstract class ListTests : PipelineTests
{
    private ApiBench Api => new(Bench);

    [DatabaseFact]
    public async Task Lists_NeedAsManyQueriesForManyRows_AsForOne()
    {
        const string query = """
            {
              customers(first: 50) {
                nodes {
                  name
                  instances(first: 2) { nodes { name customer { name } integration { name description versionSequence(first: 3) { nodes { versionNumber } } flows { nodes { name } } } } totalCount }
                  customerConfigVariables(first: 5) { nodes { id status customer { id } scopedConfigVariable { key connection { inputs { nodes { key } } } inputs { nodes { name } } customerConfigVariables(first: 2) { totalCount } } inputs { nodes { name hasValue } } } totalCount }
                }
                totalCount
              }
            }
            """;
        var plants = await Plants.PlantAsync(Bench);
        var one = await CountAsync(query);
        for (var i = 0; i < 12; i++)
        {
            var customer = await Bench.Ok(new CreateCustomer($"Customer {i:00}"));
            await Bench.Ok(new CreateCustomerConnection(plants.AcmeId, customer, [new SubmittedValue("apiKey", $"key {i}")]));
            await Bench.Ok(new CreateInstance(customer, plants.IntegrationId, $"Instance {i:00} a"));
            await Bench.Ok(new CreateInstance(customer, plants.IntegrationId, $"Instance {i:00} b"));
            await Bench.Ok(new CreateInstance(customer, plants.IntegrationId, $"Instance {i:00} c"));
        }

        Assert.Equal(one, await CountAsync(query));
        var data = await Api.DataAsync(query);
        Assert.Equal(13, data.At("customers.totalCount").GetInt32());
        var third = data.At("customers.nodes.2");
        Assert.Equal(["Instance 02 a", "Instance 02 b"], third.At("instances.nodes").EnumerateArray().Select(i => i.Text("name")));
        Assert.Equal(3, third.At("instances.totalCount").GetInt32());
        Assert.Equal("Customer 02", third.Text("instances.nodes.0.customer.name"));
        Assert.Equal(1, third.At("instances.nodes.1.integration.versionSequence.nodes.0.versionNumber").GetInt32());
        Assert.Contains(third.At("customerConfigVariables.nodes.0.inputs.nodes").EnumerateArray(), i => i.Text("name") == "apiKey" && i.GetProperty("hasValue").GetBoolean());
        Assert.Equal(13, third.At("customerConfigVariables.nodes.0.scopedConfigVariable.customerConfigVariables.totalCount").GetInt32());
    }

    [DatabaseFact]
    public async Task Pages_CoverTheList()
    {
        for (var i = 0; i < 25; i++)
        {
            await Bench.Ok(new CreateCustomer($"Customer {i:00}"));
        }

        var (names, after) = (new List<string>(), "");
        while (true)
        {
            var page = (await Api.DataAsync("query ($after: String) { customers(first: 10, after: $after) { nodes { name } edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }", new { after })).At("customers");
            names.AddRange(page.At("nodes").EnumerateArray().Select(n => n.Text("name")!));
            Assert.Equal(25, page.At("totalCount").GetInt32());
            Assert.Equal(after.Length > 0, page.At("pageInfo.hasPreviousPage").GetBoolean());
            Assert.Equal(page.Text("edges.0.cursor"), page.Text("pageInfo.startCursor"));
            after = page.Text("pageInfo.endCursor")!;
            if (!page.At("pageInfo.hasNextPage").GetBoolean())
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"Customer {i:00}"), names);
        Assert.Equal(["Customer 23", "Customer 24"], (await Api.DataAsync("{ customers(last: 2) { nodes { name } } }")).At("customers.nodes").EnumerateArray().Select(n => n.Text("name")));
        Assert.Equal("Customer 07", (await Api.DataAsync("{ customers(first: 1, offset: 7) { nodes { name } } }")).Text("customers.nodes.0.name"));
        Assert.Equal("Customer 04", (await Api.DataAsync($"{{ customers(last: 1, before: \"{RelayArguments.CursorOf(5)}\") {{ nodes {{ name }} }} }}")).Text("customers.nodes.0.name"));
    }

    [DatabaseFact]
    public async Task Filters_TakeExactNames_PartsAndIds()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new CreateCustomer("Smithson", null, "SMITH"));
        foreach (var (filter, expected) in new[]
                 {
                     ("customers(externalId: \"smith\")", 1), ("customers(externalId: \"nobody\")", 0), ("customers(name: \"Smithson\")", 1), ("customers(name: \"smithson\")", 0),
                     ("customers(name_Icontains: \"sMiTh\")", 2), ($"customers(id_In: [\"{GlobalId.Of("Customer", plants.CustomerId)}\"])", 1), ("customers(id_In: [])", 0), ("customers(isSystem: true)", 0),
                     ("scopedConfigVariables(stableKey: \"ACME-api\")", 1), ("scopedConfigVariables(key: \"Acme API\")", 1), ("scopedConfigVariables(key_Icontains: \"a\")", 2),
                     ("scopedConfigVariables(managedBy: \"org\", variableScope: \"customer\", status: \"active\")", 1), ("scopedConfigVariables(variableScope: \"ORG\")", 1),
                     ("scopedConfigVariables(managedBy: \"customer\")", 0), ("scopedConfigVariables(variableScope: \"nothing\")", 0),
                     ($"customerConfigVariables(customer: \"{GlobalId.Of("Customer", plants.CustomerId)}\")", 1), ($"customerConfigVariables(scopedConfigVariable: \"{GlobalId.Of("ScopedConfigVariable", plants.BucketId)}\")", 1),
                     ($"instances(customer: \"{GlobalId.Of("Customer", plants.CustomerId)}\", enabled: false)", 1), ("instances(enabled: true)", 0), ($"instances(integration: \"{GlobalId.Of("Integration", Guid.NewGuid())}\")", 0),
                     ("integrations(name_Icontains: \"avatar\")", 1), ("integrations(name: \"Avatar Sync\")", 1), ("integrations(customer_Isnull: false)", 0),
                     ("components(key: \"aws-s3\")", 1), ("components(key_In: [\"http\", \"code\"])", 2), ("components(public: false)", 0), ("components(filterQuery: \"[\\\"or\\\",[\\\"in\\\",\\\"key\\\",\\\"S3\\\"],[\\\"in\\\",\\\"label\\\",\\\"zzz\\\"]]\")", 1),
                     ("executionResults(isTestExecution: true, startedAt_Gte: \"2026-01-01T00:00:00Z\")", 0),
                 })
        {
            var list = (await Api.DataAsync($"{{ list: {filter} {{ nodes {{ id }} totalCount }} }}")).At("list");
            Assert.True(expected == list.GetProperty("totalCount").GetInt32() && expected == list.GetProperty("nodes").GetArrayLength(), $"{filter}: {list}");
        }
    }

    [DatabaseFact]
    public async Task WhatMakesNoSense_IsAnErrorOfItsField()
    {
        var plants = await Plants.PlantAsync(Bench);
        foreach (var (field, word) in new[]
                 {
                     ("customers(first: 101) { totalCount }", "first"), ("customers(after: \"x\") { totalCount }", "cursor"), ("customer(id: \"x\") { id }", "no id of a Customer"),
                     ($"customer(id: \"{GlobalId.Of("Instance", plants.InstanceId)}\") {{ id }}", "Instance"), ("customers(id_In: [\"x\"]) { totalCount }", "id_In"), ("logs { totalCount }", "executionResult"),
                     ("components(filterQuery: \"[\") { totalCount }", "filterQuery"), ("components(filterQuery: \"[[[[[[[[[[[[[[[[\") { totalCount }", "filterQuery"), ("integrations(allVersions: true) { totalCount }", "versionSequence"),
                     ("customers { nodes { instances(last: 1) { totalCount } } }", "before"),
                 })
        {
            var answer = await Api.AskAsync($"{{ {field} }}");
            Assert.Contains(word, Assert.Single(answer.GetProperty("errors").EnumerateArray()).Text("message"), StringComparison.Ordinal);
        }
    }

    private async Task<int> CountAsync(string query)
    {
        var api = Api;
        await api.DataAsync(query);
        return api.Sent;
    }
}

public sealed class SqliteListTests : ListTests;

public sealed class PostgreSqlListTests : ListTests;
