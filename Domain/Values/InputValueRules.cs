using System.Globalization;
using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Domain.Values;

/// <summary>Whether a text is a possible value of an input.</summary>
public static class InputValueRules
{
    /// <summary>The message for the field; null when the value is fine.</summary>
    public static string? Check(InputField field, string value) => field.Type switch
    {
        _ when value.Length > field.LongestValue => $"\"{field.Label}\" has {value.Length:N0} characters; at most {field.LongestValue:N0} are kept.",
        _ when value.Contains('\0', StringComparison.Ordinal) => $"\"{field.Label}\" contains a null character.",
        InputType.Boolean when value is not ("true" or "false") => $"\"{field.Label}\" is either true or false.",
        InputType.Number when !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => $"\"{field.Label}\" is a number.",
        InputType.Choice when field.Choices is { } choices && !choices.Contains(value, StringComparer.Ordinal) =>
            $"\"{field.Label}\" is one of {string.Join(", ", choices.Where(c => c.Length > 0))}.",
        InputType.String or InputType.Password when value.AsSpan().ContainsAny('\r', '\n') => $"\"{field.Label}\" is one line.",
        _ => null,
    };
}
