using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>8.2 Scope analysis: which names a scope declares, and which declarations do not get along.</summary>
internal sealed partial class SyntaxParser
{
    private ScopeRecord[] _scopes = new ScopeRecord[16];
    private int _scopeDepth;

    private ScopeRecord CurrentScope => _scopes[_scopeDepth - 1];

    private ScopeRecord OpenScope(ScopeKind kind)
    {
        if (_scopeDepth == _scopes.Length)
        {
            Array.Resize(ref _scopes, _scopeDepth * 2);
        }

        var scope = _scopes[_scopeDepth++] ??= new ScopeRecord();
        scope.Open(kind);
        return scope;
    }

    private void CloseScope() => _scopeDepth--;

    /// <summary>Declares all names that a binding pattern binds (8.2.1 BoundNames).</summary>
    private void DeclarePattern(Node? pattern, DeclarationKind kind)
    {
        switch (pattern)
        {
            case Identifier name:
                Declare(name, kind);
                break;
            case ObjectPattern @object:
                foreach (var property in @object.Properties)
                {
                    DeclarePattern(property is RestElement rest ? rest.Argument : ((AssignmentProperty)property).Value, kind);
                }

                break;
            case ArrayPattern array:
                foreach (var element in array.Elements)
                {
                    DeclarePattern(element, kind);
                }

                break;
            case AssignmentPattern assignment:
                DeclarePattern(assignment.Left, kind);
                break;
            case RestElement rest:
                DeclarePattern(rest.Argument, kind);
                break;
        }
    }

    private void Declare(Identifier name, DeclarationKind kind)
    {
        switch (kind)
        {
            case DeclarationKind.Var:
                DeclareVar(name);
                break;
            case DeclarationKind.Lexical:
                DeclareLexical(name, Binding.Lexical);
                break;
            case DeclarationKind.CatchParameter:
                DeclareLexical(name, Binding.Lexical);
                break;
            case DeclarationKind.SimpleCatchParameter:
                DeclareLexical(name, Binding.Lexical | Binding.SimpleCatchParameter);
                break;
            case DeclarationKind.UniqueParameter when (CurrentScope.Find(name.Name) & Binding.Parameter) != 0:
                throw ErrorAt(name.Start, Problems.DuplicateParameter);
            case DeclarationKind.Parameter or DeclarationKind.UniqueParameter:
                CurrentScope.VarNames.Add(name);
                CurrentScope.Bind(name.Name, Binding.Var | Binding.Parameter);
                break;
        }
    }

    private void DeclareLexical(Identifier name, Binding binding)
    {
        var scope = CurrentScope;
        if (scope.Find(name.Name) != Binding.None)
        {
            throw Redeclaration(name);
        }

        scope.LexicalNames.Add(name);
        scope.Bind(name.Name, binding);
    }

    private void DeclareVar(Identifier name)
    {
        for (var depth = _scopeDepth - 1; ; depth--)
        {
            var scope = _scopes[depth];
            var binding = scope.Find(name.Name);
            var isConflict = (binding & Binding.Lexical) != 0
                ? (binding & Binding.SimpleCatchParameter) == 0
                : (binding & Binding.Function) != 0 && !scope.TreatsFunctionsAsVar;
            if (isConflict)
            {
                throw Redeclaration(name);
            }

            scope.VarNames.Add(name);
            scope.Bind(name.Name, Binding.Var);
            if (scope.IsHoistingScope)
            {
                return;
            }
        }
    }

    /// <summary>Function declarations: like var at the top of functions and scripts, else lexical, where sloppy mode may repeat plain ones (B.3.2.4).</summary>
    private void DeclareFunction(Identifier name, bool isPlain)
    {
        var scope = CurrentScope;
        var binding = scope.Find(name.Name);
        var isConflict = scope.TreatsFunctionsAsVar
            ? (binding & Binding.Lexical) != 0
            : binding != Binding.None && !(isPlain && !IsStrict && (binding & (Binding.PlainFunction | Binding.Var)) == Binding.PlainFunction);
        if (isConflict)
        {
            throw Redeclaration(name);
        }

        scope.FunctionNames.Add(name);
        scope.Bind(name.Name, Binding.Function | (isPlain ? Binding.PlainFunction : Binding.None));
    }

    private SyntaxErrorException Redeclaration(Identifier name) => ErrorAt(name.Start, Problems.VarRedeclaration, name.Name);

    private enum DeclarationKind
    {
        Var,
        Lexical,
        Parameter,
        UniqueParameter,
        CatchParameter,
        SimpleCatchParameter,
    }
}
