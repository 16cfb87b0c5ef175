using System.Globalization;
using System.Text;

namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>Writes values in the language: for the defaults that introspection tells (§4.2.6) and for messages.</summary>
internal static class ValuePrinter
{
    public static string Print(ValueNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(ValueNode node, StringBuilder text)
    {
        switch (node)
        {
            case VariableNode variable:
                text.Append('$').Append(variable.Name);
                break;
            case IntNode number:
                text.Append(number.Text);
                break;
            case FloatNode number:
                text.Append(number.Text);
                break;
            case StringNode { Value: var value }:
                WriteString(value, text);
                break;
            case BooleanNode truth:
                text.Append(truth.Value ? "true" : "false");
                break;
            case NullNode:
                text.Append("null");
                break;
            case EnumNode name:
                text.Append(name.Name);
                break;
            case ListNode list:
                text.Append('[');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Write(list.Items[i], text);
                }

                text.Append(']');
                break;
            case ObjectNode fields:
                text.Append('{');
                for (var i = 0; i < fields.Fields.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ").Append(fields.Fields[i].Name).Append(": ");
                    Write(fields.Fields[i].Value, text);
                }

                text.Append('}');
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or (>= '\x7F' and < '\xA0') => text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
