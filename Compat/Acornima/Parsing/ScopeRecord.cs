using Acornima.Ast;

namespace Acornima;

/// <summary>A growing list of names that is reused from scope to scope.</summary>
internal sealed class NameBuffer
{
    private Identifier[] _items = [];
    private int _count;

    public ReadOnlySpan<Identifier> Span => _items.AsSpan(0, _count);

    public void Add(Identifier name)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, _count * 2));
        }

        _items[_count++] = name;
    }

    public void Clear()
    {
        Array.Clear(_items, 0, _count);
        _count = 0;
    }
}

/// <summary>How a name is bound in a scope; a name can be bound in several ways that get along.</summary>
[Flags]
internal enum Binding : byte
{
    None = 0,
    Var = 1,
    Lexical = 2,
    Function = 4,

    /// <summary>A function declaration that sloppy mode may repeat in a block (B.3.2.4): neither async nor generator.</summary>
    PlainFunction = 8,

    /// <summary>The catch parameter was a plain identifier, which var may redeclare (B.3.4).</summary>
    SimpleCatchParameter = 16,

    Parameter = 32,
}

internal enum ScopeKind : byte
{
    Script,
    Module,
    Function,
    StaticBlock,
    Class,
    Block,
    Catch,
    Loop,
    Switch,
}

/// <summary>The names declared in one scope. Records are reused when scopes close.</summary>
internal sealed class ScopeRecord
{
    private const int LinearSearchLimit = 8;

    private string[] _names = new string[LinearSearchLimit];
    private Binding[] _bindings = new Binding[LinearSearchLimit];
    private int _count;
    private Dictionary<string, int>? _index;

    public ScopeKind Kind { get; private set; }

    public NameBuffer VarNames { get; } = new();

    public NameBuffer LexicalNames { get; } = new();

    public NameBuffer FunctionNames { get; } = new();

    /// <summary>var declarations rise no further than this scope.</summary>
    public bool IsHoistingScope => Kind <= ScopeKind.StaticBlock;

    /// <summary>Function declarations at the top of this scope count as var declarations (8.2.10 TopLevelVarDeclaredNames).</summary>
    public bool TreatsFunctionsAsVar => Kind is ScopeKind.Script or ScopeKind.Function or ScopeKind.StaticBlock;

    public void Open(ScopeKind kind)
    {
        Kind = kind;
        if (_count > 0)
        {
            VarNames.Clear();
            LexicalNames.Clear();
            FunctionNames.Clear();
            Array.Clear(_names, 0, _count);
            _count = 0;
            _index?.Clear();
        }
    }

    /// <summary>How the name is bound here. Names are interned, so that equal names are the same object.</summary>
    public Binding Find(string name)
    {
        var slot = FindSlot(name);
        return slot < 0 ? Binding.None : _bindings[slot];
    }

    public void Bind(string name, Binding binding)
    {
        var slot = FindSlot(name);
        if (slot >= 0)
        {
            _bindings[slot] |= binding;
            return;
        }

        if (_count == _names.Length)
        {
            Array.Resize(ref _names, _count * 2);
            Array.Resize(ref _bindings, _count * 2);
        }

        _names[_count] = name;
        _bindings[_count] = binding;
        if (_count == LinearSearchLimit)
        {
            BuildIndex();
        }

        if (_count >= LinearSearchLimit)
        {
            _index![name] = _count;
        }

        _count++;
    }

    private int FindSlot(string name)
    {
        if (_count > LinearSearchLimit)
        {
            return _index!.TryGetValue(name, out var found) ? found : -1;
        }

        for (var slot = 0; slot < _count; slot++)
        {
            if (ReferenceEquals(_names[slot], name))
            {
                return slot;
            }
        }

        return -1;
    }

    private void BuildIndex()
    {
        _index ??= new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < LinearSearchLimit; slot++)
        {
            _index[_names[slot]] = slot;
        }
    }
}
