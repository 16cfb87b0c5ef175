namespace Acornima.Parsing;

/// <summary>
/// Reads tokens without a parser. Whether a slash begins a regular expression and what a closing brace closes is told from the tokens
/// before, as far as tokens tell it: behind a closing parenthesis or brace, from what stood in front of the opening one.
/// </summary>
internal sealed class TokenReader(TokenizerOptions options) : Scanner
{
    private readonly RegExpChecker _regExpChecker = new();

    /// <summary>What each open bracket means for a slash behind the closing one, and which braces are those of templates.</summary>
    private readonly Stack<Bracket> _brackets = new();

    private bool _slashIsRegExp;
    private TokenType _previous;
    private Token _current;

    public Token Current => _current;

    public void Reset(string input, int start, int length, SourceType sourceType, string? sourceFile)
    {
        _version = options.EcmaVersion;
        Begin(input, start, length, sourceFile, sourceType == SourceType.Module);
        _regExpChecker.Reset(input, sourceFile, options.EcmaVersion, options.ExperimentalESFeatures);
        _brackets.Clear();
        _slashIsRegExp = true;
        _previous = TokenType.Semicolon;
        _current = default;
    }

    public void Next(in TokenizerContext context)
    {
        Next();
        var (kind, value) = Read(context);
        var range = new Range(_start, _position);
        _current = new Token(kind, value, range, new SourceLocation(StartPosition, EndPosition, _sourceFile));
        _previous = _type;
    }

    private (TokenKind Kind, object? Value) Read(in TokenizerContext context)
    {
        switch (_type)
        {
            case TokenType.EndOfFile:
                return (TokenKind.EOF, null);
            case TokenType.Name:
                _slashIsRegExp = false;
                return (TokenKind.Identifier, _text);
            case TokenType.PrivateName:
                _slashIsRegExp = false;
                return (TokenKind.Identifier, "#" + _text);
            case TokenType.EscapedKeyword:
                _slashIsRegExp = false;
                return context.IgnoreEscapeSequenceInKeyword ? (TokenKind.Keyword, _text) : throw ErrorAt(_start, Problems.EscapedKeyword);
            case TokenType.Number or TokenType.String:
                return ReadLiteral(context);
            case TokenType.BigInt:
                _slashIsRegExp = false;
                return (TokenKind.BigIntLiteral, _bigInteger);
            case TokenType.Slash or TokenType.SlashAssign when _slashIsRegExp:
                return ReadRegExpToken();
            case TokenType.Backtick:
                return ReadTemplate(context);
            case TokenType.BraceRight when _brackets.TryPeek(out var bracket) && bracket == Bracket.Template:
                _brackets.Pop();
                return ReadTemplate(context);
            default:
                return TokenTypes.IsKeyword(_type) ? ReadKeyword() : ReadPunctuator();
        }
    }

    private (TokenKind Kind, object? Value) ReadLiteral(in TokenizerContext context)
    {
        _slashIsRegExp = false;
        if (_octalPosition >= 0 && context.Strict)
        {
            throw ErrorAt(_octalPosition, _octalIsEscape ? Problems.StrictOctalEscape : Problems.StrictOctalLiteral);
        }

        return _type == TokenType.Number ? (TokenKind.NumericLiteral, _number) : (TokenKind.StringLiteral, _text);
    }

    private (TokenKind Kind, object? Value) ReadRegExpToken()
    {
        var value = ReadRegExp();
        _slashIsRegExp = false;
        var range = new Range(_start, _position);
        var location = new SourceLocation(StartPosition, EndPosition, _sourceFile);
        if (options.OnRegExp is { } handler)
        {
            handler(new RegExpParsingContext(_regExpChecker, value.Pattern, value.Flags, range, location));
        }
        else if (!options.Tolerant)
        {
            _regExpChecker.Validate(value.Pattern, value.Flags, range, location);
        }

        return (TokenKind.RegExpLiteral, value);
    }

    /// <summary>A piece of a template with its delimiters: from ` or } to ` or ${.</summary>
    private (TokenKind Kind, object? Value) ReadTemplate(in TokenizerContext context)
    {
        var value = ReadTemplateCharacters();
        if (_templateErrorPosition >= 0 && context.RequireValidEscapeSequenceInTemplate)
        {
            throw ErrorAt(_templateErrorPosition, _templateProblem);
        }

        var isTail = _source[_position] == '`';
        _position += isTail ? 1 : 2;
        _slashIsRegExp = !isTail;
        if (!isTail)
        {
            _brackets.Push(Bracket.Template);
        }

        _type = TokenType.Template;
        return (TokenKind.Template, value.Cooked);
    }

    private (TokenKind Kind, object? Value) ReadKeyword()
    {
        _slashIsRegExp = _type is not (TokenType.This or TokenType.Super or TokenType.Null or TokenType.True or TokenType.False);
        return _type switch
        {
            TokenType.Null => (TokenKind.NullLiteral, null),
            TokenType.True => (TokenKind.BooleanLiteral, true),
            TokenType.False => (TokenKind.BooleanLiteral, false),
            _ => (TokenKind.Keyword, _text),
        };
    }

    private (TokenKind Kind, object? Value) ReadPunctuator()
    {
        switch (_type)
        {
            case TokenType.ParenLeft:
                _brackets.Push(_previous is TokenType.If or TokenType.While or TokenType.For or TokenType.With ? Bracket.Statement : Bracket.Expression);
                _slashIsRegExp = true;
                break;
            case TokenType.BraceLeft:
                _brackets.Push(_slashIsRegExp && !IsBlockStart(_previous) ? Bracket.Expression : Bracket.Statement);
                _slashIsRegExp = true;
                break;
            case TokenType.ParenRight or TokenType.BraceRight:
                _slashIsRegExp = _brackets.TryPop(out var bracket) && bracket == Bracket.Statement;
                break;
            case TokenType.BracketRight or TokenType.Increment or TokenType.Decrement:
                _slashIsRegExp = false;
                break;
            default:
                _slashIsRegExp = true;
                break;
        }

        return (TokenKind.Punctuator, _source[_start.._position]);
    }

    /// <summary>A brace behind such a token opens a block rather than an object.</summary>
    private static bool IsBlockStart(TokenType previous) =>
        previous is TokenType.Semicolon or TokenType.BraceLeft or TokenType.BraceRight or TokenType.ParenRight or TokenType.Else or TokenType.Do
            or TokenType.Try or TokenType.Finally or TokenType.Arrow;

    private enum Bracket
    {
        Expression,
        Statement,
        Template,
    }
}
