using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.S3;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

/// <summary>The worked examples of "Authenticating Requests (AWS Signature Version 4)" in the Amazon S3 API reference.</summary>
public sealed class SignatureVectorTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static TheoryData<string, string, string, string> Examples => new()
    {
        {
            "GET", "/test.txt", $"range: bytes=0-9\nx-amz-content-sha256: {Empty}\nx-amz-date: 20130524T000000Z",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        },
        {
            "PUT", "/test%24file.text",
            "date: Fri, 24 May 2013 00:00:00 GMT\nx-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072\n"
            + "x-amz-date: 20130524T000000Z\nx-amz-storage-class: REDUCED_REDUNDANCY",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        },
        {
            "GET", "/?lifecycle", $"x-amz-content-sha256: {Empty}\nx-amz-date: 20130524T000000Z",
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
        },
        {
            "GET", "/?max-keys=2&prefix=J", $"x-amz-content-sha256: {Empty}\nx-amz-date: 20130524T000000Z",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Verify_PublishedExample_IsAccepted(string method, string target, string headers, string signature)
    {
        var verified = SignedExample.Verifier().Verify(SignedExample.Request(method, target, headers, signature));

        Assert.Equal(SignedExample.AccessKeyId, verified.Authorization.AccessKeyId);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Verify_PublishedExampleWithOneDigitChanged_DoesNotMatch(string method, string target, string headers, string signature)
    {
        var changed = (signature[0] == '0' ? '1' : '0') + signature[1..];

        var refusal = Assert.Throws<S3Exception>(() => SignedExample.Verifier().Verify(SignedExample.Request(method, target, headers, changed)));

        Assert.Equal("SignatureDoesNotMatch", refusal.Code);
    }

    [Fact]
    public void CanonicalRequest_OfGetObject_IsTheOnePublished()
    {
        var request = SignedExample.Request("GET", "/test.txt", $"range: bytes=0-9\nx-amz-content-sha256: {Empty}\nx-amz-date: 20130524T000000Z", "");

        var canonical = CanonicalRequest.Build(request, ["host", "range", "x-amz-content-sha256", "x-amz-date"], Empty);

        Assert.Equal(
            "GET\n/test.txt\n\nhost:examplebucket.s3.amazonaws.com\nrange:bytes=0-9\n"
            + $"x-amz-content-sha256:{Empty}\nx-amz-date:20130524T000000Z\n\nhost;range;x-amz-content-sha256;x-amz-date\n{Empty}",
            canonical);
        Assert.Equal("7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972", CanonicalRequest.HexSha256(canonical));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(86_400, null)]
    [InlineData(86_401, "AccessDenied")]
    [InlineData(-900, null)]
    [InlineData(-901, "AccessDenied")]
    public void Verify_PublishedPresignedUrl_HoldsForItsDay(int secondsLater, string? code)
    {
        Assert.True(RequestTarget.TryParse(SignedExample.PresignedTarget, out var target));
        var request = new SignableRequest("GET", target, SignedExample.Headers(""));
        var verifier = SignedExample.Verifier(TimeSpan.FromSeconds(secondsLater));

        var refusal = Record.Exception(() => verifier.Verify(request));

        Assert.Equal(code, (refusal as S3Exception)?.Code);
    }
}

/// <summary>Key, host and time of the published examples.</summary>
internal static class SignedExample
{
    public const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public const string PresignedTarget = "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    public static readonly CredentialScope Scope = new("20130524", "us-east-1", "s3", "aws4_request");

    public static SignatureVerifier Verifier(TimeSpan later = default) =>
        new(AccessKeyId, SecretAccessKey, "us-east-1", new FixedTime(new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero) + later));

    public static SignableRequest Request(string method, string rawTarget, string headerLines, string signature, string? signedHeaders = null)
    {
        Assert.True(RequestTarget.TryParse(rawTarget, out var target));
        var headers = Headers(headerLines);
        signedHeaders ??= string.Join(';', headers.Keys.Order(StringComparer.Ordinal));
        headers["authorization"] = $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{Scope},SignedHeaders={signedHeaders},Signature={signature}";
        return new SignableRequest(method, target, headers);
    }

    /// <summary>Signs a request of its own, whose payload hash stands in its header.</summary>
    public static SignableRequest Signed(string method, string rawTarget, string headerLines)
    {
        var request = Request(method, rawTarget, headerLines, "");
        var names = request.Headers.Keys.Where(name => name != "authorization").Order(StringComparer.Ordinal).ToList();
        var canonical = CanonicalRequest.Build(request, names, request.Header(Payload.HeaderName) ?? "");
        var signature = new SigningKey(SecretAccessKey, Scope).Sign(
            $"AWS4-HMAC-SHA256\n{request.Header("x-amz-date")}\n{Scope}\n{CanonicalRequest.HexSha256(canonical)}");
        return Request(method, rawTarget, headerLines, signature);
    }

    public static Dictionary<string, string> Headers(string lines)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["host"] = "examplebucket.s3.amazonaws.com" };
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return headers;
    }
}

internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
