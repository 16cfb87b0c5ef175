using System.Text.Json;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>The schema language: the same texts are schemas, introspection tells the same of them, and strings mean the same.</summary>
public class SchemaComparisonTests
{
    private const string Root = "type Query { a: Int } ";

    /// <summary>A text, and whether it is a schema.</summary>
    private static readonly (bool IsValid, string Text)[] s_texts =
    [
        (true, Root), (false, "type Other { a: Int }"), (true, "schema { query: Other } type Other { a: Int }"), (false, "schema { query: Missing } type Query { a: Int }"),
        (false, "schema { query: Query } schema { query: Query } " + Root), (false, "schema { query: Query query: Query } " + Root), (false, "type Query { a: Int } type Query { b: Int }"),
        (false, Root + "extend type Missing { a: Int }"), (true, Root + "extend type Query { b: Int }"), (false, Root + "extend type Query { a: Int }"), (false, Root + "extend interface Query { b: Int }"),
        (false, Root + "type A { b: Missing }"), (false, Root + "type A { a: Int a: Int }"), (false, Root + "enum E { A A }"), (false, Root + "input I { a: Int a: Int }"), (false, Root + "type A { a(b: Int b: Int): Int }"),
        (false, Root + "directive @d on FIELD directive @d on FIELD"), (false, Root + "type A @missing { a: Int }"), (false, Root + "directive @d on FIELD type A @d { a: Int }"),
        (true, Root + "directive @d(x: Int!) on OBJECT type A @d(x: 1) { a: Int }"), (false, Root + "directive @d(x: Int!) on OBJECT type A @d { a: Int }"), (false, Root + "directive @d on OBJECT type A @d @d { a: Int }"),
        (true, Root + "directive @d repeatable on OBJECT type A @d @d { a: Int }"), (false, Root + "directive @d on OBJECT type A @d(y: 1) { a: Int }"),
        (true, Root + "interface I { a: Int } type A implements I { a: Int }"), (true, Root + "union U = A | B type A { a: Int } type B { a: Int }"), (true, Root + "scalar S @specifiedBy(url: \"https://example.com\")"),
        (true, Root + "input I { a: Int = 1 @deprecated }"), (true, Root + "\"d\" type A { \"e\" a(\"f\" b: Int): Int @deprecated(reason: \"g\") }"),
    ];

    /// <summary>What the specification forbids and the reference implementation finds only when the schema is used.</summary>
    private static readonly string[] s_forbidden =
    [
        Root + "type A", Root + "enum E", Root + "input I", Root + "union U", Root + "type __A { a: Int }", Root + "type A { __a: Int }", Root + "type A { a: I } input I { a: Int }", Root + "type A { a(b: Query): Int }",
        Root + "input I { a: Query }", Root + "input I { a: I! }", Root + "input I { a: J! } input J { b: I! }", Root + "input I { a: Int! @deprecated }", Root + "type A { a(b: Int = \"x\"): Int }",
        Root + "interface I { a: Int } type A implements I { b: Int }", Root + "interface I { a: Int! } type A implements I { a: Int }", Root + "interface I { a(b: Int): Int } type A implements I { a: Int }",
        Root + "interface I { a: Int } type A implements I { a(b: Int!): Int }", Root + "interface I implements I { a: Int }", Root + "interface I { a: Int } interface J implements I { a: Int } type A implements J { a: Int }",
        Root + "union U = E enum E { A }", Root + "type A implements Query { a: Int }", "schema { query: Query mutation: Query } " + Root,
    ];

    [NodeFact]
    public async Task Texts_AreSchemasWhereTheReferenceSaysSo()
    {
        var verdicts = await ReferenceImplementation.JudgeSchemasAsync([.. s_texts.Select(t => t.Text)]);

        for (var i = 0; i < s_texts.Length; i++)
        {
            Assert.True(s_texts[i].IsValid == IsSchema(s_texts[i].Text), s_texts[i].Text);
            // The reference builds a schema without a root, and complains when it is used.
            Assert.True(s_texts[i].IsValid == verdicts[i].Valid || i == 1, $"{s_texts[i].Text}: {verdicts[i].Message}");
        }
    }

