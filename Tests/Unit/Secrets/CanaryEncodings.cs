using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConnectionsConsole.Tests.Unit.Secrets;

/// <summary>A secret as products write it, with neighbours where the encoding depends on them: the leaks that property tests plant.</summary>
internal static class CanaryEncodings
{
    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<(string Name, string Encoded)> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var json = JsonSerializer.Serialize(secret)[1..^1];
        var url = Uri.EscapeDataString(secret);
        yield return ("raw", secret);
        yield return ("JSON", json);
        yield return ("JSON relaxed", JsonSerializer.Serialize(secret, s_relaxed)[1..^1]);
        yield return ("JSON all escaped, small digits", string.Concat(secret.Select(character => $"\\u{(int)character:x4}")));
        yield return ("JSON all escaped, capital digits", string.Concat(secret.Select(character => $"\\u{(int)character:X4}")));
        yield return ("JSON in JSON", JsonSerializer.Serialize(json)[1..^1]);
        yield return ("URL", url);
        yield return ("URL all escaped", string.Concat(bytes.Select(value => $"%{value:x2}")));
        yield return ("form", WebUtility.UrlEncode(secret));
        yield return ("URL in URL", Uri.EscapeDataString(url));
        yield return ("JSON in URL", Uri.EscapeDataString(json));
        yield return ("XML", SecurityElement.Escape(secret));
        yield return ("HTML", HtmlEncoder.Default.Encode(secret));
        yield return ("HTML in JSON", JsonSerializer.Serialize(WebUtility.HtmlEncode(secret))[1..^1]);
        yield return ("hex small", Convert.ToHexStringLower(bytes));
        yield return ("hex capital", Convert.ToHexString(bytes));
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            yield return ($"base64 {offset}", base64);
            yield return ($"base64 {offset} in JSON", JsonSerializer.Serialize(base64)[1..^1]);
            yield return ($"base64 {offset} in URL", Uri.EscapeDataString(base64));
            yield return ($"base64url {offset}", base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }
    }
}
