namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// The form of an input's key: a letter, then letters, digits and '_', so that code (<c>fields.apiKey</c>), YAML, the API and templates can name it without quoting.
/// </summary>
public static class InputKey
{
    public const int MaximumLength = 60;

    public const string Rule = "Begin with a letter; then letters, digits and '_', at most 60 characters.";

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
