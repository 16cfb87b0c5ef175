using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>
/// Writes documents for a schema, the same for the same seed: mostly valid, with fragments, variables, directives and aliases, some of them in conflict by
/// chance. <see cref="Damage"/> makes one wrong somewhere.
/// </summary>
internal sealed class DocumentGenerator(GraphQLSchema schema, int seed)
{
    private static readonly string[] s_words =
    [
        "name", "age", "dog", "friends", "kind", "nick", "on", "fragment", "query", "true", "null", "DOG", "LIGHT", "Dog", "Cat", "Person", "Pet", "Being", "Int", "String", "F1",
        "F2", "__typename", "__schema", "owner", "filter", "limit", "$v1", "$v2", "1", "-0", "2.5", "\"x\"", "@skip(if: true)", "@include(if: $v1)", "@mark", "@once(what: CAT)",
        "@unknown", "{", "}", "(", ")", "[", "]", "!", ":", "...", "=", "{ name }", "... on Cat { name }", "...F1", "subscription", "mutation", "extend", "type", "&", "|", "#x\n", ",",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _fragments = new();
    private readonly List<string> _variables = [];
    private readonly List<string> _fragmentNames = [];
    private readonly JsonObject _values = [];
    private int _aliases;

    public Sample Next()
    {
        _fragments.Clear();
        _variables.Clear();
        _fragmentNames.Clear();
        _values.Clear();
        _aliases = 0;
        var kind = _random.Next(10) switch { 0 => OperationKind.Mutation, 1 => OperationKind.Subscription, _ => OperationKind.Query };
        var selections = kind == OperationKind.Subscription ? $"{{ {WriteField(schema.Subscription!, 3)} }}" : WriteSelections(schema.RootType(kind)!, _random.Next(2, 6));
        var name = kind != OperationKind.Query || _variables.Count > 0 || Chance(2) ? $"{kind.ToString().ToLowerInvariant()} Op{(_variables.Count == 0 ? "" : $"({string.Join(", ", _variables)})")} " : "";
        var mark = name.Length > 0 && kind != OperationKind.Subscription && Chance(12) ? "@mark(level: 2) " : "";
        return new Sample(
            $"{name}{mark}{selections}\n{_fragments}", _values.Count == 0 ? null : JsonSerializer.SerializeToElement(_values), null, kind != OperationKind.Subscription);
    }

    /// <summary>Changes a document in one or two places.</summary>
    public string Damage(string text)
    {
        for (var edits = _random.Next(1, 3); edits > 0; edits--)
        {
            var (start, end) = PickPiece(text);
            var word = s_words[_random.Next(s_words.Length)];
            text = _random.Next(5) switch
            {
                0 => text.Remove(start, end - start),
                1 => text.Insert(start, $" {word} "),
                2 => text.Insert(end, $" {text[start..end]} "),
                _ => string.Concat(text.AsSpan(0, start), $" {word} ", text.AsSpan(end)),
            };
        }

        return text;
    }

    private (int Start, int End) PickPiece(string text)
    {
        var start = _random.Next(text.Length);
        while (start > 0 && char.IsAsciiLetterOrDigit(text[start]) && char.IsAsciiLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        var end = start + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[start]) && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    private string WriteSelections(NamedType parent, int depth)
    {
        var text = new StringBuilder("{ ");
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            text.Append(WriteSelection(parent, depth)).Append(' ');
        }

        return text.Append('}').ToString();
    }

    private string WriteSelection(NamedType parent, int depth) => _random.Next(12) switch
    {
        0 => $"... {WriteDirective()}{WriteSelections(parent, depth)}",
        1 or 2 => WriteInline(parent, depth),
        3 => WriteSpread(parent, depth),
        _ => WriteField(parent, depth),
    };

    private string WriteInline(NamedType parent, int depth)
    {
        var type = Overlapping(parent);
        return $"... on {type} {WriteDirective()}{WriteSelections(type, depth - 1)}";
    }

    private string WriteSpread(NamedType parent, int depth)
    {
        if (_fragmentNames.Count > 0 && Chance(3))
        {
            return $"...{_fragmentNames[_random.Next(_fragmentNames.Count)]}";
        }

        var type = Overlapping(parent);
        // Named when it is finished, so that it cannot hold itself.
        var selections = depth > 0 ? WriteSelections(type, depth - 1) : "{ __typename }";
        var name = $"F{_fragmentNames.Count + 1}";
        _fragmentNames.Add(name);
        _fragments.Append(CultureInfo.InvariantCulture, $"fragment {name} on {type} {selections}\n");
        return $"...{name} {WriteDirective()}";
    }

    private string WriteField(NamedType parent, int depth)
    {
        if (parent is not FieldsType { Fields: var fields } || Chance(14))
        {
            return "__typename";
        }

        var field = fields[_random.Next(fields.Count)];
        if (depth <= 0 && !field.Type.Named.IsLeaf)
        {
            return "__typename";
        }

        var arguments = WriteArguments(field.Arguments);
        var alias = arguments.Length > 0 || Chance(4) ? $"a{(Chance(6) ? _random.Next(3) : 10 + _aliases++)}: " : "";
        return $"{alias}{field.Name}{arguments} {WriteDirective()}{(field.Type.Named.IsLeaf ? "" : WriteSelections(field.Type.Named, depth - 1))}";
    }

    private string WriteArguments(IReadOnlyList<InputValue> arguments)
    {
        var given = arguments.Where(a => a.IsRequired || Chance(3)).Select(a => $"{a.Name}: {WriteValue(a.Type, 2)}").ToList();
        return given.Count == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string WriteDirective() => _random.Next(25) switch
    {
        0 => $"@skip(if: {WriteValue(schema.FindDirective("skip")!.Arguments[0].Type, 1)}) ",
        1 => $"@include(if: {WriteValue(schema.FindDirective("include")!.Arguments[0].Type, 1)}) ",
        2 => "@mark ",
        _ => "",
    };

    private string WriteValue(GraphQLType type, int depth)
    {
        if (Chance(5))
        {
            return WriteVariable(type);
        }

        return type switch
        {
            NonNullType nonNull => WriteNonNull(nonNull.Inner, depth),
            _ => Chance(8) ? "null" : WriteNonNull(type, depth),
        };
    }

    private string WriteNonNull(GraphQLType type, int depth) => type switch
    {
        ListType list => Chance(4) ? WriteNonNull(list.Item.Nullable, depth) : $"[{string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => WriteValue(list.Item, depth - 1)))}]",
        EnumType enumeration => enumeration.Values[_random.Next(enumeration.Values.Count)].Name,
        InputObjectType input => $"{{ {string.Join(", ", input.Fields.Where(f => f.IsRequired || (depth > 0 && Chance(2))).Select(f => $"{f.Name}: {WriteValue(f.Type, depth - 1)}"))} }}",
        ScalarType { Name: "Int" } => _random.Next(-5, 50).ToString(CultureInfo.InvariantCulture),
        ScalarType { Name: "Float" } => Chance(2) ? "3" : "2.5",
        ScalarType { Name: "Boolean" } => Chance(2) ? "true" : "false",
        ScalarType { Name: "ID" } => Chance(2) ? "17" : "\"k\"",
        ScalarType { Name: "String" } => Chance(5) ? "\"\"\"\n  block\n    text\n  \"\"\"" : "\"te\\u0041xt\"",
        _ => _random.Next(4) switch { 0 => "[1, { a: \"b\" }]", 1 => "{ x: 1.5, y: DOG }", 2 => "\"any\"", _ => "12" },
    };

    private string WriteVariable(GraphQLType type)
    {
        var name = $"v{_variables.Count + 1}";
        // Mostly right; sometimes nullable where the place is not, which is allowed with a default only.
        var declared = type is NonNullType nonNull ? (Chance(6) ? nonNull.Inner : type) : (Chance(5) ? new NonNullType(type) : type);
        var defaultValue = Chance(4) ? $" = {WriteConstant(declared)}" : "";
        _variables.Add($"${name}: {declared}{defaultValue}");
        if (declared is NonNullType && defaultValue.Length == 0 ? !Chance(40) : Chance(2))
        {
            _values.Add(name, Chance(25) ? JsonValue.Create("wrong") : MakeJson(declared, 2));
        }

        return $"${name}";
    }

    private string WriteConstant(GraphQLType type) => type.Nullable switch
    {
        ListType list => $"[{WriteConstant(list.Item)}]",
        InputObjectType input => $"{{ {string.Join(", ", input.Fields.Where(f => f.IsRequired).Select(f => $"{f.Name}: {WriteConstant(f.Type)}"))} }}",
        var leaf => WriteNonNull(leaf, 0),
    };

    private JsonNode? MakeJson(GraphQLType type, int depth) => type switch
    {
        NonNullType nonNull => MakeJsonValue(nonNull.Inner, depth),
        _ => Chance(8) ? null : MakeJsonValue(type, depth),
    };

    private JsonNode MakeJsonValue(GraphQLType type, int depth) => type switch
    {
        ListType list => new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => MakeJson(list.Item, depth - 1))]),
        EnumType enumeration => enumeration.Values[_random.Next(enumeration.Values.Count)].Name,
        InputObjectType input => new JsonObject(input.Fields.Where(f => f.IsRequired || (depth > 0 && Chance(2))).Select(f => KeyValuePair.Create(f.Name, MakeJson(f.Type, depth - 1)))),
        ScalarType { Name: "Int" } => Chance(6) ? JsonNode.Parse("4.0")! : JsonValue.Create(_random.Next(-5, 50)),
        ScalarType { Name: "Float" } => 2.5,
        ScalarType { Name: "Boolean" } => Chance(2),
        ScalarType { Name: "ID" } => Chance(2) ? JsonValue.Create(17) : JsonValue.Create("k"),
        ScalarType { Name: "String" } => "text",
        _ => Chance(2) ? new JsonObject { ["a"] = new JsonArray(1, 2.5, "x") } : JsonValue.Create("any"),
    };

    /// <summary>A type that a value of the parent's may have; rarely any other.</summary>
    private NamedType Overlapping(NamedType parent)
    {
        if (Chance(40))
        {
            return (NamedType)schema.Types.OfType<ObjectType>().ElementAt(_random.Next(5));
        }

        var fitting = schema.Types.Where(t => t is IAbstractType several && several.PossibleTypes.Any(((IAbstractType)parent).PossibleTypes.Contains)).ToList();
        return fitting[_random.Next(fitting.Count)];
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
