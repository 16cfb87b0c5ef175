namespace Acornima.Parsing;

/// <summary>Checks regular expression literals and turns what is wrong with them into errors at the right place.</summary>
internal sealed class RegExpChecker
{
    private string _input = "";
    private string? _sourceFile;
    private EcmaVersion _version;
    private ExperimentalESFeatures _features;

    public void Reset(string input, string? sourceFile, EcmaVersion version, ExperimentalESFeatures features)
    {
        _input = input;
        _sourceFile = sourceFile;
        _version = version;
        _features = features;
    }

    /// <exception cref="SyntaxErrorException">The pattern or its flags are invalid.</exception>
    public void Validate(string pattern, string flags, Range range, SourceLocation location)
    {
        if (FindError(pattern, flags, range, location) is { } error)
        {
            throw error.ToException();
        }
    }

    /// <summary>The error of a literal at the given place; null if it is valid.</summary>
    public ParseError? FindError(string pattern, string flags, Range range, SourceLocation location)
    {
        if (RegExpValidator.TryValidate(pattern, flags, _version, _features, out var code, out var description, out var errorIndex))
        {
            return null;
        }

        // The literal is /pattern/flags on one line; an unknown place means the flags.
        var offset = errorIndex >= 0 ? 1 + errorIndex : pattern.Length + 2;
        var position = Position.From(location.Start.Line, location.Start.Column + offset);
        var text = $"Invalid regular expression: /{pattern}/{flags}: {description}";
        return new ParseError(code ?? "InvalidRegExp", text, Math.Min(range.Start + offset, _input.Length), position, _sourceFile);
    }
}
