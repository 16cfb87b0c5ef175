using Acornima;
using Acornima.Ast;

namespace ConnectionsConsole.Tests.Compat.Parsing;

/// <summary>What callers of the tree rely on beyond its shape.</summary>
public class TreeTests
{
    [Fact]
    public void Slice_KeepsOffsetsAndLinesOfTheWhole()
    {
        const string Input = "first line\nx = { a: y }; rest";
        var start = Input.IndexOf('y', StringComparison.Ordinal);

        var script = new Parser().ParseScript(Input, start, 1, "file.js");

        var name = ((ExpressionStatement)Assert.Single(script.Body)).Expression;
        Assert.Equal((start, start + 1), (name.Start, name.End));
        Assert.Equal(SourceLocation.From(Position.From(2, 9), Position.From(2, 10), "file.js"), name.Location);
        Assert.Equal((start, start + 1), (script.Start, script.End));
    }

    [Theory]
    [InlineData("12", 0, 1, 1d)]
    [InlineData("x /* 1 */ 2", 10, 1, 2d)]
    public void Slice_DoesNotReadBeyondItsEnd(string input, int start, int length, double value)
    {
        var script = new Parser().ParseScript(input, start, length);

        Assert.Equal(value, ((NumericLiteral)((ExpressionStatement)script.Body[0]).Expression).Value);
    }

    [Theory]
    [InlineData("'abc", 3)]
    [InlineData("/* */", 3)]
    [InlineData("`ab`", 3)]
    [InlineData("/ab/", 3)]
    [InlineData("a\\u0061", 4)]
    [InlineData("f()", 2)]
    public void TokenCutByTheSlice_IsRefused(string input, int length) =>
        Assert.Throws<SyntaxErrorException>(() => new Parser().ParseScript(input, 0, length));

    [Fact]
    public void LabelSet_IsTheInnermostLabel()
    {
        var outer = (LabeledStatement)new Parser().ParseScript("a: b: for (;;) ;").Body[0];
        var inner = (LabeledStatement)outer.Body;

        Assert.Null(outer.LabelSet);
        Assert.Equal("a", inner.LabelSet?.Name);
        Assert.Equal("b", inner.Body.LabelSet?.Name);
        Assert.Null(((ForStatement)inner.Body).Body.LabelSet);
    }

    [Fact]
    public void Directives_AreNodesOfTheirOwn()
    {
        var script = new Parser().ParseScript("'use strict'; \"a\\x62\"; ('c'); 'd'");

        Assert.True(script.Strict);
        Assert.Equal(["use strict", "a\\x62"], script.Body.OfType<Directive>().Select(directive => directive.Value));
    }

    [Fact]
    public void TaggedTemplate_HasNoCookedValueForAnInvalidEscape()
    {
        var statement = (ExpressionStatement)new Parser().ParseScript("f`\\u{}a${1}b\r\nc`").Body[0];
        var quasis = ((TaggedTemplateExpression)statement.Expression).Quasi.Quasis;

        Assert.Equal(TemplateValue.From(null, "\\u{}a"), quasis[0].Value);
        Assert.Equal(TemplateValue.From("b\nc", "b\nc"), quasis[1].Value);
    }

    [Fact]
    public void RegExpHandler_DecidesAboutLiterals()
    {
        var answer = new object();
        var seen = "";
        var options = ParserOptions.Default with
        {
            OnRegExp = (in RegExpParsingContext context) =>
            {
                seen = $"{context.Pattern} {context.Flags} {context.Range} {context.Location}";
                return RegExpParseResult.ForSuccess(answer);
            },
        };

        var statement = (ExpressionStatement)new Parser(options).ParseScript(" /(/q").Body[0];

        Assert.Same(answer, ((RegExpLiteral)statement.Expression).ParseResult.ConversionResult);
        Assert.Equal("( q [1..5) [1,1..1,5)", seen);
    }

    [Fact]
    public void RegExpHandlerThatValidates_ReportsThePlace()
    {
        var options = ParserOptions.Default with
        {
            OnRegExp = (in RegExpParsingContext context) =>
            {
                context.Validate();
                return RegExpParseResult.ForSuccess();
            },
        };

        var error = Assert.Throws<SyntaxErrorException>(() => new Parser(options).ParseScript("\nx = /a(/"));

        Assert.Equal(2, error.LineNumber);
        Assert.StartsWith("Invalid regular expression: /a(/", error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ChildNodes_SkipWhatIsAbsent()
    {
        var array = ((ExpressionStatement)new Parser().ParseScript("[, a, , b]").Body[0]).Expression;

        Assert.Equal(4, ((ArrayExpression)array).Elements.Count);
        var names = new List<string>();
        foreach (var child in array.ChildNodes)
        {
            names.Add(((Identifier)child).Name);
        }

        Assert.Equal(["a", "b"], names);
    }

    [Fact]
    public void Visitor_SeesEveryNodeOnce()
    {
        var reported = 0;
        var options = ParserOptions.Default with { OnNode = (Node node, in OnNodeContext context) => reported++ };
        var script = new Parser(options).ParseScript(
            "class A extends B { static #x = `a${1}`; m(y = 2, ...z) { return this.#m?.[y] } #m } label: for (const q of w) { }");
        var counter = new CountingVisitor();

        counter.Visit(script);

        Assert.Equal(reported, counter.Count);
    }

    [Fact]
    public void Tokenizer_ReadsTokensWithTheirPlaces()
    {
        var tokenizer = new Tokenizer("a = /b/g.c / 2 + `x${y}z`; if (1) /r/.d\n'e'");
        var tokens = new List<string>();
        do
        {
            tokenizer.Next(default);
            tokens.Add($"{tokenizer.Current.Kind}:{tokenizer.Current.Value}");
        }
        while (tokenizer.Current.Kind != TokenKind.EOF);

        Assert.Equal(
            [
                "Identifier:a", "Punctuator:=", "RegExpLiteral:/b/g", "Punctuator:.", "Identifier:c", "Punctuator:/", "NumericLiteral:2",
                "Punctuator:+", "Template:x", "Identifier:y", "Template:z", "Punctuator:;", "Keyword:if", "Punctuator:(", "NumericLiteral:1",
                "Punctuator:)", "RegExpLiteral:/r/", "Punctuator:.", "Identifier:d", "StringLiteral:e", "EOF:",
            ],
            tokens);
    }

    private sealed class CountingVisitor : AstVisitor
    {
        public int Count { get; private set; }

        public override object? Visit(Node node)
        {
            Count++;
            return base.Visit(node);
        }
    }
}
