using System.Runtime.CompilerServices;
using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>
/// Recursive descent over the ECMAScript grammar (ES2025), one file for each chapter of it. Where the grammar has a cover grammar
/// (13.2 parenthesized expressions, 13.15.5 assignment patterns), expressions are read first and reinterpreted when what follows asks for it.
/// </summary>
internal sealed partial class SyntaxParser : Scanner
{
    private readonly ParserOptions _options;
    private readonly OnNodeHandler? _onNode;
    private readonly RegExpChecker _regExpChecker = new();
    private readonly NodeStack _nodes = new();
    private Context _context;

    public SyntaxParser(ParserOptions options)
    {
        _options = options;
        _onNode = options.OnNode;
        _version = options.EcmaVersion;
    }

    /// <summary>16.1 Scripts.</summary>
    public Script ParseScript(string input, int start, int length, string? sourceFile, bool strict)
    {
        var context = strict ? Context.Strict : Context.None;
        context |= _options.AllowAwaitOutsideFunction ? Context.Async : Context.None;
        var marker = Open(input, start, length, sourceFile, isModule: false, context);
        var scope = OpenScope(ScopeKind.Script);
        var body = ParseProgramBody();
        return FinishScope(new Script(body, IsStrict), marker, scope);
    }

    /// <summary>16.2 Modules.</summary>
    public Module ParseModule(string input, int start, int length, string? sourceFile)
    {
        var topLevelAwait = _version >= EcmaVersion.ES2022 || _options.AllowAwaitOutsideFunction ? Context.Async : Context.None;
        var marker = Open(input, start, length, sourceFile, isModule: true, Context.Strict | topLevelAwait);
        var scope = OpenScope(ScopeKind.Module);
        var body = ParseProgramBody();
        CheckExportedNames();
        return FinishScope(new Module(body), marker, scope);
    }

    private Marker Open(string input, int start, int length, string? sourceFile, bool isModule, Context context)
    {
        Begin(input, start, length, sourceFile, isModule);
        var marker = new Marker(start, new Position(_line, start - _lineStart));
        _context = context;
        _context |= _options.AllowReturnOutsideFunction ? Context.Return : Context.None;
        _context |= _options.AllowNewTargetOutsideFunction ? Context.NewTarget : Context.None;
        _context |= _options.AllowSuperOutsideMethod ? Context.SuperProperty | Context.SuperCall : Context.None;
        _regExpChecker.Reset(input, sourceFile, _options.EcmaVersion, _options.ExperimentalESFeatures);
        _nodes.Clear();
        _labels.Clear();
        _scopeDepth = 0;
        _arrowStart = -1;
        _coverPosition = -1;
        _yieldPosition = _awaitPosition = _awaitNamePosition = -1;
        ResetPrivateNames();
        ResetModule();
        Next();
        return marker;
    }

    private NodeList<Statement> ParseProgramBody()
    {
        var mark = _nodes.Count;
        ParseDirectives(hasSimpleParameters: true);
        while (_type != TokenType.EndOfFile)
        {
            _nodes.Push(ParseStatementListItem(isTopLevel: true));
        }

        // The program reaches to the end of its input, trailing comments included.
        Next();
        return _nodes.Take<Statement>(mark);
    }

    private bool IsStrict => (_context & Context.Strict) != 0;

    private bool Has(Context flag) => (_context & flag) != 0;

    private bool HasFeature(ExperimentalESFeatures feature) => (_options.ExperimentalESFeatures & feature) != 0;

    private Marker Here => new(_start, StartPosition);

    private static Marker StartOf(Node node) => new(node._range.Start, node._location.Start);

    /// <summary>Ends a node where the token before the current one ends.</summary>
    private T Finish<T>(T node, in Marker start)
        where T : Node
    {
        SetPlace(node, start);
        if (_onNode is not null)
        {
            Report(node);
        }

        return node;
    }

    /// <summary>Ends a node that opened a scope, and closes the scope.</summary>
    private T FinishScope<T>(T node, in Marker start, ScopeRecord record)
        where T : Node
    {
        SetPlace(node, start);
        if (_onNode is not null)
        {
            var scope = new Scope(record);
            _onNode(node, new OnNodeContext(_source, ref scope));
        }

        CloseScope();
        return node;
    }

