using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>A type as it is referred to: a named one, or a list or non-null wrapper around another (§3.4). <see cref="ToString"/> is its notation.</summary>
internal abstract class GraphQLType
{
    /// <summary>The type without any wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>This type without a non-null wrapper around it.</summary>
    public virtual GraphQLType Nullable => this;

    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    public bool IsOutput => Named is not InputObjectType;

    /// <summary>Whether a value of this type is always one of <paramref name="other"/> (AreTypesCompatible of §5.8.5, covariance of §3.6.1).</summary>
    public bool IsSubtypeOf(GraphQLType other) => (this, other) switch
    {
        (NonNullType mine, NonNullType theirs) => mine.Inner.IsSubtypeOf(theirs.Inner),
        (NonNullType mine, _) => mine.Inner.IsSubtypeOf(other),
        (_, NonNullType) => false,
        (ListType mine, ListType theirs) => mine.Item.IsSubtypeOf(theirs.Item),
        (ListType, _) or (_, ListType) => false,
        (NamedType mine, NamedType theirs) => mine == theirs || (mine is FieldsType fields && theirs is IAbstractType several && several.Includes(fields)),
        _ => false,
    };
}

/// <summary><c>[Item]</c> (§3.11).</summary>
internal sealed class ListType(GraphQLType item) : GraphQLType
{
    public GraphQLType Item { get; } = item;

    public override NamedType Named => Item.Named;

    public override string ToString() => $"[{Item}]";
}

/// <summary><c>Inner!</c> (§3.12).</summary>
internal sealed class NonNullType(GraphQLType inner) : GraphQLType
{
    public GraphQLType Inner { get; } = inner;

    public override NamedType Named => Inner.Named;

    public override GraphQLType Nullable => Inner;

    public override string ToString() => $"{Inner}!";
}

/// <summary>A type with a name (§3.4).</summary>
internal abstract class NamedType(string name, TypeKind kind, string? description) : GraphQLType
{
    public string Name { get; } = name;

    public TypeKind Kind { get; } = kind;

    public string? Description { get; } = description;

    public override NamedType Named => this;

    public bool IsLeaf => this is ScalarType or EnumType;

    public bool IsComposite => this is FieldsType or UnionType;

    public override string ToString() => Name;
}

/// <summary>§3.5.</summary>
internal sealed class ScalarType(string name, string? description, string? specifiedByUrl, IScalarCoercion coercion) : NamedType(name, TypeKind.Scalar, description)
{
    public string? SpecifiedByUrl { get; } = specifiedByUrl;

    public IScalarCoercion Coercion { get; } = coercion;
}

/// <summary>A type with fields: an object or an interface.</summary>
internal abstract class FieldsType(string name, TypeKind kind, string? description) : NamedType(name, kind, description), IAbstractType
{
    private Dictionary<string, FieldDefinition> _byName = [];

    public IReadOnlyList<FieldDefinition> Fields { get; private set; } = [];

    public IReadOnlyList<InterfaceType> Interfaces { get; private set; } = [];

    public abstract IReadOnlyList<ObjectType> PossibleTypes { get; }

    public FieldDefinition? FindField(string fieldName) => _byName.GetValueOrDefault(fieldName);

    public abstract bool Includes(FieldsType type);

    internal void Complete(IReadOnlyList<FieldDefinition> fields, IReadOnlyList<InterfaceType> interfaces)
    {
        (Fields, Interfaces) = (fields, interfaces);
        _byName = new Dictionary<string, FieldDefinition>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            _byName.TryAdd(field.Name, field);
        }
    }
}

/// <summary>A type that stands for one or more object types; an object type stands for itself.</summary>
internal interface IAbstractType
{
    IReadOnlyList<ObjectType> PossibleTypes { get; }

    bool Includes(FieldsType type);
}

/// <summary>§3.6.</summary>
internal sealed class ObjectType : FieldsType
{
    public ObjectType(string name, string? description)
        : base(name, TypeKind.Object, description) => PossibleTypes = [this];

    public override IReadOnlyList<ObjectType> PossibleTypes { get; }

    public override bool Includes(FieldsType type) => type == this;
}

/// <summary>§3.7.</summary>
internal sealed class InterfaceType(string name, string? description) : FieldsType(name, TypeKind.Interface, description)
{
    private readonly List<ObjectType> _objects = [];
    private readonly HashSet<FieldsType> _implementations = [];

    /// <summary>Says which object type a value has; set by whoever binds the schema.</summary>
    public Func<object, string>? ResolveType { get; set; }

    public override IReadOnlyList<ObjectType> PossibleTypes => _objects;

    public override bool Includes(FieldsType type) => _implementations.Contains(type);

    internal void AddImplementation(FieldsType type)
    {
        if (_implementations.Add(type) && type is ObjectType objectType)
        {
            _objects.Add(objectType);
        }
    }
}

/// <summary>§3.8.</summary>
internal sealed class UnionType(string name, string? description) : NamedType(name, TypeKind.Union, description), IAbstractType
{
    /// <inheritdoc cref="InterfaceType.ResolveType"/>
    public Func<object, string>? ResolveType { get; set; }

    public IReadOnlyList<ObjectType> PossibleTypes { get; private set; } = [];

    public bool Includes(FieldsType type) => PossibleTypes.Contains(type);

    internal void Complete(IReadOnlyList<ObjectType> members) => PossibleTypes = members;
}

/// <summary>§3.9.</summary>
internal sealed class EnumType(string name, string? description, IReadOnlyList<EnumValue> values) : NamedType(name, TypeKind.Enum, description)
{
    private readonly HashSet<string> _names = [.. values.Select(v => v.Name)];

    public IReadOnlyList<EnumValue> Values { get; } = values;

    public bool Has(string name) => _names.Contains(name);
}

internal sealed record EnumValue(string Name, string? Description, string? DeprecationReason);

/// <summary>§3.10.</summary>
internal sealed class InputObjectType(string name, string? description) : NamedType(name, TypeKind.InputObject, description)
{
    private Dictionary<string, InputValue> _byName = [];

    public IReadOnlyList<InputValue> Fields { get; private set; } = [];

    public InputValue? FindField(string fieldName) => _byName.GetValueOrDefault(fieldName);

    internal void Complete(IReadOnlyList<InputValue> fields)
    {
        Fields = fields;
        _byName = new Dictionary<string, InputValue>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            _byName.TryAdd(field.Name, field);
        }
    }
}
