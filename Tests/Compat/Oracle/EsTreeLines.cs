using System.Globalization;
using System.Text;
using Acornima;
using Acornima.Ast;

namespace ConnectionsConsole.Tests.Compat.Oracle;

/// <summary>Writes a tree as acorn-lines.mjs does: one line for each node, parents first, properties in alphabetical order.</summary>
/// <param name="withPlaces">False leaves out where and how things are written, so that trees of differently written sources can be compared.</param>
internal sealed partial class EsTreeLines(Action<string> writeLine, bool withPlaces = true)
{
    private readonly StringBuilder _line = new();
    private readonly Stack<(string Key, Node? Node)> _pending = new();
    private readonly List<(string Key, Node? Node)> _children = [];

    public void Write(Node root)
    {
        _pending.Push(("", root));
        while (_pending.TryPop(out var next))
        {
            if (next.Node is null)
            {
                writeLine($"{next.Key}|null");
                continue;
            }

            WriteNode(next.Key, next.Node);
        }
    }

    private void WriteNode(string key, Node node)
    {
        _line.Clear();
        _children.Clear();
        _line.Append(key).Append('|').Append(node.Type.ToString());
        if (withPlaces)
        {
            ref readonly var place = ref node.LocationRef;
            _line.Append(CultureInfo.InvariantCulture, $" {node.Start} {node.End} {place.Start.Line}:{place.Start.Column} {place.End.Line}:{place.End.Column}");
        }

        WriteProperties(node);
        writeLine(_line.ToString());
        for (var index = _children.Count - 1; index >= 0; index--)
        {
            _pending.Push(_children[index]);
        }
    }

    private void Child(string name, Node? child)
    {
        if (child is not null)
        {
            _children.Add((name, child));
        }
    }

    /// <summary>A property name is the same name with quotes and without.</summary>
    private void Key(Expression key, bool computed)
    {
        if (!withPlaces && !computed && key is StringLiteral text)
        {
            key = new Identifier(text.Value);
        }

        Child("key", key);
    }

    private void List<T>(string name, in NodeList<T> list)
        where T : Node?
    {
        if (list.Count > 0)
        {
            _line.Append(CultureInfo.InvariantCulture, $" {name}#{list.Count}");
        }

        foreach (var item in list)
        {
            _children.Add((name, item));
        }
    }

    private void Flag(string name, bool value)
    {
        if (value)
        {
            _line.Append(' ').Append(name).Append("=true");
        }
    }

    private void Text(string name, string? value) => _line.Append(' ').Append(name).Append('=').Append(Quote(value));

    /// <summary>As JSON.stringify does it.</summary>
    private static string Quote(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        var quoted = new StringBuilder("\"");
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            var isPair = char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => Escape(character),
                _ when char.IsSurrogate(character) && !isPair => Escape(character),
                _ => null,
            });
            if (character >= ' ' && character is not ('"' or '\\') && (isPair || !char.IsSurrogate(character)))
            {
                quoted.Append(character);
            }

            if (isPair)
            {
                quoted.Append(text[++index]);
            }
        }

        return quoted.Append('"').ToString();
    }

    private static string Escape(char character) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");

    private static string Symbol(Operator value) => value switch
    {
        Operator.Assignment => "=",
        Operator.NullishCoalescingAssignment => "??=",
        Operator.LogicalOrAssignment => "||=",
        Operator.LogicalAndAssignment => "&&=",
        Operator.BitwiseOrAssignment => "|=",
        Operator.BitwiseXorAssignment => "^=",
        Operator.BitwiseAndAssignment => "&=",
        Operator.LeftShiftAssignment => "<<=",
        Operator.RightShiftAssignment => ">>=",
        Operator.UnsignedRightShiftAssignment => ">>>=",
        Operator.AdditionAssignment => "+=",
        Operator.SubtractionAssignment => "-=",
        Operator.MultiplicationAssignment => "*=",
        Operator.DivisionAssignment => "/=",
        Operator.RemainderAssignment => "%=",
        Operator.ExponentiationAssignment => "**=",
        Operator.NullishCoalescing => "??",
        Operator.LogicalOr => "||",
        Operator.LogicalAnd => "&&",
        Operator.BitwiseOr => "|",
        Operator.BitwiseXor => "^",
        Operator.BitwiseAnd => "&",
        Operator.Equality => "==",
        Operator.Inequality => "!=",
        Operator.StrictEquality => "===",
        Operator.StrictInequality => "!==",
        Operator.LessThan => "<",
        Operator.LessThanOrEqual => "<=",
        Operator.GreaterThan => ">",
        Operator.GreaterThanOrEqual => ">=",
        Operator.In => "in",
        Operator.InstanceOf => "instanceof",
        Operator.LeftShift => "<<",
        Operator.RightShift => ">>",
        Operator.UnsignedRightShift => ">>>",
        Operator.Addition or Operator.UnaryPlus => "+",
        Operator.Subtraction or Operator.UnaryNegation => "-",
        Operator.Multiplication => "*",
        Operator.Division => "/",
        Operator.Remainder => "%",
        Operator.Exponentiation => "**",
        Operator.Increment => "++",
        Operator.Decrement => "--",
        Operator.LogicalNot => "!",
        Operator.BitwiseNot => "~",
        Operator.TypeOf => "typeof",
        Operator.Void => "void",
        Operator.Delete => "delete",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No operator of the language."),
    };
}