    [Fact]
    public void Schemas_ThatBreakTheTypeRules_AreRefused() => Assert.All(s_forbidden, text => Assert.False(IsSchema(text), text));

    [NodeFact]
    public async Task Introspection_TellsWhatTheReferenceTells() => await CompareAsync(TestSchema.Text, TestSchema.Build());

    [NodeFact]
    public async Task Strings_MeanWhatTheReferenceSays()
    {
        string[] texts =
        [
            "\"\"", "\"a\\n\\t\\r\\b\\f\\/\\\\\\\"\"", "\"\\u00e9\\u{1F600}\\uD83D\\uDE00\"", "\"\"\"\"\"\"", "\"\"\"a\"\"\"", "\"\"\"\n  a\n    b\n  c\n\"\"\"", "\"\"\"a\n  b\n   c\"\"\"",
            "\"\"\"\r\n\r\n  a\r\n\tb\r  \n\n\"\"\"", "\"\"\"\n\n\"\"\"", "\"\"\"  a  \"\"\"", "\"\"\"\\u0041 \\n \\\"\"\" \" \"\" x\"\"\"", "\"\"\"\n\t\ta\n\t b\n\"\"\"", "\"\"\"   \n      x\n   \n   y\n\"\"\"", "\"é\u2028😀\"",
        ];

        var expected = await ReferenceImplementation.CallAsync<List<StringValue>>("stringValues", texts);

        Assert.Equal(expected.Select(e => e.Value), texts.Select(t => ((StringNode)Parser.ParseValue(t)).Value));
    }

    internal static async Task CompareAsync(string sdl, GraphQLSchema schema)
    {
        var query = await ReferenceImplementation.CallAsync<string>("introspectionQuery", null);
        var engine = new GraphQLEngine(schema, new GraphQLLimits());
        var answer = TestSchema.ToJson(await engine.ExecuteAsync(new GraphQLRequest(query), null, e => e.ToString(), CancellationToken.None));
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());

        var compared = await ReferenceImplementation.CallAsync<Introspected>("introspect", new { sdl, ours = answer.GetProperty("data") });

        Assert.Equal(compared.Expected, compared.Actual);
        foreach (var (expected, actual) in Lines(compared.Theirs).Zip(Lines(answer.GetProperty("data"))))
        {
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>One line for each fact about the schema's own types; built-in ones have our words, and one directive of a later edition is not ours.</summary>
    private static List<string> Lines(JsonElement data)
    {
        var schema = data.GetProperty("__schema");
        var lines = new List<string> { $"{schema.GetProperty("description")} {schema.GetProperty("queryType")} {schema.GetProperty("mutationType")} {schema.GetProperty("subscriptionType")}" };
        lines.AddRange(schema.GetProperty("types").EnumerateArray()
            .Where(t => t.GetProperty("name").GetString() is { } name && !name.StartsWith("__", StringComparison.Ordinal) && name is not ("Int" or "Float" or "String" or "Boolean" or "ID"))
            .Select(t => JsonSerializer.Serialize(t)));
        lines.AddRange(schema.GetProperty("directives").EnumerateArray()
            .Where(d => d.GetProperty("name").GetString() is not ("skip" or "include" or "deprecated" or "specifiedBy" or "oneOf")).Select(d => JsonSerializer.Serialize(d)));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static bool IsSchema(string text)
    {
        try
        {
            SchemaBuilder.Build(text);
            return true;
        }
        catch (Exception exception) when (exception is SchemaException or GraphQLSyntaxException)
        {
            return false;
        }
    }

    private sealed record StringValue(string? Value);

    private sealed record Introspected(JsonElement Theirs, string Expected, string Actual);
}
