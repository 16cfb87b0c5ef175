using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Engine;

/// <summary>What the reference implementation cannot tell about: batches, surprises, the cache.</summary>
public class ExecutionTests
{
    private readonly GraphQLSchema _schema = SchemaBuilder.Build("""
        type Query { items: [Item!]! fails: Int! maybe: Int }
        type Mutation { step(name: String!): String }
        type Item { id: Int! parent: Item owner: String }
        """);

    private readonly List<string> _calls = [];

    public ExecutionTests()
    {
        Bind("Query", "items", (_, sources) => sources.Select(_ => (object?)Enumerable.Range(0, 50).Cast<object>().ToList()).ToArray());
        Bind("Query", "fails", (_, _) => throw new InvalidOperationException("the password is 12345"));
        Bind("Query", "maybe", (_, _) => throw new FieldException("Not today.", "LATER"));
        Bind("Item", "id", (_, sources) => [.. sources]);
        Bind("Item", "parent", (_, sources) => sources.Select(s => (int)s! % 2 == 0 ? null : s).ToArray());
        Bind("Item", "owner", (_, sources) => sources.Select(s => (int)s! == 3 ? (object)new FieldFailure("No owner.") : $"owner {s}").ToArray());
        ((ObjectType)_schema.FindType("Mutation")!).FindField("step")!.Resolver = async (context, sources) =>
        {
            var name = context.Argument<string>("name")!;
            _calls.Add($"begin {name}");
            await Task.Yield();
            _calls.Add($"end {name}");
            return [name];
        };
    }

    [Fact]
    public async Task FieldsOfAList_AreAskedForOnceForAllItems()
    {
        var answer = await ExecuteAsync("{ items { id owner parent { owner parent { owner } } } }");

        Assert.Single(answer.Errors, e => e.Path!.Count == 3);
        Assert.Equal(["items x1", "id x50", "owner x50", "parent x50", "owner x25", "parent x25", "owner x25"], _calls);
    }

    [Fact]
    public async Task FailureOfOneItem_IsTheErrorOfThatItem()
    {
        var answer = await ExecuteAsync("{ items { owner } }");

        var error = Assert.Single(answer.Errors);
        Assert.Equal(["items", 3, "owner"], error.Path!);
        Assert.Equal("No owner.", error.Message);
        var items = (List<object?>)answer.Data!.Find("items")!;
        Assert.Null(((ResultMap)items[3]!).Find("owner"));
        Assert.Equal("owner 4", ((ResultMap)items[4]!).Find("owner"));
    }

    [Fact]
    public async Task Surprise_IsDescribedByTheCallerAlone()
    {
        var answer = await ExecuteAsync("{ maybe fails }");

        Assert.Null(answer.Data);
        Assert.Equal(["Not today.", "Something went wrong."], answer.Errors.Select(e => e.Message));
        Assert.Equal(["LATER", ErrorCodes.Internal], answer.Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task Mutations_RunOneAfterTheOther()
    {
        await ExecuteAsync("""mutation { a: step(name: "1") b: step(name: "2") c: step(name: "3") }""");

        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"], _calls);
    }

    [Fact]
    public async Task CanceledRequest_EndsWithoutAnAnswer()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new GraphQLEngine(_schema, new GraphQLLimits()).ExecuteAsync(new GraphQLRequest("{ maybe }"), null, e => e.Message, source.Token));
    }

    [Fact]
    public void Documents_AreParsedOnce()
    {
        var engine = new GraphQLEngine(_schema, new GraphQLLimits());

        Assert.Same(engine.Prepare("{ maybe }"), engine.Prepare(new string("{ maybe }")));
        Assert.NotSame(engine.Prepare("{ maybe }"), engine.Prepare("{  maybe }"));
    }

    [Fact]
    public void Cache_ForgetsRatherThanGrowing()
    {
        var engine = new GraphQLEngine(_schema, new GraphQLLimits());
        var first = engine.Prepare("{ maybe }");
        for (var i = 0; i < 200; i++)
        {
            engine.Prepare($"{{ maybe }} # {i} {new string('x', 10_000)}");
        }

        Assert.NotSame(first, engine.Prepare("{ maybe }"));
    }

    private Task<GraphQLResponse> ExecuteAsync(string query) =>
        new GraphQLEngine(_schema, new GraphQLLimits()).ExecuteAsync(new GraphQLRequest(query), null, _ => "Something went wrong.", CancellationToken.None);

    private void Bind(string type, string field, Func<FieldContext, IReadOnlyList<object?>, IReadOnlyList<object?>> answer) =>
        ((ObjectType)_schema.FindType(type)!).FindField(field)!.Resolver = (context, sources) =>
        {
            _calls.Add($"{field} x{sources.Count}");
            return new ValueTask<IReadOnlyList<object?>>(answer(context, sources));
        };
}
