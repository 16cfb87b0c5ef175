using Acornima;
using Acornima.Ast;

namespace ConnectionsConsole.Tests.Compat.Parsing;

/// <summary>What the callback for finished nodes is told about scopes.</summary>
public class ScopeTests
{
    [Fact]
    public void ExactlyTheNodesThatOpenAScope_HaveOne()
    {
        var withScope = new HashSet<NodeType>();
        var without = new HashSet<NodeType>();
        const string Source = """
            { let a }
            try { } catch (e) { } finally { }
            for (let i = 0; ; ) break;
            for (const i in {}) { }
            for (const i of []) ;
            while (0) ; do ; while (0) ; if (0) ; l: ;
            switch (1) { case 1: }
            class A { static { } m() { } x = 1 }
            (class { });
            function f(a) { } (function () { }); (x => x); (async () => { });
            """;

        Parse(Source, (Node node, in OnNodeContext context) => (context.HasScope ? withScope : without).Add(node.Type));

        Assert.Equal(
            [
                NodeType.ArrowFunctionExpression, NodeType.BlockStatement, NodeType.CatchClause, NodeType.ClassDeclaration, NodeType.ClassExpression,
                NodeType.ForInStatement, NodeType.ForOfStatement, NodeType.ForStatement, NodeType.FunctionDeclaration, NodeType.FunctionExpression,
                NodeType.Program, NodeType.StaticBlock, NodeType.SwitchStatement,
            ],
            withScope.Order());
        Assert.Equal([NodeType.BlockStatement], withScope.Intersect(without));
    }

    [Fact]
    public void BodiesOfFunctionsAndCatch_ShareTheScopeOfTheirOwner()
    {
        var blocks = new List<(Type Type, bool HasScope)>();

        Parse("function f() {} try {} catch {}", (Node node, in OnNodeContext context) =>
        {
            if (node is BlockStatement)
            {
                blocks.Add((node.GetType(), context.HasScope));
            }
        });

        Assert.Equal([(typeof(FunctionBody), false), (typeof(NestedBlockStatement), true), (typeof(NestedBlockStatement), false)], blocks);
    }

    [Theory]
    [InlineData("function f(a, { b }, ...c) { var d; let e; const g = 1; class H { } function i() { } }", "a b c d", "e g H", "i")]
    [InlineData("function f(a) { { var j; let k; function l() { } } }", "a j", "", "")]
    [InlineData("function f() { for (var a of []) { var b } try { } catch (c) { var d } switch (1) { case 1: var e; let g } }", "a b d e", "", "")]
    [InlineData("function f() { if (1) { var a } (() => { var inner }); function g(p) { var q } }", "a", "", "g")]
    [InlineData("function f() { async function a() { } function* b() { } async function* c() { } }", "", "", "a b c")]
    [InlineData("function f() { var a; var a }", "a a", "", "")]
    public void FunctionScope_HoldsItsNames(string source, string vars, string lexical, string functions)
    {
        var names = new List<string>();
        Parse(source, (Node node, in OnNodeContext context) =>
        {
            if (node is FunctionDeclaration { Id.Name: "f" })
            {
                names.AddRange(NamesOf(context.Scope));
            }
        });

        Assert.Equal([vars, lexical, functions], names);
    }

    [Theory]
    [InlineData("var a; let b; function c() { } { var d; let e } class F { }", NodeType.Program, "a d", "b F", "c")]
    [InlineData("{ var a; let b; function c() { } }", NodeType.BlockStatement, "a", "b", "c")]
    [InlineData("try { } catch ({ a, b }) { let c; var d }", NodeType.CatchClause, "d", "a b c", "")]
    [InlineData("for (let [a, b] = []; ; ) { let c; var d }", NodeType.ForStatement, "d", "a b", "")]
    [InlineData("switch (1) { case 1: let a; default: var b; function c() { } }", NodeType.SwitchStatement, "b", "a", "c")]
    [InlineData("class A { static { var a; let b; function c() { } } }", NodeType.StaticBlock, "a", "b", "c")]
    [InlineData("class A { x = 1 }", NodeType.ClassDeclaration, "", "", "")]
    [InlineData("(({ a }, b = c) => { var d })", NodeType.ArrowFunctionExpression, "a b d", "", "")]
    public void Scope_HoldsItsNames(string source, NodeType type, string vars, string lexical, string functions)
    {
        var names = new List<string>();
        Parse(source, (Node node, in OnNodeContext context) =>
        {
            if (node.Type == type && context.HasScope)
            {
                names = NamesOf(context.Scope);
            }
        });

        Assert.Equal([vars, lexical, functions], names);
    }

    [Fact]
    public void Callback_SeesChildrenFirst()
    {
        var seen = new HashSet<Node>();
        const string Source = "var { a = 1, b: [c] } = d; ({ e, f = 1 } = g); (h, { i }) => j; async (k = 1) => l; [m, ...n] = o; for ({ p } of q) `r${s}`";

        Parse(Source, (Node node, in OnNodeContext context) =>
        {
            foreach (var child in node.ChildNodes)
            {
                Assert.Contains(child, seen);
            }

            Assert.True(seen.Add(node), $"{node} was reported twice.");
        });

        Assert.Contains(seen, node => node is Program);
    }

    [Fact]
    public void ScopeOfANodeWithoutOne_Throws()
    {
        Parse("x", (Node node, in OnNodeContext context) =>
        {
            if (node is Identifier)
            {
                var error = false;
                try
                {
                    _ = context.Scope;
                }
                catch (InvalidOperationException)
                {
                    error = true;
                }

                Assert.True(error);
            }
        });
    }

    private static void Parse(string source, OnNodeHandler handler) =>
        new Parser(ParserOptions.Default with { OnNode = handler }).ParseScript(source);

    private static List<string> NamesOf(in Scope scope) => [Text(scope.VarVariables), Text(scope.LexicalVariables), Text(scope.Functions)];

    private static string Text(ReadOnlySpan<Identifier> names) => string.Join(' ', names.ToArray().Select(name => name.Name));
}
