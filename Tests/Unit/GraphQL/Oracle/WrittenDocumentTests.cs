using System.Text.Json;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>Documents that people wrote: one for each side of each rule, the language's small print, and executions.</summary>
public class WrittenDocumentTests
{
    private static readonly string[] s_syntax =
    [
        "", "{", "}", "{}", "{ a", "query", "query {", "query A", "query A {}", "query () { a }", "{ a() }", "{ a: }", "{ a:b:c }", "{ ... }", "{ ...on }", "{ ... on on { a } }", "fragment on on A { a }",
        "fragment F { a }", "fragment F on A", "{ a @ }", "{ a @b( ) }", "{ a(b: $) }", "query ($a: Int = $b) { a }", "query ($a) { a }", "query (a: Int) { a }", "query ($a: [Int) { a }",
        "query ($a: Int!!) { a }", "{ a(b: [1 2 3]) }", "{ a(b: [1, [2], {c: []}]) }", "{ a(b: {c: 1 d: 2}) }", "{ a(b: {c}) }", "{ a(b: 01) }", "{ a(b: 1.) }", "{ a(b: .5) }", "{ a(b: -) }", "{ a(b: 1e) }",
        "{ a(b: 1e+5) }", "{ a(b: 1E-05) }", "{ a(b: 0xF1) }", "{ a(b: 1a) }", "{ a(b: 1.5.2) }", "{ a(b: -0) }", "{ a(b: \"x) }", "{ a(b: \"x\ny\") }", "{ a(b: \"\\x\") }", "{ a(b: \"\\u00\") }",
        "{ a(b: \"\\u{1F600}\") }", "{ a(b: \"\\u{110000}\") }", "{ a(b: \"\\uD83D\\uDE00\") }", "{ a(b: \"\\uDE00\") }", "{ a(b: \"\\u{}\") }", "{ a(b: \"\"\"x\"\"\") }", "{ a(b: \"\"\"x\") }", "{ a(b: \"\") }",
        "{ a(b: \"\"\"\\\"\"\"x\"\"\") }", "{ ? }", "{ a ! }", "{ a .. b }", "{ a, b,, c }", "# only a comment", "{ a # comment\r b }", "\uFEFF{ a }", "{ a \u00A0 }", "{ a(b: \"\u0000\") }", "{ a(b: \uD83D) }", "{ a(b: \"\uD83D\uDE00\") }",
        "query A { a } fragment", "subscription S { a } mutation M { b }", "{ query mutation subscription fragment type on true false null }", "{ a(true: true, null: null, on: on) }",
        "type A", "type A {}", "type A { a }", "type A { a: Int b: [Int!]! }", "type A implements & B & C { a: Int }", "type A implements B, C { a: Int }", "interface A implements B { a(b: Int = 1 @c): Int @d }",
        "union A", "union A = ", "union A = | B | C @d", "union A @x = B", "enum A {}", "enum A { B @c, D }", "enum A { true }", "input A {}", "input A { a: Int = 1, \"d\" b: [A!] = [{a: 1}] }",
        "input A { a(b: Int): Int }", "scalar A @b", "directive @a on FIELD", "directive @a(b: Int) repeatable on | FIELD | QUERY", "directive @a on NOWHERE", "directive a on FIELD",
        "schema { query: A }", "schema {}", "schema { other: A }", "schema @a { query: A mutation: B }", "extend schema", "extend schema @a", "extend schema { query: B }", "extend type A", "extend type A @b",
        "extend union A = B", "extend enum A { B }", "extend input A @b", "extend scalar A", "extend foo A", "\"d\" extend type A @b", "\"d\" type A", "\"\"\"d\"\"\" schema { query: A }", "\"d\" { a }",
    ];

