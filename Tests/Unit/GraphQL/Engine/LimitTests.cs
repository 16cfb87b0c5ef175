using System.Text;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Engine;

/// <summary>Requests that ask for too much are refused in plain words, quickly, and without executing anything.</summary>
public class LimitTests
{
    private const string Schema = """
        type Query { a(x: In): Query many(first: Int): Many leaf: Int list: [Query] }
        type Many { nodes: [Query] }
        input In { x: In, l: [[Int]] }
        """;

    private static readonly GraphQLLimits s_limits = new() { MaximumValues = 5_000 };

    [Fact]
    public async Task TenThousandAliases_AreRefused()
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append('x').Append(i).Append(":leaf ");
        }

        await AssertRefusedAsync(text.Append('}').ToString(), "tokens", s_limits with { MaximumLength = 200_000 });
    }

    [Fact]
    public async Task Aliases_AreCountedInTheWholeDocument() =>
        await AssertRefusedAsync($"{{ a {{ {Repeat("x:leaf ", 200)} }} ...F }} fragment F on Query {{ {Repeat("x:leaf ", 200)} }}", "aliases");

    [Fact]
    public async Task RootFields_AreLimited() => await AssertRefusedAsync($"{{ {Repeat("leaf ", 200)} }}", "fields at its top");

    [Fact]
    public async Task RootFieldsOutOfFragments_AreLimited()
    {
        var limits = new GraphQLLimits { MaximumRootFields = 3 };

        await AssertRefusedAsync("{ ...F } fragment F on Query { leaf a1: leaf a2: leaf a3: leaf }", "fields at its top", limits);
    }

    [Fact]
    public async Task LongDocument_IsRefused() => await AssertRefusedAsync($"{{ leaf }} # {new string('x', 200_000)}", "characters");

    [Fact]
    public async Task DeepDocument_IsRefused() => await AssertRefusedAsync($"{Repeat("{ a ", 40)} {{ leaf }} {Repeat("}", 40)}", "levels deep");

    [Theory]
    [InlineData("{ a ", "}")]
    [InlineData("{ a(x: { x: ", "")]
    [InlineData("[", "]")]
    public async Task BottomlessNesting_IsRefusedWithoutEndingTheProcess(string open, string close)
    {
        var text = open == "[" ? $"{{ a(x: {{ l: {Repeat(open, 5_000)} {Repeat(close, 5_000)} }}) {{ leaf }} }}" : $"{Repeat(open, 5_000 / open.Length)} {Repeat(close, 5_000 / open.Length)}";

        var answer = await ExecuteAsync(text, new GraphQLLimits());

        Assert.False(answer.IsExecuted);
        Assert.Single(answer.Errors);
    }

    [Fact]
    public async Task DepthThroughFragments_IsRefused()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 30; i++)
        {
            text.Append($" fragment F{i} on Query {{ a {{ ...F{i + 1} }} }}");
        }

        await AssertRefusedAsync(text.Append(" fragment F30 on Query { leaf }").ToString(), "levels deep");
    }

    /// <summary>Each fragment spreads the next twice: two to the power of eighteen fields, were they written out.</summary>
    [Fact]
    public async Task FragmentsThatDouble_AreRefusedQuickly()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 18; i++)
        {
            text.Append($" fragment F{i} on Query {{ list {{ ...F{i + 1} }} a {{ ...F{i + 1} }} }}");
        }

        var answer = await ExecuteAsync(text.Append(" fragment F18 on Query { leaf }").ToString(), new GraphQLLimits());

        Assert.False(answer.IsExecuted);
        Assert.Single(answer.Errors);
    }

    [Fact]
    public async Task ThousandsOfFragmentsInARow_DoNotOverflowTheStack()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 1_200; i++)
        {
            text.Append($" fragment F{i} on Query {{ ...F{i + 1} }}");
        }

        var answer = await ExecuteAsync(text.Append(" fragment F1200 on Query { leaf }").ToString(), new GraphQLLimits());

        Assert.True(answer.IsExecuted, string.Join("; ", answer.Errors.Select(e => e.Message)));
    }

    [Fact]
    public async Task ListsWithinLists_AreRefusedByTheirEstimate() =>
        await AssertRefusedAsync("{ many { nodes { many { nodes { many { nodes { leaf } } } } } } }", "objects");

    [Fact]
    public async Task ShortLists_PassTheEstimate() =>
        Assert.True((await ExecuteAsync("{ many(first: 5) { nodes { many(first: 5) { nodes { many(first: 5) { nodes { leaf } } } } } } }", new GraphQLLimits())).IsExecuted);

    [Fact]
    public async Task AnswersThatGrowTooLarge_AreStopped() => await AssertRefusedAsync("{ list { list { list { list { leaf } } } } }", "values");

    [Fact]
    public async Task IntrospectionInCircles_IsRefused() =>
        await AssertRefusedAsync("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "introspection");

    [Fact]
    public async Task ManyEqualFields_AreComparedInLinearTime()
    {
        var fields = Repeat("a { a { leaf } } ", 1_200);

        var answer = await ExecuteAsync($"{{ a {{ {fields} }} }}", new GraphQLLimits { MaximumTokens = 20_000 });

        Assert.True(answer.IsExecuted, string.Join("; ", answer.Errors.Select(e => e.Message)));
    }

    private static async Task AssertRefusedAsync(string text, string word, GraphQLLimits? limits = null)
    {
        var answer = await ExecuteAsync(text, limits ?? s_limits);

        Assert.False(answer.IsExecuted);
        Assert.Null(answer.Data);
        Assert.Contains(word, Assert.Single(answer.Errors).Message);
    }

    private static Task<GraphQLResponse> ExecuteAsync(string text, GraphQLLimits limits)
    {
        var schema = SchemaBuilder.Build(Schema);
        Bind("Query", "a", _ => new object());
        Bind("Query", "many", _ => new object());
        Bind("Query", "leaf", _ => 1);
        Bind("Query", "list", _ => Enumerable.Repeat(new object(), 20));
        Bind("Many", "nodes", _ => new[] { new object() });
        ((ObjectType)schema.FindType("Query")!).FindField("many")!.ListSize = arguments => arguments.GetValueOrDefault("first") as int? ?? 100;
        return new GraphQLEngine(schema, limits).ExecuteAsync(new GraphQLRequest(text), null, e => e.ToString(), CancellationToken.None);

        void Bind(string type, string field, Func<object?, object?> answer) =>
            ((ObjectType)schema.FindType(type)!).FindField(field)!.Resolver = (_, sources) => BatchResolvers.Each(sources, answer);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
