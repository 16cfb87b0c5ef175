namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>A part of a document. Nodes are immutable and compared by identity.</summary>
/// <param name="start">Offset in the document's text.</param>
internal abstract class Node(int start)
{
    public int Start { get; } = start;
}

/// <summary>A whole document (§2.2).</summary>
internal sealed class Document(SourceText source, IReadOnlyList<Definition> definitions) : Node(0)
{
    public SourceText Source { get; } = source;

    public IReadOnlyList<Definition> Definitions { get; } = definitions;

    public SourceLocation Locate(Node node) => Source.Locate(node.Start);
}

/// <summary>One operation, fragment or definition of the type system.</summary>
internal abstract class Definition(int start) : Node(start);

internal enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>An operation (§2.3).</summary>
internal sealed class OperationDefinition(
    int start, OperationKind kind, string? name, IReadOnlyList<VariableDefinition> variables, IReadOnlyList<Directive> directives, SelectionSet selectionSet)
    : Definition(start)
{
    public OperationKind Kind { get; } = kind;

    public string? Name { get; } = name;

    public IReadOnlyList<VariableDefinition> Variables { get; } = variables;

    public IReadOnlyList<Directive> Directives { get; } = directives;

    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>A fragment (§2.8).</summary>
internal sealed class FragmentDefinition(int start, string name, NamedTypeNode typeCondition, IReadOnlyList<Directive> directives, SelectionSet selectionSet)
    : Definition(start)
{
    public string Name { get; } = name;

    public NamedTypeNode TypeCondition { get; } = typeCondition;

    public IReadOnlyList<Directive> Directives { get; } = directives;

    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>A variable of an operation (§2.10).</summary>
internal sealed class VariableDefinition(int start, string name, TypeNode type, ValueNode? defaultValue, IReadOnlyList<Directive> directives) : Node(start)
{
    public string Name { get; } = name;

    public TypeNode Type { get; } = type;

    public ValueNode? Default { get; } = defaultValue;

    public IReadOnlyList<Directive> Directives { get; } = directives;
}

/// <summary>What is asked of one object (§2.4).</summary>
internal sealed class SelectionSet(int start, IReadOnlyList<Selection> selections) : Node(start)
{
    public IReadOnlyList<Selection> Selections { get; } = selections;
}

internal abstract class Selection(int start, IReadOnlyList<Directive> directives) : Node(start)
{
    public IReadOnlyList<Directive> Directives { get; } = directives;
}

/// <summary>A field (§2.5).</summary>
internal sealed class Field(
    int start, string? alias, string name, IReadOnlyList<Argument> arguments, IReadOnlyList<Directive> directives, SelectionSet? selectionSet)
    : Selection(start, directives)
{
    public string? Alias { get; } = alias;

    public string Name { get; } = name;

    public IReadOnlyList<Argument> Arguments { get; } = arguments;

    public SelectionSet? SelectionSet { get; } = selectionSet;

    /// <summary>The key under which the answer stands (§2.7).</summary>
    public string ResponseKey => Alias ?? Name;
}

/// <summary><c>...Name</c> (§2.8).</summary>
internal sealed class FragmentSpread(int start, string name, IReadOnlyList<Directive> directives) : Selection(start, directives)
{
    public string Name { get; } = name;
}

/// <summary><c>... on Type { }</c> (§2.8.2).</summary>
internal sealed class InlineFragment(int start, NamedTypeNode? typeCondition, IReadOnlyList<Directive> directives, SelectionSet selectionSet)
    : Selection(start, directives)
{
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>A named value given to a field or directive (§2.6).</summary>
internal sealed class Argument(int start, string name, ValueNode value) : Node(start)
{
    public string Name { get; } = name;

    public ValueNode Value { get; } = value;
}

/// <summary><c>@name(…)</c> (§2.12).</summary>
internal sealed class Directive(int start, string name, IReadOnlyList<Argument> arguments) : Node(start)
{
    public string Name { get; } = name;

    public IReadOnlyList<Argument> Arguments { get; } = arguments;
}
