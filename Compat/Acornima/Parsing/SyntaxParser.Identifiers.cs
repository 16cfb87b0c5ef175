using Acornima.Ast;

namespace Acornima.Parsing;

/// <summary>12.7.2, 13.1 Identifiers: which words may name something, and where.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>IdentifierReference, LabelIdentifier: the current token as an identifier.</summary>
    private Identifier ParseIdentifierReference()
    {
        CheckIdentifierToken();
        return ParseIdentifierName();
    }

    /// <summary>BindingIdentifier.</summary>
    private Identifier ParseBindingIdentifier()
    {
        CheckIdentifierToken();
        CheckBindingName(_text, _nameKind, _start);
        return ParseIdentifierName();
    }

    /// <summary>The current word, reserved or not, as an identifier node: property names and the like.</summary>
    private Identifier ParseIdentifierName()
    {
        var start = Here;
        var name = _text;
        Next();
        return Finish(new Identifier(name), start);
    }

    /// <summary>The current token is a word of any kind.</summary>
    private bool IsIdentifierName => _type is TokenType.Name or TokenType.EscapedKeyword || TokenTypes.IsKeyword(_type);

    private void CheckIdentifierToken()
    {
        if (_type != TokenType.Name)
        {
            throw Unexpected();
        }

        if (_nameKind != NameKind.None)
        {
            CheckReservedName(_nameKind, _text, _start);
        }
    }

    /// <summary>13.1.1 Early errors of identifiers that depend on the place.</summary>
    private void CheckReservedName(NameKind kind, string name, int position)
    {
        if (kind == NameKind.Await && !IsReservedHere(kind))
        {
            // A name for now; no longer if this turns out to be inside the parameters of an async arrow function.
            _awaitNamePosition = _awaitNamePosition < 0 ? position : _awaitNamePosition;
            return;
        }

        if (kind == NameKind.Arguments && Has(Context.NoArguments))
        {
            throw ErrorAt(position, Problems.ArgumentsNotAllowed);
        }

        if (IsReservedHere(kind))
        {
            throw ErrorAt(position, kind switch
            {
                NameKind.Await => Problems.AwaitReserved,
                NameKind.Yield => Problems.YieldReserved,
                _ => Problems.UnexpectedStrictReserved,
            }, name);
        }
    }

    private bool IsReservedHere(NameKind kind) => kind switch
    {
        NameKind.Await => _isModule || Has(Context.Async | Context.NoAwait),
        NameKind.Yield => Has(Context.Strict | Context.Generator),
        NameKind.Let or NameKind.Static or NameKind.StrictReserved => IsStrict,
        _ => false,
    };

    /// <summary>13.1.1 BindingIdentifier: eval and arguments cannot be bound in strict mode.</summary>
    private void CheckBindingName(string name, NameKind kind, int position)
    {
        if (IsStrict && (kind is NameKind.Eval or NameKind.Arguments))
        {
            throw ErrorAt(position, Problems.StrictEvalArguments, name);
        }
    }

    /// <summary>Checks a name again that was read before its function turned out to be strict.</summary>
    private void RecheckBindingName(Identifier name)
    {
        var kind = ReservedWords.KindOf(name.Name);
        if (kind != NameKind.None)
        {
            CheckBindingName(name.Name, kind, name.Start);
            if (kind is not (NameKind.Await or NameKind.Arguments) && IsReservedHere(kind))
            {
                throw ErrorAt(name.Start, Problems.UnexpectedStrictReserved, name.Name);
            }
        }
    }
}
