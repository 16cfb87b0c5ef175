using Acornima.Ast;
namespace Acornima.Parsing;
internal sealed class SyntaxParser(ParserOptions options)
{
    public Script ParseScript(string input, int start, int length, string? sourceFile, bool strict) => throw new InvalidOperationException(options.ToString());
    public Module ParseModule(string input, int start, int length, string? sourceFile) => throw new InvalidOperationException(options.ToString());
}
internal sealed class TokenReader(TokenizerOptions options)
{
    public Token Current { get; }
    public void Reset(string input, int start, int length, SourceType sourceType, string? sourceFile) => throw new InvalidOperationException(options.ToString());
    public void Next(in TokenizerContext context) => throw new InvalidOperationException(options.ToString());
}