    private static readonly Sample[] s_executions =
    [
        Execution("query ($a: Int = 3) { echo(int: $a) }"),
        Execution("query ($a: Int = 3) { echo(int: $a) }", """{"a":null}"""),
        Execution("query ($a: Int = 3) { echo(int: $a) }", """{"a":4}"""),
        Execution("query ($a: Int) { echo(int: $a) }", """{"a":1.0}"""),
        Execution("query ($a: Int) { echo(int: $a) }", """{"a":1.5}"""),
        Execution("query ($a: Int) { echo(int: $a) }", """{"a":"1"}"""),
        Execution("query ($a: Int) { echo(int: $a) }", """{"a":2147483648}"""),
        Execution("query ($a: Int!) { echo(int: $a) }"),
        Execution("query ($a: Int!) { echo(int: $a) }", """{"a":null}"""),
        Execution("query ($a: Int) { echo(required: $a) }"),
        Execution("query ($a: Int) { echo(required: $a) }", """{"a":null}"""),
        Execution("query ($a: Float) { echo(float: $a) }", """{"a":1e3}"""),
        Execution("query ($a: ID) { echo(id: $a) }", """{"a":17}"""),
        Execution("query ($a: ID) { echo(id: $a) }", """{"a":1.5}"""),
        Execution("query ($a: Boolean) { echo(boolean: $a) }", """{"a":"true"}"""),
        Execution("query ($a: String) { echo(string: $a) }", """{"a":["x"]}"""),
        Execution("query ($a: Kind) { echo(kind: $a) }", """{"a":"DOG"}"""),
        Execution("query ($a: Kind) { echo(kind: $a) }", """{"a":"COW"}"""),
        Execution("query ($a: [Int!]) { echo(list: $a) }", """{"a":5}"""),
        Execution("query ($a: [Int!]) { echo(list: $a) }", """{"a":[1,null]}"""),
        Execution("query ($a: [[Int]]) { persons(nested: $a) { id } }", """{"a":[[1],null,[2,null]]}"""),
        Execution("query ($a: [[Int]]) { persons(nested: $a) { id } }", """{"a":[1,2]}"""),
        Execution("query ($a: PetFilter) { echo(filter: $a) }", """{"a":{}}"""),
        Execution("query ($a: PetFilter) { echo(filter: $a) }", """{"a":{"limit":1,"range":{"from":1},"not":{"name":"x"}}}"""),
        Execution("query ($a: PetFilter) { echo(filter: $a) }", """{"a":{"unknown":1}}"""),
        Execution("query ($a: PetFilter) { echo(filter: $a) }", """{"a":{"range":{}}}"""),
        Execution("query ($a: PetFilter) { echo(filter: $a) }", """{"a":"text"}"""),
        Execution("query ($a: Any) { echo(any: $a) }", """{"a":{"b":[1,2.5,null,true,"x",{}]}}"""),
        Execution("query ($a: Int, $b: Kind) { echo(any: { x: $a, y: [$b] }) }", """{"a":1}"""),
        Execution("query ($n: Int!) { echo(filter: { limit: $n, kinds: [DOG] }) }", """{"n":9,"unused":true}"""),
        Execution("query ($n: Int) { echo(filter: { limit: $n, name: null }) }"),
        Execution("query ($s: Boolean!) { must @skip(if: $s) toy @include(if: $s) { title } }", """{"s":true}"""),
        Execution("query ($s: Boolean!) { must @skip(if: $s) toy @include(if: $s) { title } }", """{"s":false}"""),
        Execution("query ($s: Boolean = true) { must toy @skip(if: $s) { title } }", """{"s":null}"""),
        Execution("query ($s: Boolean = true) { must toy { title @skip(if: $s) } }", """{"s":null}"""),
        Execution("query ($s: Boolean = true) { must pet { __typename ... on Dog @include(if: $s) { barks } } named { name ... on Person { ...F @skip(if: $s) } } } fragment F on Person { id }", """{"s":null}"""),
        Execution("query ($s: Boolean = true) { ...F ...F @skip(if: $s) } fragment F on Root { must }", """{"s":null}"""),
        Execution("{ ...F @skip(if: true) ...F } fragment F on Root { must }"),
        Execution("{ named { __typename name ... on Being { age friends { name __typename } } ... on Person { id pets { ... on Dog { name } } } } }"),
        Execution("{ things { ... on Toy { title parts { title parts { title } } } ... on Dog { toys { title } } __typename } }"),
        Execution("{ persons { matrix strict weight moment any old id } }"),
        Execution("{ persons(first: 3) { pets(filter: { kinds: CAT, limit: 9 }) { ... on Cat { owner { name best { __typename } } } } } }"),
        Execution("mutation { one: walk { kind } two: feed(kind: DOG) { __typename } three: walk { name } rename(input: { id: 1 }) { id } }"),
        Execution("{ person { id name } person { name weight } ... on Root { person { kind } } }"),
        Execution("query A { must } query B { toy { title } }", null, "B"),
        Execution("query A { must } query B { toy { title } }", null, "C"),
        Execution("query A { must } query B { toy { title } }"),
        Execution("{ __typename dog { __typename } a: __typename }"),
        Execution("""{ __type(name: "Dog") { name kind fields { name } interfaces { name } } missing: __type(name: "Nobody") { name } }"""),
        Execution("""{ __type(name: "Kind") { enumValues { name } all: enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } } }"""),
    ];

    [Fact]
    public void EveryRule_RefusesWhatItIsFor()
    {
        var schema = TestSchema.Build();
        foreach (var (rule, isValid, text) in WrittenDocuments.All)
        {
            var violations = App.GraphQL.Engine.Validation.DocumentValidator.Validate(schema, App.GraphQL.Engine.Language.Parser.Parse(text));
            if (isValid)
            {
                Assert.True(violations.Count == 0, $"{text}: {string.Join(" ", violations.Select(v => v.Error.Message))}");
            }
            else
            {
                Assert.True(violations.Any(v => v.Rule == rule), $"{text}: expected {rule}, found {string.Join(", ", violations)}");
                Assert.All(violations, v => Assert.NotEmpty(v.Error.Locations));
            }
        }
    }

    [NodeFact]
    public async Task RulesAndSyntax_AreAsOfTheReference()
    {
        List<Sample> samples = [.. WrittenDocuments.All.Select(d => new Sample(d.Text)), .. s_syntax.Select(s => new Sample(s))];

        (await DocumentComparison.RunAsync(TestSchema.Build(), TestSchema.Text, samples)).AssertNone();
    }

    [NodeFact]
    public async Task Executions_AnswerAsTheReference()
    {
        var comparison = await DocumentComparison.RunAsync(TestSchema.Build(), TestSchema.Text, s_executions);

        comparison.AssertNone();
        Assert.Equal(s_executions.Length, comparison.Counts["executed"]);
    }

    private static Sample Execution(string query, string? variables = null, string? operationName = null) =>
        new(query, variables is null ? null : JsonDocument.Parse(variables).RootElement, operationName, Execute: true);
}
