using System.Globalization;

namespace Acornima;

/// <summary>What is wrong with a source text, and where.</summary>
public class ParseError
{
    internal ParseError(string code, string description, int index, Position position, string? sourceFile)
    {
        Code = code;
        Description = description;
        Index = index;
        Position = position;
        SourceFile = sourceFile;
    }

    /// <summary>Stable identifier of the kind of error.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in words.</summary>
    public string Description { get; }

    /// <summary>UTF-16 offset in the input; -1 if unknown.</summary>
    public int Index { get; }

    public Position Position { get; }

    /// <summary>1-based line; 0 if unknown.</summary>
    public int LineNumber => Position.Line;

    /// <summary>0-based column.</summary>
    public int Column => Position.Column;

    public string? SourceFile { get; }

    /// <summary>The description followed by line and 1-based column.</summary>
    public override string ToString() => Position.Line <= 0
        ? Description
        : string.Create(CultureInfo.InvariantCulture, $"{Description} ({LineNumber}:{Column + 1})");

    internal SyntaxErrorException ToException() => new(this);
}

/// <summary>A source text cannot be parsed.</summary>
public class ParseErrorException : Exception
{
    public ParseErrorException(ParseError error, Exception? innerException = null)
        : base((error ?? throw new ArgumentNullException(nameof(error))).ToString(), innerException)
    {
        Error = error;
    }

    public ParseError Error { get; }

    public string Description => Error.Description;

    public int Index => Error.Index;

    /// <summary>1-based line; 0 if unknown.</summary>
    public int LineNumber => Error.LineNumber;

    /// <summary>0-based column.</summary>
    public int Column => Error.Column;

    public string? SourceFile => Error.SourceFile;
}

/// <summary>A source text breaks a rule of the language.</summary>
public sealed class SyntaxErrorException : ParseErrorException
{
    public SyntaxErrorException(ParseError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
