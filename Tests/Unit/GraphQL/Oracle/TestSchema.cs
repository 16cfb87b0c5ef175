using System.Collections;
using System.Globalization;
using System.Text.Json;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Execution;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>A schema with everything that the language has, and answers that both implementations compute alike.</summary>
internal static class TestSchema
{
    public const string Text = """"
        "A schema for comparing."
        schema { query: Root mutation: Change subscription: Watch }

        directive @mark(level: Int = 1, note: String) repeatable on FIELD | FRAGMENT_SPREAD | QUERY | MUTATION | VARIABLE_DEFINITION | OBJECT
        directive @once(what: Kind!) on FIELD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | SUBSCRIPTION

        """
        Anything at all,
          as it is.
        """
        scalar Any @specifiedBy(url: "https://example.com/any")
        scalar Moment

        enum Kind { DOG CAT "Of the sky." BIRD FISH @deprecated(reason: "Too wet.") }
        enum Shade { LIGHT DARK }

        interface Named { name: String }
        interface Being implements Named { name: String age(inYears: Boolean = true): Int friends(first: Int = 3): [Being] }

        type Dog implements Being & Named @mark {
          name: String
          age(inYears: Boolean = true): Int
          friends(first: Int = 3, kind: Kind): [Being]
          barks: Boolean!
          owner: Person
          nick: String!
          toys: [Toy!]!
          kind: Kind!
        }

        type Cat implements Being & Named {
          name: String
          age(inYears: Boolean = true): Int
          friends(first: Int = 3): [Being]
          meows(loud: Boolean! = false): Boolean
          owner: Person!
          lives: Int!
          nick: String
          kind: Kind!
        }

        type Person implements Named {
          name: String
          pets(filter: PetFilter = { kinds: [DOG], limit: 2 }, shades: [Shade!]): [Pet!]
          matrix: [[Int]]
          strict: [[Int!]!]!
          best: Pet
          any: Any
          moment: Moment
          weight: Float
          id: ID!
          old: String @deprecated
          kind: Shade
        }

        type Toy { title: String! owner: Being price(in: Float = 1.5): Float parts: [Toy] }
        union Pet = Dog | Cat
        union Thing = Toy | Person | Dog

        input PetFilter { kinds: [Kind!], limit: Int! = 5, name: String, range: Range, not: [PetFilter!], any: Any }
        input Range { from: Float!, to: Float }

        type Root {
          being(id: ID!): Being
          pet(kind: Kind): Pet
          dog(name: String): Dog
          person(id: ID = "p", filter: PetFilter): Person!
          persons(first: Int, ids: [ID!], nested: [[Int]]): [Person!]
          things(of: [Kind]): [Thing]
          toy: Toy
          echo(int: Int, float: Float, string: String, boolean: Boolean, id: ID, kind: Kind, any: Any, filter: PetFilter, list: [Int!], required: Int! = 7): String
          must: String!
          named: [Named!]!
        }

        type Change { feed(kind: Kind!, amount: Float = 1): Pet rename(input: RenameInput!): Person walk: Dog! }
        input RenameInput { id: ID!, name: String, tags: [String] }
        type Watch { born(kind: Kind): Being named: String }
        """";

    public static GraphQLSchema Build()
    {
        var schema = SchemaBuilder.Build(Text);
        foreach (var field in schema.Types.OfType<ObjectType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)).SelectMany(t => t.Fields))
        {
            field.Resolver = (context, sources) => BatchResolvers.Each(
                sources, source => Make(context.Field.Type, Hash($"{((Thing?)source)?.Seed ?? 1}.{context.Field.Name}({Canonical(context.Arguments)})")));
        }

        foreach (var type in schema.Types)
        {
            switch (type)
            {
                case InterfaceType several:
                    several.ResolveType = value => ((Thing)value).Type;
                    break;
                case UnionType several:
                    several.ResolveType = value => ((Thing)value).Type;
                    break;
            }
        }

        return schema;
    }

    public static GraphQLEngine BuildEngine() => new(Build(), new GraphQLLimits());

    public static async Task<JsonElement> ExecuteAsync(GraphQLEngine engine, Sample sample)
    {
        var variables = sample.Variables is { ValueKind: JsonValueKind.Object } given ? (Dictionary<string, object?>)UntypedValues.FromJson(given)! : null;
        var response = await engine.ExecuteAsync(new GraphQLRequest(sample.Query, sample.OperationName, variables), null, e => e.Message, CancellationToken.None);
        return ToJson(response);
    }

    public static JsonElement ToJson(GraphQLResponse response)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        ResponseWriter.Write(response, buffer);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    private sealed record Thing(uint Seed, string Type);

    private static uint Hash(string text)
    {
        var h = 2166136261u;
        foreach (var c in text)
        {
            h = unchecked((h ^ c) * 16777619u);
        }

        h = unchecked((h ^ (h >> 15)) * 2246822507u);
        return h ^ (h >> 13);
    }

    private static string Canonical(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => text,
        IReadOnlyDictionary<string, object?> fields => $"{{{string.Join(",", fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}:{Canonical(f.Value)}"))}}}",
        IEnumerable items => $"[{string.Join(",", items.Cast<object?>().Select(Canonical))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object? Make(GraphQLType type, uint h) => type switch
    {
        _ when h % 23 == 0 => new FieldFailure($"failure {h % 100}"),
        NonNullType nonNull => h % 29 == 0 ? null : MakeValue(nonNull.Inner, h),
        _ => h % 7 == 0 ? null : MakeValue(type, h),
    };

    private static object MakeValue(GraphQLType type, uint h) => type switch
    {
        ListType list => Enumerable.Range(0, (int)(h % 4)).Select(i => Make(list.Item, Hash($"{h}/{i}"))).ToList(),
        EnumType enumeration => enumeration.Values[(int)(h % enumeration.Values.Count)].Name,
        ScalarType { Name: "Int" } => (int)(h % 1000),
        ScalarType { Name: "Float" } => h % 1000 / 8d,
        ScalarType { Name: "Boolean" } => h % 2 == 0,
        ScalarType { Name: "ID" } => $"id{h % 50}",
        ScalarType => $"text {h % 100}",
        IAbstractType several => new Thing(h, several.PossibleTypes.Select(t => t.Name).Order(StringComparer.Ordinal).ElementAt((int)(h % several.PossibleTypes.Count))),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
