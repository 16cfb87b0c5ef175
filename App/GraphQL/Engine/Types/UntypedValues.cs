using System.Globalization;
using System.Text.Json;
using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>Values without a type: what the text or the JSON says.</summary>
internal static class UntypedValues
{
    public static object? FromLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables) => node switch
    {
        NullNode => null,
        BooleanNode truth => truth.Value,
        StringNode text => text.Value,
        EnumNode name => name.Name,
        IntNode number => long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : double.Parse(number.Text, CultureInfo.InvariantCulture),
        FloatNode number => double.Parse(number.Text, CultureInfo.InvariantCulture),
        VariableNode variable => variables?.GetValueOrDefault(variable.Name),
        ListNode list => list.Items.Select(i => FromLiteral(i, variables)).ToList(),
        ObjectNode fields => fields.Fields.GroupBy(f => f.Name, StringComparer.Ordinal)
            .ToDictionary(f => f.Key, f => FromLiteral(f.Last().Value, variables), StringComparer.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <exception cref="InvalidOperationException">A text holds half a surrogate pair, which is no text.</exception>
    public static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToList(),
        JsonValueKind.Object => json.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal)
            .ToDictionary(p => p.Key, p => FromJson(p.Last().Value), StringComparer.Ordinal),
        _ => null,
    };
}
