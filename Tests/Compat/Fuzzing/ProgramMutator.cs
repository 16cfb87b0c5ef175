using System.Text;
using System.Text.RegularExpressions;

namespace ConnectionsConsole.Tests.Compat.Fuzzing;

/// <summary>Makes programs that are nearly right out of right ones: tokens go, come, repeat and change places. The seed decides all.</summary>
internal sealed partial class ProgramMutator(int seed, IReadOnlyList<string> programs)
{
    private static readonly string[] s_tokens =
    [
        "var", "let", "const", "function", "async", "await", "yield", "of", "in", "instanceof", "class", "extends", "super", "static", "get", "set",
        "new", ".", "target", "import", "export", "default", "from", "as", "*", "**", "(", ")", "{", "}", "[", "]", ",", ";", ":", "?", "?.", "??",
        "||", "&&", "=", "=>", "...", "+", "-", "++", "--", "!", "typeof", "delete", "this", "null", "if", "else", "for", "while", "do", "break",
        "continue", "return", "switch", "case", "try", "catch", "finally", "throw", "with", "eval", "arguments", "a", "b", "#x", "`x`", "`${", "}`",
        "/x/", "1", "08", "010", "1n", "'s'", "'use strict';", "\n", "enum", "protected", "constructor", "prototype", "__proto__", "<!--", "-->",
        "+=", "**=", "??=", "\\u0061", "l\\u0065t", "{a = 1}", "(a)", "[a]", "(a, b)", "async (", "=> {}", "debugger", "@", "label:",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next program, somewhat broken or not at all, in a surrounding that changes what is allowed or in none.</summary>
    public string Next()
    {
        var tokens = Tokens(Pick(programs));
        for (var change = _random.Next(3); change > 0 && tokens.Count > 0; change--)
        {
            Change(tokens);
        }

        var text = string.Concat(tokens);
        return _random.Next(12) switch
        {
            0 => $"function* g(){{ {text} }}",
            1 => $"async function g(){{ {text} }}",
            2 => $"'use strict'; {text}",
            3 => $"class A extends B {{ constructor(){{ {text} }} }}",
            4 => $"({text})",
            5 => $"({text}) => 1",
            6 => $"async ({text}) => 1",
            7 => $"class A {{ x = {text} }}",
            _ => text,
        };
    }

    private void Change(List<string> tokens)
    {
        var place = _random.Next(tokens.Count);
        switch (_random.Next(6))
        {
            case 0:
                tokens.RemoveAt(place);
                break;
            case 1:
                tokens.Insert(place, $" {Pick(s_tokens)} ");
                break;
            case 2:
                tokens[place] = $" {Pick(s_tokens)} ";
                break;
            case 3:
                tokens.Insert(place, Pick(tokens));
                break;
            case 4:
                var other = _random.Next(tokens.Count);
                (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
                break;
            default:
                var donor = Tokens(Pick(programs));
                tokens.InsertRange(place, donor.Skip(_random.Next(donor.Count)).Take(_random.Next(1, 8)));
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>Lone surrogates would not survive the way through a file to the oracle.</summary>
    private static List<string> Tokens(string program) =>
        [.. RoughToken().Matches(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(program))).Select(match => match.Value)];

    [GeneratedRegex(
        """\s+|[\p{L}_$\\][\w$\\]*|'[^']*'|"[^"]*"|\d[\w.]*|\.\.\.|=>|\*\*|\?\?|\?\.|&&|\|\||[=!]==?|\+\+|--|\P{Cs}|\p{Cs}{2}|.""",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoughToken();
}
