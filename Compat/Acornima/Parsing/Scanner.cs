namespace Acornima.Parsing;

/// <summary>
/// 12 Lexical grammar. Reads one token at a time, on demand: the parser decides whether a slash begins a regular expression and
/// whether a brace goes on with a template, because only it knows the goal symbol.
/// </summary>
internal abstract partial class Scanner
{
    private protected string _source = "";
    private protected string? _sourceFile;
    private protected bool _isModule;

    /// <summary>Edition of the language; what later editions added is refused.</summary>
    private protected EcmaVersion _version = EcmaVersion.Latest;

    /// <summary>End of the slice that is read.</summary>
    private protected int _limit;

    // Where scanning goes on, which is where the current token ends.
    private protected int _position;
    private protected int _line;
    private protected int _lineStart;

    // The current token.
    private protected TokenType _type;
    private protected NameKind _nameKind;
    private protected bool _hasEscape;
    private protected bool _newlineBefore;
    private protected int _start;
    private protected int _startLine;
    private protected int _startLineStart;
    private protected string _text = "";
    private protected double _number;

    /// <summary>Offset of a legacy octal number or escape in the current token, or -1; strict mode refuses it (12.9.3.1, 12.9.4.1).</summary>
    private protected int _octalPosition;
    private protected bool _octalIsEscape;

    // End of the token before.
    private protected int _lastEnd;
    private protected int _lastEndLine;
    private protected int _lastEndLineStart;

    /// <summary>No token has been read yet: what comes first counts as the first of its line for --> (B.1.1).</summary>
    private bool _isFirstToken;

    private readonly NameTable _names = new();
    private CharBuffer _buffer;

    /// <summary>Starts at a slice of the input; lines are counted from the beginning of the whole.</summary>
    private protected void Begin(string source, int start, int length, string? sourceFile, bool isModule)
    {
        _source = source;
        _sourceFile = sourceFile;
        _isModule = isModule;
        _limit = start + length;
        _position = start;
        (_line, _lineStart) = Lines.Find(source, start);
        _names.Reset();
        _type = TokenType.EndOfFile;
        _lastEnd = start;
        _lastEndLine = _line;
        _lastEndLineStart = _lineStart;
        _isFirstToken = true;
        SkipHashbang();
    }

    private protected Position StartPosition => new(_startLine, _start - _startLineStart);

    private protected Position EndPosition => new(_line, _position - _lineStart);

    /// <summary>The character at an offset from the scanning position, or NUL behind the end.</summary>
    private protected char PeekChar(int offset = 0)
    {
        var index = _position + offset;
        return (uint)index < (uint)_limit ? _source[index] : '\0';
    }

    /// <summary>Goes on to the next token, reading a slash as a punctuator.</summary>
    private protected void Next()
    {
        _lastEnd = _position;
        _lastEndLine = _line;
        _lastEndLineStart = _lineStart;
        SkipTrivia();
        _isFirstToken = false;
        _start = _position;
        _startLine = _line;
        _startLineStart = _lineStart;
        _hasEscape = false;
        _nameKind = NameKind.None;
        if (_position >= _limit)
        {
            _type = TokenType.EndOfFile;
            return;
        }

        var character = _source[_position];
        if (Characters.IsAsciiIdentifierStart(character))
        {
            ScanAsciiName();
        }
        else
        {
            ScanOther(character);
        }
    }

    private void ScanOther(char character)
    {
        switch (character)
        {
            case '"' or '\'':
                ScanString(character);
                break;
            case >= '0' and <= '9':
                ScanNumber(character);
                break;
            case '.' when char.IsAsciiDigit(PeekChar(1)):
                ScanNumber(character);
                break;
            case '#':
                ScanPrivateName();
                break;
            case '\\':
                ScanNameWithEscapes(_position, isPrivate: false);
                break;
            case < '\u0080':
                ScanPunctuator(character);
                break;
            default:
                ScanNameWithEscapes(_position, isPrivate: false);
                break;
        }
    }

    /// <summary>12.5 Hashbang comments: only at the very beginning.</summary>
    private void SkipHashbang()
    {
        if (PeekChar() == '#' && PeekChar(1) == '!')
        {
            Since(EcmaVersion.ES2023, _position, "hashbang comments");
            SkipLineComment(2);
        }
    }

