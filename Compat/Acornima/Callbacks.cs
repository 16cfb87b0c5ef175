using Acornima.Ast;

namespace Acornima;

/// <summary>Told of each finished node.</summary>
public delegate void OnNodeHandler(Node node, in OnNodeContext context);

/// <summary>Answers what stands behind a regular expression literal.</summary>
public delegate RegExpParseResult OnRegExpHandler(in RegExpParsingContext context);

/// <summary>What is known of a node at the moment when it is finished.</summary>
public readonly ref struct OnNodeContext
{
    private readonly ref readonly Scope _scope;

    internal OnNodeContext(string input)
    {
        Input = input;
    }

    internal OnNodeContext(string input, ref readonly Scope scope)
    {
        Input = input;
        _scope = ref scope;
        HasScope = true;
    }

    /// <summary>The whole input.</summary>
    public string Input { get; }

    /// <summary>True for nodes that open a scope: programs, functions, classes, static blocks, nested blocks, catch clauses, for loops and switch.</summary>
    public bool HasScope { get; }

    /// <summary>The scope that the node opened. Its spans are valid during the callback.</summary>
    /// <exception cref="InvalidOperationException">The node opens no scope.</exception>
    public ref readonly Scope Scope
    {
        get
        {
            if (!HasScope)
            {
                throw new InvalidOperationException("This node opens no scope; ask HasScope first.");
            }

            return ref _scope;
        }
    }
}

/// <summary>Names that a scope declares. The spans are valid until the callback that received the scope returns.</summary>
public readonly struct Scope
{
    private readonly ScopeRecord _record;

    internal Scope(ScopeRecord record)
    {
        _record = record;
    }

    /// <summary>var-declared names, parameters first in the scope of a function; names from nested blocks included.</summary>
    public ReadOnlySpan<Identifier> VarVariables => _record.VarNames.Span;

    /// <summary>let, const, class and using names of this scope, catch parameters first.</summary>
    public ReadOnlySpan<Identifier> LexicalVariables => _record.LexicalNames.Span;

    /// <summary>Names of the function declarations that stand directly in this scope.</summary>
    public ReadOnlySpan<Identifier> Functions => _record.FunctionNames.Span;
}

/// <summary>A regular expression literal on its way into the tree.</summary>
public readonly ref struct RegExpParsingContext
{
    private readonly Parsing.RegExpChecker _checker;

    internal RegExpParsingContext(Parsing.RegExpChecker checker, string pattern, string flags, Range range, SourceLocation location)
    {
        _checker = checker;
        Pattern = pattern;
        Flags = flags;
        Range = range;
        Location = location;
    }

    public string Pattern { get; }

    public string Flags { get; }

    public Range Range { get; }

    public SourceLocation Location { get; }

    /// <summary>Checks the pattern against the language.</summary>
    /// <exception cref="SyntaxErrorException">The pattern or its flags are invalid.</exception>
    public void Validate() => _checker.Validate(Pattern, Flags, Range, Location);
}
