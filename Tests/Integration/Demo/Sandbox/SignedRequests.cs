using System.Security.Cryptography;
using System.Xml.Linq;
using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>
/// Requests that the AWS SDK would not make, signed rightly. It signs with the product's own classes, which the published examples
/// hold to account elsewhere.
/// </summary>
internal static class SignedRequests
{
    public static HttpRequestMessage Create(
        SandboxHost host, string method, string target, byte[]? body = null, string? payload = null, params IReadOnlyList<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Server.BaseAddress, target));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in Sign(host, method, target, body, payload, headers))
        {
            if (name != "host" && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    /// <summary>All headers of the request, Authorization included.</summary>
    public static Dictionary<string, string> Sign(
        SandboxHost host, string method, string rawTarget, byte[]? body, string? payload, IReadOnlyList<(string Name, string Value)> headers)
    {
        var now = DateTimeOffset.UtcNow;
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = host.Server.BaseAddress.Authority,
            ["x-amz-date"] = SigningKey.Timestamp(now),
            ["x-amz-content-sha256"] = payload ?? Convert.ToHexStringLower(SHA256.HashData(body ?? [])),
        };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        // A target that cannot be decoded cannot be signed either; it is refused before.
        var target = RequestTarget.TryParse(rawTarget, out var parsed) ? parsed : new RequestTarget("/", []);
        var scope = new CredentialScope(SigningKey.Timestamp(now)[..8], "us-east-1", "s3", "aws4_request");
        var signedHeaders = all.Keys.Order(StringComparer.Ordinal).ToList();
        var canonical = CanonicalRequest.Build(new SignableRequest(method, target, all), signedHeaders, all["x-amz-content-sha256"]);
        var signature = new SigningKey(SandboxHost.SecretAccessKey, scope)
            .Sign($"AWS4-HMAC-SHA256\n{all["x-amz-date"]}\n{scope}\n{CanonicalRequest.HexSha256(canonical)}");
        all["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={SandboxHost.AccessKeyId}/{scope}, SignedHeaders={string.Join(';', signedHeaders)}, Signature={signature}";
        return all;
    }

    /// <summary>The code of an error document.</summary>
    public static async Task<string> CodeAsync(HttpResponseMessage response)
    {
        var root = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        Assert.Equal("Error", root.Name.LocalName);
        Assert.NotEmpty(root.Element("Message")!.Value);
        Assert.Equal(response.Headers.GetValues("x-amz-request-id").Single(), root.Element("RequestId")!.Value);
        return root.Element("Code")!.Value;
    }

#pragma warning disable CA5351 // Content-MD5 is MD5.
    public static string Md5(byte[] content) => Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351
}
