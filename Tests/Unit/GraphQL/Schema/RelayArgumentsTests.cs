using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Schema;

/// <summary>Pages of lists, over the numbers from 0 to 249.</summary>
public class RelayArgumentsTests
{
    private const int Count = 250;

    [Theory]
    [InlineData(null, null, null, null, null, 0, 100, true)]
    [InlineData(10, null, null, null, null, 0, 10, true)]
    [InlineData(10, null, 9, null, null, 10, 10, true)]
    [InlineData(10, null, 244, null, null, 245, 5, false)]
    [InlineData(10, null, 249, null, null, 250, 0, false)]
    [InlineData(10, null, null, null, 20, 20, 10, true)]
    [InlineData(10, null, 4, null, 20, 25, 10, true)]
    [InlineData(null, 10, null, null, null, 240, 10, false)]
    [InlineData(null, 10, null, 100, null, 90, 10, true)]
    [InlineData(null, 10, 95, 100, null, 96, 4, true)]
    [InlineData(null, null, null, 5, null, 0, 5, true)]
    [InlineData(20, 5, null, null, null, 15, 5, true)]
    [InlineData(20, 5, 239, null, null, 245, 5, false)]
    [InlineData(null, null, 400, null, null, 401, 0, false)]
    public async Task Page_IsTheOneAskedFor(int? first, int? last, int? after, int? before, int? offset, int start, int length, bool hasNext)
    {
        var context = Context(first, last, after, before, offset);
        var fetched = await RelayArguments.Read(context).FetchAsync(window => Task.FromResult(new Slice<object>(
            [.. Enumerable.Range(0, Count).Skip(window.Skip).Take(window.Take).Cast<object>()], window.Skip + window.Take < Count && window.Take > 0, window.Counted ? Count : null)));
        var page = RelayArguments.Read(context).Page([.. Enumerable.Range(0, Count).Cast<object>()]);

        Assert.Equal(Enumerable.Range(start, length).Cast<object>(), fetched.Nodes);
        Assert.Equal(fetched.Nodes, page.Nodes);
        Assert.Equal(start, fetched.Start);
        Assert.Equal((hasNext, hasNext), (fetched.HasNext, page.HasNext));
    }

    [Theory]
    [InlineData("first", 101)]
    [InlineData("first", -1)]
    [InlineData("last", 101)]
    [InlineData("offset", -1)]
    [InlineData("after", "x")]
    [InlineData("after", "YXJyYXljb25uZWN0aW9uOi0x")] // arrayconnection:-1
    [InlineData("before", "YXJyYXljb25uZWN0aW9uOjk5OTk5OTk5OTk5")] // beyond every row
    public void WhatMakesNoSense_IsRefused(string argument, object value) =>
        Assert.Contains($"\"{argument}\"", Assert.Throws<FieldException>(() => RelayArguments.Read(Context(new() { [argument] = value }))).Message, StringComparison.Ordinal);

    /// <summary>The client of the reference system sends it for the first page.</summary>
    [Fact]
    public void EmptyCursor_IsTheFirstPage() => Assert.Equal(0, RelayArguments.Read(Context(new() { ["after"] = "" })).Start);

    [Fact]
    public void Cursors_AreThoseOfTheReference() => Assert.Equal("YXJyYXljb25uZWN0aW9uOjA=", RelayArguments.CursorOf(0));

    private static FieldContext Context(int? first, int? last, int? after, int? before, int? offset)
    {
        var arguments = new Dictionary<string, object?>();
        Add("first", first);
        Add("last", last);
        Add("after", after is { } a ? RelayArguments.CursorOf(a) : null);
        Add("before", before is { } b ? RelayArguments.CursorOf(b) : null);
        Add("offset", offset);
        return Context(arguments);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                arguments.Add(name, value);
            }
        }
    }

    private static FieldContext Context(Dictionary<string, object?> arguments)
    {
        var type = new ObjectType("Query", null);
        return new FieldContext(new FieldDefinition("list", null, type, [], null), type, arguments, null, new HashSet<string>(), CancellationToken.None);
    }
}
