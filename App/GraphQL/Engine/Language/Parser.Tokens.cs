namespace ConnectionsConsole.App.GraphQL.Engine.Language;

/// <summary>Moving along the tokens.</summary>
internal sealed partial class Parser
{
    private void Advance() => _token = _lexer.Next();

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            throw Failure($"Expected {Token.Describe(kind)}, found {_token.Describe()}.", _token.Start);
        }

        if (kind != TokenKind.EndOfDocument)
        {
            Advance();
        }
    }

    private string ExpectName()
    {
        var name = _token.Value;
        Expect(TokenKind.Name);
        return name!;
    }

    private bool SkipKeyword(string keyword)
    {
        if (_token.Kind != TokenKind.Name || _token.Value != keyword)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
        {
            throw Failure($"Expected \"{keyword}\", found {_token.Describe()}.", _token.Start);
        }
    }

    /// <summary>One or more items in brackets.</summary>
    private List<T> ParseMany<T>(TokenKind open, Func<T> item, TokenKind close)
    {
        Expect(open);
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (!Skip(close));

        return items;
    }

    /// <summary>Nothing at all, or one or more items in brackets: empty brackets are an error.</summary>
    private IReadOnlyList<T> ParseOptionalMany<T>(TokenKind open, Func<T> item, TokenKind close) =>
        _token.Kind == open ? ParseMany(open, item, close) : [];

    private GraphQLSyntaxException Unexpected() => Failure($"Unexpected {_token.Describe()}.", _token.Start);

    private GraphQLSyntaxException Failure(string message, int start) => new($"Syntax error: {message}", _source.Locate(start));
}
