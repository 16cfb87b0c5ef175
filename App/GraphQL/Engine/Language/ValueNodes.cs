namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>A written value (§2.9).</summary>
internal abstract class ValueNode(int start) : Node(start);

internal sealed class VariableNode(int start, string name) : ValueNode(start)
{
    public string Name { get; } = name;
}

/// <param name="text">As written, since an integer may be larger than any number type.</param>
internal sealed class IntNode(int start, string text) : ValueNode(start)
{
    public string Text { get; } = text;
}

internal sealed class FloatNode(int start, string text) : ValueNode(start)
{
    public string Text { get; } = text;
}

internal sealed class StringNode(int start, string value, bool isBlock) : ValueNode(start)
{
    public string Value { get; } = value;

    public bool IsBlock { get; } = isBlock;
}

internal sealed class BooleanNode(int start, bool value) : ValueNode(start)
{
    public bool Value { get; } = value;
}

internal sealed class NullNode(int start) : ValueNode(start);

internal sealed class EnumNode(int start, string name) : ValueNode(start)
{
    public string Name { get; } = name;
}

internal sealed class ListNode(int start, IReadOnlyList<ValueNode> items) : ValueNode(start)
{
    public IReadOnlyList<ValueNode> Items { get; } = items;
}

internal sealed class ObjectNode(int start, IReadOnlyList<ObjectFieldNode> fields) : ValueNode(start)
{
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

internal sealed class ObjectFieldNode(int start, string name, ValueNode value) : Node(start)
{
    public string Name { get; } = name;

    public ValueNode Value { get; } = value;
}

/// <summary>A reference to a type (§2.11).</summary>
internal abstract class TypeNode(int start) : Node(start);

internal sealed class NamedTypeNode(int start, string name) : TypeNode(start)
{
    public string Name { get; } = name;

    public override string ToString() => Name;
}

internal sealed class ListTypeNode(int start, TypeNode item) : TypeNode(start)
{
    public TypeNode Item { get; } = item;

    public override string ToString() => $"[{Item}]";
}

internal sealed class NonNullTypeNode(int start, TypeNode inner) : TypeNode(start)
{
    public TypeNode Inner { get; } = inner;

    public override string ToString() => $"{Inner}!";
}