    /// <summary>12.2 to 12.4 and B.1.1: white space, line terminators and comments.</summary>
    private void SkipTrivia()
    {
        _newlineBefore = false;
        while (_position < _limit)
        {
            var character = _source[_position];
            switch (character)
            {
                case ' ' or '\t' or '\v' or '\f':
                    _position++;
                    break;
                case '\n' or '\r' or '\u2028' or '\u2029':
                    SkipLineTerminator(character);
                    _newlineBefore = true;
                    break;
                case '/':
                    if (!SkipComment())
                    {
                        return;
                    }

                    break;
                case '<' when !_isModule && Matches("<!--"):
                    SkipLineComment(4);
                    break;
                case '-' when !_isModule && (_newlineBefore || _isFirstToken) && Matches("-->"):
                    SkipLineComment(3);
                    break;
                case >= '\u0080' when Characters.IsUnicodeWhiteSpace(character):
                    _position++;
                    break;
                default:
                    return;
            }
        }
    }

    private bool Matches(string text) =>
        _limit - _position >= text.Length && string.CompareOrdinal(_source, _position, text, 0, text.Length) == 0;

    /// <summary>Steps over a line terminator; CR LF is one (12.3).</summary>
    private void SkipLineTerminator(char character)
    {
        _position++;
        if (character == '\r' && PeekChar() == '\n')
        {
            _position++;
        }

        _line++;
        _lineStart = _position;
    }

    private bool SkipComment()
    {
        switch (PeekChar(1))
        {
            case '/':
                SkipLineComment(2);
                return true;
            case '*':
                SkipBlockComment();
                return true;
            default:
                return false;
        }
    }

    private void SkipLineComment(int opening)
    {
        var rest = _source.AsSpan(_position + opening, _limit - _position - opening);
        var length = rest.IndexOfAny("\n\r\u2028\u2029");
        _position = length < 0 ? _limit : _position + opening + length;
    }

    private void SkipBlockComment()
    {
        var start = _position;
        _position += 2;
        while (true)
        {
            var offset = _source.AsSpan(_position, _limit - _position).IndexOfAny("*\n\r\u2028\u2029");
            if (offset < 0)
            {
                throw ErrorAt(start, Problems.UnterminatedComment);
            }

            _position += offset;
            var character = _source[_position];
            if (character != '*')
            {
                SkipLineTerminator(character);
                _newlineBefore = true;
            }
            else if (PeekChar(1) == '/')
            {
                _position += 2;
                return;
            }
            else
            {
                _position++;
            }
        }
    }

    /// <summary>Refuses what the chosen edition does not have yet.</summary>
    private protected void Since(EcmaVersion version, int position, string feature)
    {
        if (_version < version)
        {
            throw ErrorAt(position, Problems.FeatureOfALaterEdition, $"{feature} (ES{2009 + (int)version})");
        }
    }

    private protected SyntaxErrorException ErrorAt(int index, Problem problem, string? found = null) => ParseErrorAt(index, problem, found).ToException();

    private protected ParseError ParseErrorAt(int index, Problem problem, string? found = null)
    {
        var (line, lineStart) = Lines.Find(_source, index);
        var description = found is null ? problem.Text : problem.Text.Replace("{0}", found, StringComparison.Ordinal);
        return new ParseError(problem.Code, description, index, new Position(line, index - lineStart), _sourceFile);
    }

    /// <summary>Remembers a place to come back to after looking ahead.</summary>
    private protected ScannerState Save() =>
        new(
            _position, _line, _lineStart, _type, _nameKind, _hasEscape, _newlineBefore, _start, _startLine, _startLineStart, _text, _number,
            _octalPosition, _octalIsEscape, _lastEnd, _lastEndLine, _lastEndLineStart);

    private protected void Restore(in ScannerState state)
    {
        (_position, _line, _lineStart) = (state.Position, state.Line, state.LineStart);
        (_type, _nameKind, _hasEscape, _newlineBefore) = (state.Type, state.NameKind, state.HasEscape, state.NewlineBefore);
        (_start, _startLine, _startLineStart) = (state.Start, state.StartLine, state.StartLineStart);
        (_text, _number, _octalPosition, _octalIsEscape) = (state.Text, state.Number, state.OctalPosition, state.OctalIsEscape);
        (_lastEnd, _lastEndLine, _lastEndLineStart) = (state.LastEnd, state.LastEndLine, state.LastEndLineStart);
    }

    private protected readonly record struct ScannerState(
        int Position,
        int Line,
        int LineStart,
        TokenType Type,
        NameKind NameKind,
        bool HasEscape,
        bool NewlineBefore,
        int Start,
        int StartLine,
        int StartLineStart,
        string Text,
        double Number,
        int OctalPosition,
        bool OctalIsEscape,
        int LastEnd,
        int LastEndLine,
        int LastEndLineStart);
}
