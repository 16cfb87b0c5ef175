namespace ConnectionsConsole.Tests.Compat.Fuzzing;

/// <summary>
/// Writes programs by the grammar, statement by statement. Most are valid; some break a rule that only a whole program shows
/// (a name declared twice, await outside async functions), and then the oracle decides. The seed decides all.
/// </summary>
internal sealed class ProgramGenerator(int seed)
{
    private const int MaxDepth = 5;

    private static readonly string[] s_names = ["a", "b", "c", "d", "e", "f", "async", "of", "get", "set", "let", "static", "await", "yield", "from", "eval"];
    private static readonly string[] s_binary =
        ["+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "&&", "||", "??", "==", "!==", "<", ">=", "instanceof", "in", ","];

    private static readonly string[] s_assignment = ["=", "+=", "-=", "**=", "??=", "||=", "&&=", ">>>="];
    private static readonly string[] s_unary = ["!", "~", "+", "-", "typeof ", "void ", "delete ", "++", "--", "await "];
    private static readonly string[] s_literals =
        ["0", "1.5e3", "0x1F", "1_0", "7n", "'s'", "\"\\u{61}\\n\"", "null", "true", "this", "`t`", "/x[/]y/g", "[]", "{}", "08", "'\\07'", "new.target"];

    private static readonly string[] s_spaces = [" ", " ", " ", "\n", "/* c */", " // c\n"];

    private readonly Random _random = new(seed);
    private int _depth;

    /// <summary>The statements of the next program.</summary>
    public List<string> Next()
    {
        _depth = 0;
        return [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Statement())];
    }

    private string Statement() => Nest(";", [
        () => $"{Expression()};",
        () => $"{Expression()}\n",
        () => $"{Pick(["var", "let", "const"])} {Target()} = {Expression()};",
        () => $"var {Name()}, {Name()} = {Expression()};",
        () => $"{{ {Statement()} {Statement()} }}",
        () => $"if ({Expression()}) {Statement()} else {Statement()}",
        () => $"for ({Pick(["var", "let"])} {Name()} = {Expression()}; {Expression()}; {Expression()}) {Statement()}",
        () => $"for ({Pick(["var ", "let ", "const ", ""])}{Target()} {Pick(["of", "in"])} {Expression()}) {Statement()}",
        () => $"while ({Expression()}) {{ {Statement()} {Pick(["break", "continue"])} }}",
        () => $"do {Statement()} while ({Expression()})",
        () => $"{Name()}: {Statement()}",
        () => $"switch ({Expression()}) {{ case {Expression()}: {Statement()} default: {Statement()} }}",
        () => $"try {{ {Statement()} }} catch ({Target()}) {{ {Statement()} }}",
        () => $"try {{ {Statement()} }} finally {{ {Statement()} }}",
        () => $"{Pick(["", "async "])}function{Pick(["", "*"])} {Name()}{Parameters()} {Body()}",
        () => $"class {Name()} {Pick(["", $"extends {Operand()} "])}{ClassBody()}",
        () => $"throw {Expression()};",
        () => $"with ({Expression()}) {Statement()}",
    ]);

    private string Expression() => Nest(Name(), [
        Operand,
        Operand,
        () => $"{Operand()}{Space()}{Pick(s_binary)}{Space()}{Expression()}",
        () => $"{Pick(s_unary)}{Operand()}",
        () => $"{Operand()}{Pick(["++", "--"])}",
        () => $"{Target()} {Pick(s_assignment)} {Expression()}",
        () => $"{Expression()} ? {Expression()} : {Expression()}",
        () => $"{Pick(["", "async "])}{Parameters()} => {Pick([Body(), $"({Expression()})", Name()])}",
        () => $"{Pick(["", "async "])}{Name()} => {Name()}",
        () => $"yield {Expression()}",
    ]);

    private string Operand() => Nest(Pick(s_literals), [
        Name,
        () => Pick(s_literals),
        () => $"({Expression()})",
        () => $"{Operand()}{Pick([".", "?."])}{Name()}",
        () => $"{Operand()}{Pick(["", "?."])}[{Expression()}]",
        () => $"{Operand()}{Pick(["", "?."])}({Expression()}, ...{Operand()})",
        () => $"new {Operand()}({Name()})",
        () => $"[{Expression()}, , ...{Operand()}]",
        () => $"({ObjectLiteral()})",
        () => $"{Pick(["", "async "])}function{Pick(["", "*"])} {Pick(["", Name()])}{Parameters()} {Body()}",
        () => $"class {Pick(["", Name() + " "])}{ClassBody()}",
        () => $"`a${{{Expression()}}}b`",
        () => $"{Operand()}`c${{{Name()}}}`",
        () => $"import({Expression()})",
        () => $"super.{Name()}",
    ]);

    private string Target() => Nest(Name(), [
        Name,
        Name,
        () => $"[{Target()}, , {Target()} = {Expression()}, ...{Target()}]",
        () => $"{{ {Name()}, {Name()} = {Expression()}, {Key()}: {Target()}, ...{Name()} }}",
        () => $"{Name()}.{Name()}",
        () => $"({Name()})",
    ]);

    private string ObjectLiteral() =>
        $"{{ {Name()}, {Key()}: {Expression()}, {Pick(["", "async ", "*", "async *", "get ", "set "])}{Key()}{Parameters()} {Body()}, ...{Operand()} }}";

    private string ClassBody() =>
        $"{{ {Pick(["", "static "])}{Pick(["", "async ", "*", "get "])}{Pick([Key(), "#p"])}() {Body()} {Pick(["", "static "])}{Pick([Key(), "#q"])} = {Expression()}; "
        + $"{Pick(["", "constructor() { super() }", "#r; m() { return #r in this && this.#r }"])} }}";

    private string Key() => Pick([Name(), "'k'", "1", $"[{Pick(s_literals)}]", "if", "__proto__"]);

    private string Parameters() => Pick(["()", $"({Name()})", $"({Target()}, {Target()} = {Expression()})", $"({Name()}, ...{Target()})"]);

    private string Body() => $"{{ {Pick(["", "", "'use strict'; "])}{Statement()} {Pick(["", $"return {Expression()}"])} }}";

    private string Name() => _random.Next(4) > 0 ? s_names[_random.Next(6)] : Pick(s_names);

    private string Space() => Pick(s_spaces);

    private string Pick(IReadOnlyList<string> items) => items[_random.Next(items.Count)];

    /// <summary>One of the productions, or what ends the nesting.</summary>
    private string Nest(string end, Func<string>[] productions)
    {
        if (_depth >= MaxDepth)
        {
            return end;
        }

        _depth++;
        var text = productions[_random.Next(productions.Length)]();
        _depth--;
        return text;
    }
}
