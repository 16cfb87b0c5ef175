using System.Globalization;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;

namespace ConnectionsConsole.App.GraphQL;

/// <summary><c>DateTime</c>: RFC 3339, in UTC on the way out. Times without an offset are taken as UTC.</summary>
internal sealed class DateTimeCoercion : IScalarCoercion
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] s_formats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    public bool TryReadLiteral(ValueNode node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = null;
        return node is StringNode text && TryReadValue(text.Value, out value);
    }

    public bool TryReadValue(object input, out object? value)
    {
        value = input is string text && DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, Styles, out var read) ? read : null;
        return value is not null;
    }

    public bool TryWrite(object value, out object? written)
    {
        written = value is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture) : null;
        return written is not null;
    }
}
