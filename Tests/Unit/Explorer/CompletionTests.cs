using System.Text.Json;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Unit.Explorer;

/// <summary>What the API explorer's editor offers at a place, here "|". The script itself is asked, in Node.</summary>
public sealed class CompletionTests
{
    private const string Schema = """
        {
          "__schema": {
            "queryType": { "name": "Query" }, "mutationType": { "name": "Mutation" }, "subscriptionType": null,
            "directives": [{ "name": "include", "args": [{ "name": "if", "type": { "kind": "NON_NULL", "name": null, "ofType": { "kind": "SCALAR", "name": "Boolean" } } }] }],
            "types": [
              { "kind": "OBJECT", "name": "Query", "fields": [
                { "name": "customers", "args": [
                  { "name": "first", "type": { "kind": "SCALAR", "name": "Int" } }, { "name": "order", "type": { "kind": "ENUM", "name": "Order" } },
                  { "name": "filter", "type": { "kind": "INPUT_OBJECT", "name": "Filter" } }, { "name": "archived", "type": { "kind": "SCALAR", "name": "Boolean" } }],
                  "type": { "kind": "NON_NULL", "name": null, "ofType": { "kind": "LIST", "name": null, "ofType": { "kind": "OBJECT", "name": "Customer" } } } },
                { "name": "node", "args": [], "type": { "kind": "INTERFACE", "name": "Node" } }] },
              { "kind": "OBJECT", "name": "Mutation", "fields": [{ "name": "createCustomer", "args": [{ "name": "input", "type": { "kind": "INPUT_OBJECT", "name": "Filter" } }], "type": { "kind": "OBJECT", "name": "Customer" } }] },
              { "kind": "OBJECT", "name": "Customer", "fields": [
                { "name": "name", "args": [], "type": { "kind": "SCALAR", "name": "String" } },
                { "name": "parent", "args": [], "type": { "kind": "OBJECT", "name": "Customer" }, "isDeprecated": true }] },
              { "kind": "INTERFACE", "name": "Node", "fields": [{ "name": "id", "args": [], "type": { "kind": "SCALAR", "name": "ID" } }] },
              { "kind": "ENUM", "name": "Order", "enumValues": [{ "name": "NAME_ASC" }, { "name": "NAME_DESC" }] },
              { "kind": "INPUT_OBJECT", "name": "Filter", "inputFields": [{ "name": "nested", "type": { "kind": "INPUT_OBJECT", "name": "Filter" } }, { "name": "sort", "type": { "kind": "ENUM", "name": "Order" } }] },
              { "kind": "SCALAR", "name": "Int" }, { "kind": "SCALAR", "name": "Boolean" }, { "kind": "SCALAR", "name": "String" }, { "kind": "SCALAR", "name": "ID" }
            ]
          }
        }
        """;

    // One process for all places: starting Node costs more than everything it is asked.
    private static readonly Lazy<Task<Dictionary<string, string>>> s_offers = new(AskAsync);

    public static TheoryData<string, string> Places { get; } = new()
    {
        { "|", "query mutation fragment" },
        { "qu|", "query" },
        { "{ | }", "customers node __typename" },
        { "query Q { cust| }", "customers" },
        { "mutation { | }", "createCustomer __typename" },
        { "{ customers { | } }", "name parent __typename" },
        { "{ customers { parent { parent { | } } } }", "name parent __typename" },
        { "{ all: customers { | } }", "name parent __typename" },
        { "{ customers { name } | }", "customers node __typename" },
        { "{ customers(|) { name } }", "first order filter archived" },
        { "{ customers(first: 3, |) }", "first order filter archived" },
        { "{ customers(order: |) }", "NAME_ASC NAME_DESC" },
        { "{ customers(order: NAME_D|) }", "NAME_DESC" },
        { "{ customers(archived: |) }", "true false" },
        { "{ customers(filter: { | }) }", "nested sort" },
        { "{ customers(filter: { nested: { sort: | } }) }", "NAME_ASC NAME_DESC" },
        { "{ customers(filter: { nested: { sort: NAME_ASC } }, |) }", "first order filter archived" },
        { "{ customers(filter: { nested: { sort: NAME_ASC } }) { | } }", "name parent __typename" },
        { "query Q($n: Int, $o: Order) { customers(order: |) }", "$n $o NAME_ASC NAME_DESC" },
        { "query Q($n: Int, $o: Order) { customers(order: $|) }", "$n $o" },
        { "query Q($o: |) { node { id } }", "Order Filter Int Boolean String ID" },
        { "query Q($o: Ord|) { node { id } }", "Order" },
        { "{ node { ... on | } }", "Query Mutation Customer Node" },
        { "{ node { ... on Customer { | } } }", "name parent __typename" },
        { "{ node { ...| } }", "on" },
        { "fragment F on Customer { | }", "name parent __typename" },
        { "fragment F on Cust|", "Customer" },
        { "{ customers @| { name } }", "include" },
        { "{ customers @include(|) { name } }", "if" },
        { "{ customers @include(if: |) { name } }", "true false" },
        { "{ customers @include(if: true) { | } }", "name parent __typename" },
        { "query A { node { id } } mutation B { | }", "createCustomer __typename" },
        { "# a comment |", "" },
        { "{ # a } in a comment\n customers { | } }", "name parent __typename" },
        { "{ customers(filter: \"te|xt\") }", "" },
        { "{ customers(first: \"}\") { | } }", "name parent __typename" },
        { "{ customers(first: \"\"\"block } \"\"\") { | } }", "name parent __typename" },
        { "{ nothing { | } }", "__typename" },
        { "} } ) | {", "query mutation fragment" },
    };

    [NodeTheory]
    [MemberData(nameof(Places))]
    public async Task AtAPlace_WhatFitsIsOffered(string text, string expected) => Assert.Equal(expected, (await s_offers.Value)[text]);

    [NodeFact]
    public async Task WhatIsBeingTyped_IsReplacedWhole()
    {
        var range = await NodeProcess.EvaluateAsync<int[]>(Script("""
            const { complete, readSchema } = await import("data:text/javascript," + encodeURIComponent(input.script));
            const { from, to } = complete(readSchema(JSON.parse(input.schema)), "{ custom }", 5);
            return [from, to];
            """), Input());
        Assert.Equal([2, 8], range);
    }

    private static string Script(string body) => $"async input => {{ {body} }}";

    private static object Input() => new { schema = Schema, script = File.ReadAllText(RepositoryRoot.Combine("App", "wwwroot", "js", "graphql-completion.js")), texts = Places.Select(p => (string)p[0]) };

    private static async Task<Dictionary<string, string>> AskAsync() => await NodeProcess.EvaluateAsync<Dictionary<string, string>>(Script("""
        const { complete, readSchema } = await import("data:text/javascript," + encodeURIComponent(input.script));
        const schema = readSchema(JSON.parse(input.schema));
        return Object.fromEntries(input.texts.map(text => {
          const at = text.indexOf("|");
          return [text, complete(schema, text.slice(0, at) + text.slice(at + 1), at).items.map(item => item.label).join(" ")];
        }));
        """), Input());
}
