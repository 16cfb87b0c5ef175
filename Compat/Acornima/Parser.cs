using Acornima.Ast;
using Acornima.Parsing;

namespace Acornima;

/// <summary>Parses scripts and modules into syntax trees. One parser serves one thread at a time.</summary>
public sealed class Parser
{
    private readonly SyntaxParser _parser;

    public Parser()
        : this(ParserOptions.Default)
    {
    }

    public Parser(ParserOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _parser = new SyntaxParser(options);
    }

    public ParserOptions Options { get; }

    /// <exception cref="SyntaxErrorException">The input is no script.</exception>
    public Script ParseScript(string input, string? sourceFile = null, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _parser.ParseScript(input, 0, input.Length, sourceFile, strict);
    }

    /// <summary>Parses a slice of the input; offsets, lines and columns stay those of the whole.</summary>
    /// <exception cref="SyntaxErrorException">The slice is no script.</exception>
    public Script ParseScript(string input, int start, int length, string? sourceFile = null, bool strict = false)
    {
        Slice.Check(input, start, length);
        return _parser.ParseScript(input, start, length, sourceFile, strict);
    }

    /// <exception cref="SyntaxErrorException">The input is no module.</exception>
    public Module ParseModule(string input, string? sourceFile = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _parser.ParseModule(input, 0, input.Length, sourceFile);
    }

    /// <summary>Parses a slice of the input; offsets, lines and columns stay those of the whole.</summary>
    /// <exception cref="SyntaxErrorException">The slice is no module.</exception>
    public Module ParseModule(string input, int start, int length, string? sourceFile = null)
    {
        Slice.Check(input, start, length);
        return _parser.ParseModule(input, start, length, sourceFile);
    }
}
