using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.Http;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

/// <summary>
/// The canonical request of AWS Signature Version 4, in the form that Amazon S3 asks for ("Authenticating Requests (AWS Signature
/// Version 4)" in the S3 API reference): the path is encoded once and never normalised.
/// </summary>
internal static class CanonicalRequest
{
    public const string SignatureParameter = "X-Amz-Signature";

    public static string Build(SignableRequest request, IReadOnlyList<string> signedHeaders, string payloadHash)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        text.Append(PercentEncoding.Encode(request.Target.Path, keepSlash: true)).Append('\n');
        text.Append(Query(request.Target.Query)).Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':').Append(CollapseSpaces(request.Header(name) ?? "")).Append('\n');
        }

        text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash);
        return text.ToString();
    }

    public static string HexSha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Query(IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var pairs = query
            .Where(parameter => parameter.Key != SignatureParameter)
            .Select(parameter => (Name: PercentEncoding.Encode(parameter.Key), Value: PercentEncoding.Encode(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(parameter => parameter.Name + "=" + parameter.Value));
    }

    private static string CollapseSpaces(string value)
    {
        var result = new StringBuilder(value.Length);
        foreach (var character in value.Trim())
        {
            if (character != ' ' || result.Length == 0 || result[^1] != ' ')
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }
}
