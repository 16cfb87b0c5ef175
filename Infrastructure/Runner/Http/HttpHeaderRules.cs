using System.Buffers;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>Which headers a step may give, after RFC 9110 §5.1 and §5.5.</summary>
internal static class HttpHeaderRules
{
    private static readonly SearchValues<char> s_tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// Headers that frame the message or the connection. A Host other than the address's would also decide which name the certificate is checked
    /// for, so that an address could pass the guard under one name and be served under another.
    /// </summary>
    private static readonly HashSet<string> s_ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE",
        "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <exception cref="StepFailedException">It cannot be sent; the message never repeats the value.</exception>
    public static void Check(StepInputs inputs, string name, string value)
    {
        if (!IsName(name))
        {
            throw inputs.Wrong($"\"{name}\" is not a header name");
        }

        if (s_ours.Contains(name))
        {
            throw inputs.Wrong($"the header {name} is set by the console itself; remove it from Headers");
        }

        if (!IsValue(value))
        {
            throw inputs.Wrong($"the value of the header {name} has line breaks or characters other than printable ASCII, which no header can carry");
        }
    }

    public static bool IsName(string name) => name.Length > 0 && name.AsSpan().IndexOfAnyExcept(s_tokenCharacters) < 0;

    public static bool IsValue(string value) => value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    public static bool DescribesContent(string name) =>
        name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Allow", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Expires", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Last-Modified", StringComparison.OrdinalIgnoreCase);
}
