namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>What authors read when their code is wrong.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly CodeStep _step = new();

    public static TheoryData<string, string> Failures => new()
    {
        { "let a = 1;\nlet b = ;\n", "(line 2, column 9)" },
        { "module.exports = async () => {\n  throw new Error('no name');\n};", "Error: no name (line 2, column 9)" },
        { "module.exports = async () => {\n  await null;\n  null.x;\n};", "(line 3, column " },
        { "module.exports = async () => {\n  JSON.parse('{');\n};", "(line 2, column 3)" },
        { "module.exports = async () => {\n  Buffer.from(5);\n};", "TypeError: The first argument must be of type string" },
        { "module.exports = async () => {\n  new URL('x');\n};", "TypeError: Invalid URL (line 2, column " },
        { "function a() {\n  throw new TypeError('deep');\n}\nmodule.exports = () => a();", "TypeError: deep (line 2, column 9)" },
        { "class OwnError extends Error { get name() { return 'OwnError'; } }\nmodule.exports = async () => {\n  throw new OwnError('mine');\n};", "OwnError: mine (line 3, column " },
        { "module.exports = async () => { throw null; };", "The code threw null" },
        { "module.exports = async () => { throw undefined; };", "The code threw undefined" },
        { "module.exports = async () => { throw 'text'; };", "The code threw \"text\"" },
        { "module.exports = async () => { throw { code: 5 }; };", "The code threw an object that is no Error: {\"code\":5}" },
        { "module.exports = async () => { throw { get message() { throw 1; } }; };", "The code threw an object whose message cannot be read." },
        { "module.exports = async () => ({\n  data: {\n    get x() {\n      throw new Error('getter');\n    }\n  }\n});", "Error: getter (line 4, column 13)" },
        { "module.exports = async () => { const a = {}; a.a = a; return { data: a }; };", "Cyclic reference" },
        { "module.exports = async () => ({ data: 1n });", "BigInt" },
        { "module.exports = async () => {};", "The function returned nothing. Return an object with the key data" },
        { "module.exports = async () => 5;", "The function returned no object." },
        { "module.exports = 5;", "does not assign a function to module.exports" },
        { "module.exports = async () => { require('fs'); };", "require('fs') is not available in a code step" },
        { "module.exports = async () => { await import('fs'); };", "import() is not available in a code step" },
        { "return 1;", "The code cannot be read" },
    };

    public void Dispose() => _step.Dispose();

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Execute_WrongCode_SaysWhatAndWhere(string code, string words)
    {
        var message = await _step.FailureAsync(code);
        Assert.True(message.Contains(words, StringComparison.OrdinalIgnoreCase), message);
        Assert.Empty(_step.Messages);
    }

    [Fact]
    public async Task Execute_NestingOver256Levels_SaysSo()
    {
        var code = $"module.exports = async () => ({{ data: {string.Join(" + ", Enumerable.Repeat("1", 2_000))} }});";

        Assert.Contains("256 levels", await _step.FailureAsync(code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_CodeNestedThousandsDeep_SaysSo() =>
        Assert.Contains("nested too deeply", await _step.FailureAsync(new string('[', 100_000)), StringComparison.Ordinal);
}
