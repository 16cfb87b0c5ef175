using System.Text;
using Acornima;

namespace ConnectionsConsole.Tests.Compat.Parsing;

/// <summary>Source text is untrusted: nesting, however deep, ends in a tree or in a syntax error, never in a crashed process.</summary>
public class NestingTests
{
    private const int Depth = 100_000;

    public static TheoryData<string, string, string> NestedPrograms => new()
    {
        { "(", "x", ")" },
        { "[", "x", "]" },
        { "({a:", "x", "})" },
        { "{", ";", "}" },
        { "[", "x", "] = 1" },
        { "var [", "x", "] = 1" },
        { "var {a:", "x", "} = 1" },
        { "(x => ", "x", ")" },
        { "x => ", "x", "" },
        { "async x => ", "x", "" },
        { "async (", "x", ")" },
        { "(a = ", "x", ") => x" },
        { "(function(){", "", "})" },
        { "function f(){", "", "}" },
        { "function f(a = ", "x", "){}" },
        { "(class { x = ", "1", "})" },
        { "(class extends ", "x", "{})" },
        { "class A { static {", "", "} }" },
        { "class A { [", "x", "](){} }" },
        { "`${", "x", "}`" },
        { "f(", "x", ")" },
        { "a[", "x", "]" },
        { "a?.[", "x", "]" },
        { "new ", "x", "" },
        { "!", "x", "" },
        { "- ", "x", "" },
        { "typeof ", "x", "" },
        { "delete ", "x", "" },
        { "++", "x", "" },
        { "x = ", "x", "" },
        { "x ** ", "x", "" },
        { "x ? ", "x", ": x" },
        { "x ? x : ", "x", "" },
        { "if (x) ", ";", "" },
        { "if (x) ; else ", ";", "" },
        { "while (x) ", ";", "" },
        { "do ", ";", " while (x)" },
        { "for (;;) ", ";", "" },
        { "with (x) ", ";", "" },
        { "switch (x) { case 1: ", "", "}" },
        { "try {", "", "} finally {}" },
        { "try {} catch (e) {", "", "}" },
        { "a => {", "", "}" },
        { "import(", "x", ")" },
        { "...", "x", "" },
        { "(...[", "x", "]) => 1" },
        { "function* g(){ yield ", "x", "}" },
        { "async function f(){ await ", "x", "}" },
        { "1 + (", "x", ")" },
        { "x\n", "x", "" },
    };

    [Theory]
    [Trait("Suite", "Long")]
    [MemberData(nameof(NestedPrograms))]
    public void DeeplyNestedProgram_ParsesOrIsRefused(string opening, string middle, string closing)
    {
        var source = new StringBuilder().Insert(0, opening, Depth).Append(middle);
        for (var level = 0; level < Depth; level++)
        {
            source.Append(closing);
        }

        var error = Record.Exception(() => new Parser().ParseScript(source.ToString()));

        Assert.True(error is null or SyntaxErrorException, error?.ToString());
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{", "}")]
    [InlineData("x => ", "")]
    [InlineData("class A { static {", "} }")]
    public void EveryKindOfNesting_IsGuarded(string opening, string closing) => DeeplyNestedProgram_ParsesOrIsRefused(opening, "", closing);

    [Theory]
    [InlineData("x", "+x")]
    [InlineData("x", ".y")]
    [InlineData("x", "()")]
    [InlineData("x", "`${1}`")]
    [InlineData("x", "?.y")]
    [InlineData("x", ",x")]
    [InlineData("x", "&&x")]
    [InlineData("x", "[0]")]
    [InlineData("", "var x;")]
    [InlineData("", "let_ = 1\n")]
    public void LongChain_Parses(string first, string link)
    {
        var program = new Parser().ParseScript(first + string.Concat(Enumerable.Repeat(link, Depth)));

        Assert.NotEqual(0, program.Body.Count);
    }

    [Fact]
    public void ManyLabels_AreRefusedOrParseInReasonableTime()
    {
        var labels = string.Concat(Enumerable.Range(0, Depth).Select(index => $"l{index}:"));

        var error = Record.Exception(() => new Parser().ParseScript(labels + "for(;;) continue l0"));

        Assert.True(error is null or SyntaxErrorException, error?.ToString());
    }

    [Fact]
    public void TooDeepNesting_IsReportedAsSuch()
    {
        var error = Assert.Throws<SyntaxErrorException>(() => new Parser().ParseScript(new string('(', Depth)));

        Assert.Equal("TooDeeplyNested", error.Error.Code);
    }

    [Fact]
    public void VisitorOfADeepTree_ThrowsInsteadOfCrashing()
    {
        var program = new Parser().ParseScript("x" + string.Concat(Enumerable.Repeat("+x", Depth)));

        Assert.Throws<InsufficientExecutionStackException>(() => new AstVisitor().Visit(program));
    }
}
