using System.Text;
using System.Text.RegularExpressions;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>
/// The name under which integrations, YAML and programs refer to a connection, the same in every tenant. Given at creation, never changed,
/// unique in the organization ignoring case.
/// </summary>
public static partial class StableKey
{
    public const int MaximumLength = 100;

    public const string Rule = "Use letters, digits, '-', '_' and '.', at most 100 characters.";

    public static bool IsValid(string key) => key.Length is > 0 and <= MaximumLength && Form().IsMatch(key);

    /// <summary>A proposal such as <c>acme-api-key</c>, from connector and connection type.</summary>
    public static string Propose(string connectorKey, string connectionTypeKey)
    {
        var text = new StringBuilder();
        foreach (var c in $"{connectorKey}-{connectionTypeKey}")
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }

            text.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? char.ToLowerInvariant(c) : '-');
        }

        return text.Length > MaximumLength ? text.ToString(0, MaximumLength) : text.ToString();
    }

    /// <summary>The form that the unique index compares.</summary>
    public static string Normalize(string key) => key.ToUpperInvariant();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
