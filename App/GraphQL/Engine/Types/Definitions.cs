using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>A field of an object or interface type (§3.6), with how it is answered.</summary>
internal sealed class FieldDefinition(string name, string? description, GraphQLType type, IReadOnlyList<InputValue> arguments, string? deprecationReason)
{
    public string Name { get; } = name;

    public string? Description { get; } = description;

    public GraphQLType Type { get; } = type;

    public IReadOnlyList<InputValue> Arguments { get; } = arguments;

    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary>Answers the field for many objects at once; null in a schema that is never executed.</summary>
    public BatchResolver? Resolver { get; set; }

    /// <summary>How many objects the field's lists hold at most for given arguments, for the estimate of a request's cost; null for one.</summary>
    public Func<IReadOnlyDictionary<string, object?>, int>? ListSize { get; set; }

    public InputValue? FindArgument(string argumentName) => Arguments.FirstOrDefault(a => a.Name == argumentName);
}

/// <summary>An argument, or a field of an input object (§3.6.1, §3.10).</summary>
internal sealed class InputValue(string name, string? description, GraphQLType type, ValueNode? defaultNode, string? deprecationReason)
{
    private object? _default;

    public string Name { get; } = name;

    public string? Description { get; } = description;

    public GraphQLType Type { get; } = type;

    /// <summary>As written in the schema; null for none.</summary>
    public ValueNode? DefaultNode { get; } = defaultNode;

    public string? DeprecationReason { get; } = deprecationReason;

    public bool HasDefault => DefaultNode is not null;

    /// <summary>Has to be given (§5.4.2.1): neither nullable nor with a default.</summary>
    public bool IsRequired => Type is NonNullType && !HasDefault;

    /// <summary>The default, coerced to the type.</summary>
    public object? Default => HasDefault ? _default ??= LiteralCoercion.CoerceConstant(DefaultNode!, Type) : null;
}

/// <summary>A directive (§3.13).</summary>
internal sealed record DirectiveDefinition(string Name, string? Description, IReadOnlyList<InputValue> Arguments, bool IsRepeatable, IReadOnlyList<string> Locations)
{
    public InputValue? FindArgument(string argumentName) => Arguments.FirstOrDefault(a => a.Name == argumentName);
}
