using System.Globalization;
using ConnectionsConsole.App.GraphQL.Engine.Language;

namespace ConnectionsConsole.App.GraphQL.Engine.Types;

/// <summary>How the values of a scalar come in and go out (§3.5). A refusal is a message; it never quotes more than a few characters of the value.</summary>
internal interface IScalarCoercion
{
    /// <summary>Reads a value that stands in the document.</summary>
    /// <param name="variables">For scalars whose values can hold variables; null where the value has to be constant, or variables are unknown yet.</param>
    bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value);

    /// <summary>Reads a value of the request's variables: text, a long, a double, a truth value, a list or a dictionary.</summary>
    bool TryReadValue(object input, out object? value);

    /// <summary>Turns what a resolver answered into what is written: null, text, a number, a truth value, a list or a dictionary.</summary>
    bool TryWrite(object value, out object? written);
}

/// <summary>§3.5.1: whole numbers of 32 bits.</summary>
internal sealed class IntCoercion : IScalarCoercion
{
    public bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = node is IntNode number && int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : null;
        return value is not null;
    }

    public bool TryReadValue(object input, out object? value)
    {
        value = input switch
        {
            long number when number is >= int.MinValue and <= int.MaxValue => (int)number,
            double number when Math.Truncate(number) == number && number is >= int.MinValue and <= int.MaxValue => (int)number,
            _ => null,
        };
        return value is not null;
    }

    public bool TryWrite(object value, out object? written)
    {
        written = value switch
        {
            int or short or byte => value,
            long number when number is >= int.MinValue and <= int.MaxValue => (int)number,
            double number when Math.Truncate(number) == number && number is >= int.MinValue and <= int.MaxValue => (int)number,
            bool truth => truth ? 1 : 0,
            string text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
        return written is not null;
    }
}

/// <summary>§3.5.2: finite numbers of double precision.</summary>
internal sealed class FloatCoercion : IScalarCoercion
{
    public bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        var text = (node as IntNode)?.Text ?? (node as FloatNode)?.Text;
        value = text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : null;
        return value is not null;
    }

    public bool TryReadValue(object input, out object? value)
    {
        value = input switch
        {
            long number => (double)number,
            double number when double.IsFinite(number) => number,
            _ => null,
        };
        return value is not null;
    }

    public bool TryWrite(object value, out object? written)
    {
        written = value switch
        {
            double number when double.IsFinite(number) => number,
            int or long or short or byte or decimal or float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            bool truth => truth ? 1d : 0d,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            _ => null,
        };
        return written is not null;
    }
}

/// <summary>§3.5.3.</summary>
internal sealed class StringCoercion : IScalarCoercion
{
    public bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = (node as StringNode)?.Value;
        return value is not null;
    }

    public bool TryReadValue(object input, out object? value)
    {
        value = input as string;
        return value is not null;
    }

    public bool TryWrite(object value, out object? written)
    {
        written = value switch
        {
            string => value,
            bool truth => truth ? "true" : "false",
            int or long or short or byte or double or decimal or float => Convert.ToString(value, CultureInfo.InvariantCulture),
            Guid id => id.ToString(),
            _ => null,
        };
        return written is not null;
    }
}

/// <summary>§3.5.4.</summary>
internal sealed class BooleanCoercion : IScalarCoercion
{
    public bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = node is BooleanNode truth ? truth.Value : null;
        return value is not null;
    }

    public bool TryReadValue(object input, out object? value)
    {
        value = input as bool?;
        return value is not null;
    }

    public bool TryWrite(object value, out object? written)
    {
        written = value switch
        {
            bool => value,
            int number => number != 0,
            long number => number != 0,
            double number when double.IsFinite(number) => number != 0,
            _ => null,
        };
        return written is not null;
    }
}

/// <summary>§3.5.5: text or a whole number, always written as text.</summary>
internal sealed class IdCoercion : IScalarCoercion
{
    public bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = (node as StringNode)?.Value ?? (node as IntNode)?.Text;
        return value is not null;
    }

    public bool TryReadValue(object input, out object? value)
    {
        value = input switch
        {
            string => input,
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number when Math.Truncate(number) == number && Math.Abs(number) < 1e21 => number.ToString("F0", CultureInfo.InvariantCulture),
            _ => null,
        };
        return value is not null;
    }

    public bool TryWrite(object value, out object? written)
    {
        written = value switch
        {
            string => value,
            int or long or short or byte => Convert.ToString(value, CultureInfo.InvariantCulture),
            double number when Math.Truncate(number) == number && Math.Abs(number) < 1e21 => number.ToString("F0", CultureInfo.InvariantCulture),
            Guid id => id.ToString(),
            _ => null,
        };
        return written is not null;
    }
}

/// <summary>What a custom scalar does where nobody says otherwise: any value, as it is (§3.5.6).</summary>
internal sealed class AnyCoercion : IScalarCoercion
{
    public bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = UntypedValues.FromLiteral(node, variables);
        return true;
    }

    public bool TryReadValue(object input, out object? value)
    {
        value = input;
        return true;
    }

    public bool TryWrite(object value, out object? written)
    {
        written = value;
        return true;
    }
}
