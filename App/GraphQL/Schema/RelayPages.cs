using System.Globalization;
using System.Text;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.GraphQL.Schema;

/// <summary>One page of a list, as the types that end in <c>Connection</c> show it.</summary>
/// <param name="Start">The index of the first node.</param>
/// <param name="Total">Null where nobody asked for it.</param>
internal sealed record RelayPage(IReadOnlyList<object> Nodes, int Start, bool HasNext, int? Total);

/// <summary>
/// The arguments of a list (reference §7.1): <c>first</c>, <c>last</c>, <c>after</c>, <c>before</c> and <c>offset</c>. A cursor is base64 of
/// <c>arrayconnection:N</c>, where N counts rows from 0.
/// </summary>
internal readonly record struct RelayArguments(int Start, int? End, int? First, int? Last, bool Counted)
{
    public const int MaximumSize = 100;
    private const string CursorPrefix = "arrayconnection:";

    /// <exception cref="FieldException">An argument makes no sense.</exception>
    public static RelayArguments Read(FieldContext context)
    {
        var (first, last) = (Size(context, "first"), Size(context, "last"));
        var start = Position(context, "after") is { } after ? after + 1 : 0;
        if (context.Argument<int?>("offset") is { } offset)
        {
            start = offset is >= 0 and < 1_000_000_000 ? start + offset : throw Wrong("\"offset\" counts rows from 0.");
        }

        return new RelayArguments(start, Position(context, "before"), first, last, context.Selects("totalCount"));
    }

    public static string CursorOf(int index) => Convert.ToBase64String(Encoding.ASCII.GetBytes(CursorPrefix + index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>How many nodes a list holds at most, for the estimate of a request's cost.</summary>
    /// <param name="usual">Where the request does not say.</param>
    public static int SizeOf(IReadOnlyDictionary<string, object?> arguments, int usual) =>
        Math.Clamp(arguments.GetValueOrDefault("first") as int? ?? arguments.GetValueOrDefault("last") as int? ?? usual, 0, MaximumSize);

    /// <summary>Reads the page from where windows of rows come from.</summary>
    public async Task<RelayPage> FetchAsync<T>(Func<Window, Task<Slice<T>>> fetch)
        where T : notnull
    {
        int? total = null;
        if (Last is not null)
        {
            total = (await fetch(new Window(0, 0, Counted: true))).Total;
        }

        var window = WindowIn(total);
        return ToPage(window, await fetch(window with { Counted = Counted && total is null }), total);
    }

    /// <summary>The rows to read for each of many owners. <c>last</c> needs an end, which differs from one owner to the other.</summary>
    /// <exception cref="FieldException"><c>last</c> without an end.</exception>
    public Window ForEachOwner() => Last is null || (First is null && End is not null)
        ? WindowIn(null) with { Counted = Counted }
        : throw Wrong("\"last\" needs \"before\", and no \"first\", in a list within a list.");

    public RelayPage ToPage<T>(Window window, Slice<T> slice, int? total = null)
        where T : notnull => new([.. slice.Items.Cast<object>()], window.Skip, slice.HasMore, slice.Total ?? total);

    /// <summary>A page of a list that is there already.</summary>
    public RelayPage Page(IReadOnlyList<object> all)
    {
        var window = WindowIn(all.Count);
        var nodes = all.Skip(window.Skip).Take(window.Take).ToList();
        return new RelayPage(nodes, window.Skip, window.Skip + nodes.Count < all.Count, all.Count);
    }

    private Window WindowIn(int? total)
    {
        var end = Math.Min(End ?? int.MaxValue, total ?? int.MaxValue);
        var start = Start;
        end = First is { } first ? (int)Math.Min(end, (long)start + first) : end;
        if (Last is { } last && end != int.MaxValue)
        {
            start = Math.Max(start, end - last);
        }

        return new Window(start, (int)Math.Clamp((long)end - start, 0, MaximumSize));
    }

    private static int? Size(FieldContext context, string argument) => context.Argument<int?>(argument) switch
    {
        null => null,
        >= 0 and <= MaximumSize and var size => size,
        _ => throw Wrong($"\"{argument}\" is 0 to {MaximumSize}."),
    };

    /// <summary>The row of a cursor; null for none. An empty text is none: clients send it for the first page.</summary>
    private static int? Position(FieldContext context, string argument)
    {
        if (context.Argument<string>(argument) is not { Length: > 0 } text)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[40];
        if (text.Length <= 40 && Convert.TryFromBase64String(text, bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]) is var cursor && cursor.StartsWith(CursorPrefix, StringComparison.Ordinal)
            && int.TryParse(cursor.AsSpan(CursorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < 1_000_000_000)
        {
            return index;
        }

        throw Wrong($"\"{argument}\" is no cursor: take it from \"pageInfo\" or \"edges\".");
    }

    private static FieldException Wrong(string message) => new(message, ErrorCodes.BadVariables);
}

/// <summary>Binds every <c>…Connection</c> and <c>…Edge</c> type of the schema, and tells how large their lists can be.</summary>
internal static class RelayTypes
{
    /// <summary>
    /// Lists of what somebody wrote down, such as the inputs of a connection type: they hold a handful, and asking for all of them in one request is usual.
    /// </summary>
    private static readonly HashSet<string> s_short =
    [
        "ComponentConnection", "ActionConnection", "ConnectionConnection", "InputFieldConnection", "ExpressionConnection", "IntegrationFlowConnection", "RequiredConfigVariableConnection",
    ];

    private const int Handful = 10;

    private sealed record Edge(object Node, int Index);

    public static void Bind(GraphQLSchema schema, SchemaBinder binder)
    {
        foreach (var type in schema.Types.OfType<ObjectType>().Where(t => t.FindField("pageInfo") is not null))
        {
            binder.On<RelayPage>(type.Name)
                .Field("nodes", p => p.Nodes)
                .Field("edges", p => p.Nodes.Select((node, i) => new Edge(node, p.Start + i)))
                .Field("pageInfo", p => p)
                .Field("totalCount", p => p.Total);
            binder.On<Edge>(type.FindField("edges")!.Type.Named.Name)
                .Field("node", e => e.Node)
                .Field("cursor", e => RelayArguments.CursorOf(e.Index));
            var usual = s_short.Contains(type.Name) ? Handful : RelayArguments.MaximumSize;
            foreach (var field in schema.Types.OfType<ObjectType>().SelectMany(t => t.Fields).Where(f => f.Type.Named == type))
            {
                field.ListSize = arguments => RelayArguments.SizeOf(arguments, usual);
            }
        }

        binder.On<RelayPage>("PageInfo")
            .Field("hasNextPage", p => p.HasNext)
            .Field("hasPreviousPage", p => p.Start > 0)
            .Field("startCursor", p => p.Nodes.Count == 0 ? null : RelayArguments.CursorOf(p.Start))
            .Field("endCursor", p => p.Nodes.Count == 0 ? null : RelayArguments.CursorOf(p.Start + p.Nodes.Count - 1));
    }
}
