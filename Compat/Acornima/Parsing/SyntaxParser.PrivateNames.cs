using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>15.7.1 Private names: each declared once, each use inside a class that declares it.</summary>
internal sealed partial class SyntaxParser
{
    private readonly List<PrivateScope> _privateScopes = [];
    private int _privateDepth;

    private void ResetPrivateNames()
    {
        for (var depth = 0; depth < _privateScopes.Count; depth++)
        {
            _privateScopes[depth].Clear();
        }

        _privateDepth = 0;
    }

    private void OpenPrivateNames()
    {
        if (_privateDepth == _privateScopes.Count)
        {
            _privateScopes.Add(new PrivateScope());
        }

        _privateDepth++;
    }

    /// <summary>Names that the class does not declare are looked for in the class around it.</summary>
    private void ClosePrivateNames()
    {
        var scope = _privateScopes[--_privateDepth];
        foreach (var name in scope.Used)
        {
            if (!scope.Declared.ContainsKey(name.Name))
            {
                if (_privateDepth == 0)
                {
                    RefusePrivateName(name);
                }
                else
                {
                    _privateScopes[_privateDepth - 1].Used.Add(name);
                }
            }
        }

        scope.Clear();
    }

    private void RefusePrivateName(PrivateIdentifier name)
    {
        if (_options.CheckPrivateFields)
        {
            throw ErrorAt(name.Start, Problems.InvalidPrivateFieldResolution, name.Name);
        }
    }

    private PrivateIdentifier ParsePrivateReference()
    {
        var name = ParsePrivateName();
        if (_privateDepth == 0)
        {
            RefusePrivateName(name);
        }
        else
        {
            _privateScopes[_privateDepth - 1].Used.Add(name);
        }

        return name;
    }

    /// <summary>The name of a class element; it is declared once it is known what kind of element it is.</summary>
    private PrivateIdentifier ParsePrivateDeclaration()
    {
        if (_text == "constructor")
        {
            throw ErrorAt(_start, Problems.ConstructorIsPrivate);
        }

        return ParsePrivateName();
    }

    private PrivateIdentifier ParsePrivateName()
    {
        var start = Here;
        var name = _text;
        Next();
        return Finish(new PrivateIdentifier(name), start);
    }

    /// <summary>A getter and a setter may share a name if both are static or neither is.</summary>
    private void DeclarePrivateName(PrivateIdentifier name, PropertyKind kind, bool isStatic)
    {
        var declared = _privateScopes[_privateDepth - 1].Declared;
        var use = kind switch
        {
            PropertyKind.Get => PrivateUse.Getter,
            PropertyKind.Set => PrivateUse.Setter,
            _ => PrivateUse.Other,
        };
        use |= isStatic ? PrivateUse.Static : PrivateUse.None;
        if (!declared.TryGetValue(name.Name, out var before))
        {
            declared.Add(name.Name, use);
            return;
        }

        var isPair = (before ^ use) == (PrivateUse.Getter | PrivateUse.Setter);
        if (!isPair)
        {
            throw ErrorAt(name.Start, Problems.VarRedeclaration, "#" + name.Name);
        }

        declared[name.Name] = before | use;
    }

    [Flags]
    private enum PrivateUse
    {
        None = 0,
        Getter = 1,
        Setter = 2,
        Other = 4,
        Static = 8,
    }

    private sealed class PrivateScope
    {
        public Dictionary<string, PrivateUse> Declared { get; } = new(StringComparer.Ordinal);

        public List<PrivateIdentifier> Used { get; } = [];

        public void Clear()
        {
            Declared.Clear();
            Used.Clear();
        }
    }
}
