using Acornima.Parsing;

namespace Acornima;

/// <summary>Splits a source text into tokens, and checks and converts regular expressions. One tokenizer serves one thread at a time.</summary>
public sealed class Tokenizer
{
    private readonly TokenReader _reader;

    public Tokenizer(string input)
        : this(input, SourceType.Script)
    {
    }

    public Tokenizer(string input, SourceType sourceType, string? sourceFile = null, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        Options = options ?? TokenizerOptions.Default;
        _reader = new TokenReader(Options);
        _reader.Reset(input, 0, input.Length, sourceType, sourceFile);
    }

    public TokenizerOptions Options { get; }

    /// <summary>The token that <see cref="Next"/> read last.</summary>
    public Token Current => _reader.Current;

    public void Reset(string input, SourceType sourceType = SourceType.Script, string? sourceFile = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        _reader.Reset(input, 0, input.Length, sourceType, sourceFile);
    }

    /// <summary>Starts over with a slice of the input; offsets, lines and columns stay those of the whole.</summary>
    public void Reset(string input, int start, int length, SourceType sourceType = SourceType.Script, string? sourceFile = null)
    {
        Slice.Check(input, start, length);
        _reader.Reset(input, start, length, sourceType, sourceFile);
    }

    /// <summary>Reads the next token; at the end of the input, <see cref="TokenKind.EOF"/> again and again.</summary>
    /// <exception cref="SyntaxErrorException">What follows is no token.</exception>
    public void Next(in TokenizerContext context) => _reader.Next(context);

    /// <summary>
    /// True if the pattern and its flags are valid; otherwise <paramref name="error"/> says what is wrong, its index being an offset in the pattern.
    /// </summary>
    public static bool ValidateRegExp(
        string pattern,
        string flags,
        out ParseError? error,
        EcmaVersion ecmaVersion = EcmaVersion.Latest,
        ExperimentalESFeatures experimentalESFeatures = ExperimentalESFeatures.None)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(flags);
        if (RegExpValidator.TryValidate(pattern, flags, ecmaVersion, experimentalESFeatures, out var code, out var description, out var index))
        {
            error = null;
            return true;
        }

        error = new ParseError(code ?? "InvalidRegExp", $"Invalid regular expression: /{pattern}/{flags}: {description}", index, default, null);
        return false;
    }

    /// <summary>Converts a pattern to a .NET regular expression as far as .NET can express it; the result says whether it could.</summary>
    /// <exception cref="SyntaxErrorException">The pattern or its flags are invalid, whatever <paramref name="throwIfNotAdaptable"/> says.</exception>
    public static RegExpParseResult AdaptRegExp(
        string pattern,
        string flags,
        bool compiled = false,
        TimeSpan? matchTimeout = null,
        bool throwIfNotAdaptable = false,
        EcmaVersion ecmaVersion = EcmaVersion.Latest,
        ExperimentalESFeatures experimentalESFeatures = ExperimentalESFeatures.None)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(flags);
        return RegExpConverter.Adapt(pattern, flags, compiled, matchTimeout, throwIfNotAdaptable, ecmaVersion, experimentalESFeatures);
    }
}
