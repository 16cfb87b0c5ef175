using System.Text;

namespace ConnectionsConsole.Domain.Connectors;

/// <summary>
/// A text with <c>{inputKey}</c> where a value of a connection goes. A brace that opens nothing of that form stands for itself, so that JSON in a header needs
/// no escaping.
/// </summary>
public static class ConnectionTemplate
{
    /// <summary>The inputs that <paramref name="template"/> names, each once, in the order of their first appearance.</summary>
    public static IReadOnlyList<string> Inputs(string template)
    {
        var found = new List<string>();
        Read(template, (_, _) => { }, key =>
        {
            if (!found.Contains(key, StringComparer.Ordinal))
            {
                found.Add(key);
            }
        });
        return found;
    }

    /// <summary>Puts values in; an input without one becomes empty.</summary>
    /// <param name="encode">Applied to each value, not to the text around it: in addresses <see cref="Uri.EscapeDataString(string)"/>, so that a value cannot change
    /// where the request goes; null for headers.</param>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string>? encode = null)
    {
        var filled = new StringBuilder(template.Length);
        Read(
            template,
            (start, end) => filled.Append(template, start, end - start),
            key =>
            {
                var value = values.GetValueOrDefault(key) ?? "";
                filled.Append(encode is null ? value : encode(value));
            });
        return filled.ToString();
    }

    private static void Read(string template, Action<int, int> text, Action<string> input)
    {
        var done = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                continue;
            }

            var end = template.IndexOf('}', i + 1);
            if (end < 0)
            {
                break;
            }

            var key = template[(i + 1)..end];
            if (InputKey.IsValid(key))
            {
                text(done, i);
                input(key);
                done = end + 1;
                i = end;
            }
        }

        text(done, template.Length);
    }
}
