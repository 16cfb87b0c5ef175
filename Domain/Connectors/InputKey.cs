namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// The form of an input's key: a letter, then letters, digits and '_', so that code (<c>fields.apiKey</c>), YAML, the API and templates can name it without quoting.
/// </summary>
public static class InputKey
{
    public const int MaximumLength = 60;

    public const string Rule = "Begin with a letter; then letters, digits and '_', at most 60 characters.";

    /// <summary>A proposal such as <c>apiKey</c> for the label "API Key"; empty where the label has no letter.</summary>
    public static string Propose(string label)
    {
        var key = new System.Text.StringBuilder();
        foreach (var word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = string.Concat(word.Where(c => char.IsAsciiLetterOrDigit(c)));
            if (letters.Length > 0)
            {
                key.Append(key.Length == 0 ? letters.ToLowerInvariant() : char.ToUpperInvariant(letters[0]) + letters[1..].ToLowerInvariant());
            }
        }

        while (key.Length > 0 && !char.IsAsciiLetter(key[0]))
        {
            key.Remove(0, 1);
        }

        return key.Length > MaximumLength ? key.ToString(0, MaximumLength) : key.ToString();
    }

    public static bool IsValid(string key)
    {
        if (key.Length is 0 or > MaximumLength || !char.IsAsciiLetter(key[0]))
        {
            return false;
        }

        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }
}
