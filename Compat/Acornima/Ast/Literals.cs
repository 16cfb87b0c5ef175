using System.Numerics;
using System.Text.RegularExpressions;

namespace Acornima.Ast;

/// <summary>13.2.3 Literal.</summary>
public abstract class Literal : Expression
{
    /// <summary>The whole input until the first call of <see cref="Raw"/>, which cuts the literal out; many literals are never asked.</summary>
    private string _source;
    private bool _isCut;

    private protected Literal(TokenKind kind, string source, bool isCut)
        : base(NodeType.Literal)
    {
        Kind = kind;
        _source = source;
        _isCut = isCut;
    }

    public TokenKind Kind { get; }

    public object? Value => GetValue();

    /// <summary>The literal as it stands in the source.</summary>
    public string Raw
    {
        get
        {
            if (!_isCut)
            {
                _source = _source[_range.Start.._range.End];
                _isCut = true;
            }

            return _source;
        }
    }

    internal override int ChildSlotCount => 0;

    private protected abstract object? GetValue();

    protected internal override object? Accept(AstVisitor visitor) => visitor.VisitLiteral(this);
}

/// <summary>12.9.1 null.</summary>
public sealed class NullLiteral : Literal
{
    public NullLiteral(string raw)
        : base(TokenKind.NullLiteral, raw, isCut: true)
    {
    }

    private protected override object? GetValue() => null;
}

/// <summary>12.9.2 true and false.</summary>
public sealed class BooleanLiteral : Literal
{
    private static readonly object s_true = true;
    private static readonly object s_false = false;

    public BooleanLiteral(bool value, string raw)
        : base(TokenKind.BooleanLiteral, raw, isCut: true)
    {
        Value = value;
    }

    public new bool Value { get; }

    private protected override object? GetValue() => Value ? s_true : s_false;
}

/// <summary>12.9.3 Number.</summary>
public sealed class NumericLiteral : Literal
{
    private object? _boxed;

    public NumericLiteral(double value, string raw)
        : base(TokenKind.NumericLiteral, raw, isCut: true)
    {
        Value = value;
    }

    internal NumericLiteral(string source, double value)
        : base(TokenKind.NumericLiteral, source, isCut: false)
    {
        Value = value;
    }

    public new double Value { get; }

    private protected override object? GetValue() => _boxed ??= Value;
}

/// <summary>12.9.3 BigInt.</summary>
public sealed class BigIntLiteral : Literal
{
    private object? _boxed;

    public BigIntLiteral(BigInteger value, string raw)
        : base(TokenKind.BigIntLiteral, raw, isCut: true)
    {
        Value = value;
    }

    internal BigIntLiteral(string source, BigInteger value)
        : base(TokenKind.BigIntLiteral, source, isCut: false)
    {
        Value = value;
    }

    public new BigInteger Value { get; }

    private protected override object? GetValue() => _boxed ??= Value;
}

/// <summary>12.9.4 String.</summary>
public sealed class StringLiteral : Literal
{
    public StringLiteral(string value, string raw)
        : this(value, raw, isCut: true)
    {
    }

    internal StringLiteral(string value, string source, bool isCut)
        : base(TokenKind.StringLiteral, source, isCut)
    {
        Value = value;
    }

    public new string Value { get; }

    private protected override object? GetValue() => Value;
}

/// <summary>12.9.5 Regular expression.</summary>
public sealed class RegExpLiteral : Literal
{
    private readonly RegExpParseResult _parseResult;

    public RegExpLiteral(RegExpValue regExp, in RegExpParseResult parseResult, string raw)
        : base(TokenKind.RegExpLiteral, raw, isCut: true)
    {
        RegExp = regExp;
        _parseResult = parseResult;
    }

    internal RegExpLiteral(string source, RegExpValue regExp, in RegExpParseResult parseResult)
        : base(TokenKind.RegExpLiteral, source, isCut: false)
    {
        RegExp = regExp;
        _parseResult = parseResult;
    }

    public RegExpValue RegExp { get; }

    /// <summary>What <see cref="ParserOptions.OnRegExp"/> answered; without that handler, a result without content.</summary>
    public RegExpParseResult ParseResult => _parseResult;

    public new Regex? Value => _parseResult.Regex;

    private protected override object? GetValue() => Value;
}
