using System.Text;

namespace ConnectionsConsole.Domain.Integrations.Steps;

/// <summary>How a step's name appears in references and in code.</summary>
public static class StepName
{
    public const int MaximumLength = 100;

    /// <summary>
    /// The camel-case form: words are runs of letters and digits, split where lower case meets upper case and where letters meet digits;
    /// apostrophes join. "Get Pokemon Data" is <c>getPokemonData</c>, "Save PNG" is <c>savePng</c>, "step 2b" is <c>step2B</c>.
    /// </summary>
    public static string ToReference(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var word in Words(name))
        {
            if (text.Length == 0)
            {
                text.Append(word.ToLowerInvariant());
            }
            else
            {
                text.Append(char.ToUpperInvariant(word[0])).Append(word[1..].ToLowerInvariant());
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Words(string name)
    {
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '\'' or '\u2019')
            {
                continue;
            }

            if (word.Length > 0 && (!char.IsLetterOrDigit(c) || StartsWord(name, i)))
            {
                yield return word.ToString();
                word.Clear();
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static bool StartsWord(string name, int i)
    {
        char before = name[i - 1], here = name[i];
        return char.IsDigit(before) != char.IsDigit(here)
            || (char.IsLower(before) && char.IsUpper(here))
            || (char.IsUpper(before) && char.IsUpper(here) && i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}
