using System.Globalization;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL.Engine.Introspection;

/// <summary>Writes a coerced default value in the language (§4.2.6), so that a client reads the value that holds and not merely what was written.</summary>
internal static class DefaultPrinter
{
    public static string Print(object? value, GraphQLType type) => (value, type.Nullable) switch
    {
        (null, _) => "null",
        (List<object?> items, ListType list) => $"[{string.Join(", ", items.Select(i => Print(i, list.Item)))}]",
        (Dictionary<string, object?> fields, InputObjectType inputObject) => Braced(
            inputObject.Fields.Where(f => fields.ContainsKey(f.Name)).Select(f => $"{f.Name}: {Print(fields[f.Name], f.Type)}")),
        (string name, EnumType) => name,
        _ => PrintUntyped(value),
    };

    private static string PrintUntyped(object? value) => value switch
    {
        null => "null",
        string text => ValuePrinter.Print(new StringNode(0, text, false)),
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, object?> fields => Braced(fields.Select(f => $"{f.Key}: {PrintUntyped(f.Value)}")),
        IEnumerable<object?> items => $"[{string.Join(", ", items.Select(PrintUntyped))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Braced(IEnumerable<string> fields) => $"{{{string.Join(", ", fields)}}}";
}
