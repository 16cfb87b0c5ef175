namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>A definition or extension of the type system (§3); never part of a request.</summary>
internal abstract class TypeSystemDefinition(int start, bool isExtension, string? description, IReadOnlyList<Directive> directives) : Definition(start)
{
    public bool IsExtension { get; } = isExtension;

    public string? Description { get; } = description;

    public IReadOnlyList<Directive> Directives { get; } = directives;

    /// <summary>How a message names it.</summary>
    public abstract string DisplayName { get; }
}

/// <summary><c>schema { query: … }</c> (§3.3).</summary>
internal sealed class SchemaDefinition(
    int start, bool isExtension, string? description, IReadOnlyList<Directive> directives, IReadOnlyList<(OperationKind Kind, NamedTypeNode Type)> operations)
    : TypeSystemDefinition(start, isExtension, description, directives)
{
    public IReadOnlyList<(OperationKind Kind, NamedTypeNode Type)> Operations { get; } = operations;

    public override string DisplayName => "schema";
}

internal enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
}

/// <summary>A named type of any kind (§3.4 to §3.10); lists that its kind does not have are empty.</summary>
internal sealed class TypeDefinition(int start, bool isExtension, string? description, TypeKind kind, string name, IReadOnlyList<Directive> directives)
    : TypeSystemDefinition(start, isExtension, description, directives)
{
    public TypeKind Kind { get; } = kind;

    public string Name { get; } = name;

    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldNode> Fields { get; init; } = [];

    public IReadOnlyList<NamedTypeNode> Members { get; init; } = [];

    public IReadOnlyList<EnumValueNode> Values { get; init; } = [];

    public IReadOnlyList<InputValueNode> InputFields { get; init; } = [];

    public override string DisplayName => Name;
}

/// <summary>A field of an object or interface type (§3.6).</summary>
internal sealed class FieldNode(
    int start, string? description, string name, IReadOnlyList<InputValueNode> arguments, TypeNode type, IReadOnlyList<Directive> directives) : Node(start)
{
    public string? Description { get; } = description;

    public string Name { get; } = name;

    public IReadOnlyList<InputValueNode> Arguments { get; } = arguments;

    public TypeNode Type { get; } = type;

    public IReadOnlyList<Directive> Directives { get; } = directives;
}

/// <summary>An argument or a field of an input object (§3.6.1, §3.10).</summary>
internal sealed class InputValueNode(int start, string? description, string name, TypeNode type, ValueNode? defaultValue, IReadOnlyList<Directive> directives) : Node(start)
{
    public string? Description { get; } = description;

    public string Name { get; } = name;

    public TypeNode Type { get; } = type;

    public ValueNode? Default { get; } = defaultValue;

    public IReadOnlyList<Directive> Directives { get; } = directives;
}

/// <summary>A value of an enum (§3.9).</summary>
internal sealed class EnumValueNode(int start, string? description, string name, IReadOnlyList<Directive> directives) : Node(start)
{
    public string? Description { get; } = description;

    public string Name { get; } = name;

    public IReadOnlyList<Directive> Directives { get; } = directives;
}

/// <summary><c>directive @name on …</c> (§3.13).</summary>
internal sealed class DirectiveDefinitionNode(
    int start, string? description, string name, IReadOnlyList<InputValueNode> arguments, bool isRepeatable, IReadOnlyList<string> locations)
    : TypeSystemDefinition(start, false, description, [])
{
    public string Name { get; } = name;

    public IReadOnlyList<InputValueNode> Arguments { get; } = arguments;

    public bool IsRepeatable { get; } = isRepeatable;

    public IReadOnlyList<string> Locations { get; } = locations;

    public override string DisplayName => $"@{Name}";
}

/// <summary>The places where a directive may stand (§3.13), in the words of the language.</summary>
internal static class DirectiveLocations
{
    public const string Query = "QUERY";
    public const string Mutation = "MUTATION";
    public const string Subscription = "SUBSCRIPTION";
    public const string Field = "FIELD";
    public const string FragmentDefinition = "FRAGMENT_DEFINITION";
    public const string FragmentSpread = "FRAGMENT_SPREAD";
    public const string InlineFragment = "INLINE_FRAGMENT";
    public const string VariableDefinition = "VARIABLE_DEFINITION";
    public const string Schema = "SCHEMA";
    public const string Scalar = "SCALAR";
    public const string Object = "OBJECT";
    public const string FieldDefinition = "FIELD_DEFINITION";
    public const string ArgumentDefinition = "ARGUMENT_DEFINITION";
    public const string Interface = "INTERFACE";
    public const string Union = "UNION";
    public const string Enum = "ENUM";
    public const string EnumValue = "ENUM_VALUE";
    public const string InputObject = "INPUT_OBJECT";
    public const string InputFieldDefinition = "INPUT_FIELD_DEFINITION";

    public static IReadOnlyList<string> All { get; } =
    [
        Query, Mutation, Subscription, Field, FragmentDefinition, FragmentSpread, InlineFragment, VariableDefinition, Schema, Scalar, Object, FieldDefinition,
        ArgumentDefinition, Interface, Union, Enum, EnumValue, InputObject, InputFieldDefinition,
    ];
}