    private void SetPlace(Node node, in Marker start)
    {
        node._range = new Range(start.Offset, _lastEnd);
        node._location = new SourceLocation(start.Position, new Position(_lastEndLine, _lastEnd - _lastEndLineStart), _sourceFile);
    }

    /// <summary>Gives a node that reinterprets another the place of that one.</summary>
    private T Replace<T>(T node, Node original)
        where T : Node
    {
        node._range = original._range;
        node._location = original._location;
        if (_onNode is not null)
        {
            Report(node);
        }

        return node;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Report(Node node) => _onNode!(node, new OnNodeContext(_source));

    /// <summary>
    /// Source text is untrusted: nesting must end in an error before it ends the process. Called wherever the grammar is recursive.
    /// </summary>
    private void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw ErrorAt(_start, Problems.TooDeeplyNested);
        }
    }

    private bool Eat(TokenType type)
    {
        if (_type != type)
        {
            return false;
        }

        Next();
        return true;
    }

    private void Expect(TokenType type)
    {
        if (_type != type)
        {
            throw Unexpected();
        }

        Next();
    }

    /// <summary>The current token is the given contextual word, written without escapes.</summary>
    private bool IsName(NameKind kind) => _nameKind == kind && _type == TokenType.Name && !_hasEscape;

    private bool EatName(NameKind kind)
    {
        if (!IsName(kind))
        {
            return false;
        }

        Next();
        return true;
    }

    private void ExpectName(NameKind kind)
    {
        if (!EatName(kind))
        {
            throw Unexpected();
        }
    }

    /// <summary>12.10 Automatic semicolon insertion: at the end of a line, before a closing brace and at the end of the input.</summary>
    private bool CanInsertSemicolon => _newlineBefore || _type is TokenType.BraceRight or TokenType.EndOfFile;

    private void ConsumeSemicolon()
    {
        if (!Eat(TokenType.Semicolon) && !CanInsertSemicolon)
        {
            throw Unexpected();
        }
    }

    /// <summary>The type of the token after the current one, and whether a line ends between them.</summary>
    private (TokenType Type, NameKind Kind, bool NewlineBefore, bool HasEscape) PeekToken()
    {
        var state = Save();
        Next();
        var result = (_type, _nameKind, _newlineBefore, _hasEscape);
        Restore(state);
        return result;
    }

    private SyntaxErrorException Unexpected()
    {
        return _type switch
        {
            TokenType.EndOfFile => ErrorAt(_start, Problems.UnexpectedEnd),
            TokenType.EscapedKeyword => ErrorAt(_start, Problems.EscapedKeyword),
            TokenType.Number or TokenType.BigInt => ErrorAt(_start, Problems.UnexpectedNumber),
            TokenType.String => ErrorAt(_start, Problems.UnexpectedString),
            TokenType.Backtick => ErrorAt(_start, Problems.UnexpectedTemplate),
            TokenType.Name when IsReservedHere(_nameKind) => ErrorAt(_start, Problems.UnexpectedReserved, _text),
            TokenType.Name => ErrorAt(_start, Problems.UnexpectedIdentifier, _text),
            TokenType.PrivateName => ErrorAt(_start, Problems.UnexpectedIdentifier, "#" + _text),
            _ => ErrorAt(_start, Problems.UnexpectedToken, _source[_start.._position]),
        };
    }
}

/// <summary>Where a node begins.</summary>
internal readonly record struct Marker(int Offset, Position Position);

/// <summary>What the place in the program allows and forbids; the parameters of the grammar, and more.</summary>
[Flags]
internal enum Context : ushort
{
    None = 0,
    Strict = 1,

    /// <summary>return is allowed.</summary>
    Return = 2,

    /// <summary>[+Yield] yield is an operator.</summary>
    Generator = 4,

    /// <summary>[+Await] await is an operator.</summary>
    Async = 8,
    NewTarget = 16,
    SuperProperty = 32,
    SuperCall = 64,

    /// <summary>Field initializers and static blocks have no arguments object (15.7.1).</summary>
    NoArguments = 128,

    /// <summary>Static blocks reserve await without having it (15.7.1).</summary>
    NoAwait = 256,

    /// <summary>Formal parameters may contain neither yield nor await expressions (15.5.1, 15.8.1).</summary>
    Parameters = 512,
}
