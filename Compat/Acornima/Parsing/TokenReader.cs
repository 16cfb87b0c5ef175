namespace Acornima.Parsing;
internal sealed class TokenReader(TokenizerOptions options)
{
    public Token Current { get; }
    public void Reset(string input, int start, int length, SourceType sourceType, string? sourceFile) { }
    public void Next(in TokenizerContext context) => throw new InvalidOperationException(options.ToString());
}
