using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.S3;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

public sealed class SignatureVerifierTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Headers = $"content-type: image/png\nx-amz-content-sha256: {Empty}\nx-amz-date: 20130524T000000Z\nx-amz-meta-note: one  two";
    private const string Target = "/avatars/FTL%20Rockets.png?tagging&a=1&a=0";

    [Fact]
    public void Verify_RequestSignedWithTheKey_IsAccepted() =>
        Assert.Equal(PayloadKind.Signed, SignedExample.Verifier().Verify(SignedExample.Signed("PUT", Target, Headers)).Payload.Kind);

    [Fact]
    public void Verify_WithQueryInAnotherOrderAndSpacesCollapsed_IsStillTheSameRequest()
    {
        var signed = SignedExample.Signed("PUT", Target, Headers);
        Assert.True(RequestTarget.TryParse("/avatars/FTL%20Rockets.png?a=0&tagging=&a=1", out var reordered));
        var headers = new Dictionary<string, string>(signed.Headers, StringComparer.OrdinalIgnoreCase) { ["x-amz-meta-note"] = " one two " };

        Assert.NotNull(SignedExample.Verifier().Verify(new SignableRequest("PUT", reordered, headers)));
    }

    [Theory]
    [InlineData("GET", Target)]
    [InlineData("PUT", "/avatars/FTL%20Rocket.png?tagging&a=1&a=0")]
    [InlineData("PUT", "/avatars/./FTL%20Rockets.png?tagging&a=1&a=0")]
    [InlineData("PUT", "/avatars//FTL%20Rockets.png?tagging&a=1&a=0")]
    [InlineData("PUT", "/avatars/FTL%20Rockets.png?tagging&a=1")]
    [InlineData("PUT", "/avatars/FTL%20Rockets.png?tagging&a=1&a=0&b")]
    [InlineData("PUT", "/avatars/FTL%20Rockets.png?Tagging&a=1&a=0")]
    public void Verify_WithAlteredMethodPathOrQuery_DoesNotMatch(string method, string target)
    {
        var signed = SignedExample.Signed("PUT", Target, Headers);
        Assert.True(RequestTarget.TryParse(target, out var altered));

        Assert.Equal("SignatureDoesNotMatch", Refusal(new SignableRequest(method, altered, signed.Headers)).Code);
    }

    [Theory]
    [InlineData("content-type", "text/html", "SignatureDoesNotMatch")]
    [InlineData("x-amz-meta-note", "one two three", "SignatureDoesNotMatch")]
    [InlineData("host", "elsewhere", "SignatureDoesNotMatch")]
    [InlineData("x-amz-content-sha256", "UNSIGNED-PAYLOAD", "SignatureDoesNotMatch")]
    [InlineData("x-amz-date", "20130524T000001Z", "SignatureDoesNotMatch")]
    [InlineData("x-amz-meta-note", null, "SignatureDoesNotMatch")]
    [InlineData("x-amz-acl", "public-read", "AccessDenied")]
    [InlineData("x-amz-content-sha256", "abc", "InvalidArgument")]
    [InlineData("x-amz-content-sha256", null, "InvalidRequest")]
    [InlineData("x-amz-date", "yesterday", "AccessDenied")]
    [InlineData("x-amz-date", null, "AccessDenied")]
    [InlineData("x-amz-security-token", "token", "InvalidToken")]
    [InlineData("authorization", null, "AccessDenied")]
    [InlineData("authorization", "AWS AKIAIOSFODNN7EXAMPLE:c2lnbmF0dXJl", "InvalidRequest")]
    [InlineData("authorization", "AWS4-HMAC-SHA256 Credential=a", "AuthorizationHeaderMalformed")]
    [InlineData("authorization", "AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws4_request,SignedHeaders=Host,Signature=x", "AuthorizationHeaderMalformed")]
    [InlineData("authorization", "AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x", "InvalidAccessKeyId")]
    [InlineData("authorization", "AWS4-HMAC-SHA256 Credential=a/20130524/eu-west-1/s3/aws4_request,SignedHeaders=host,Signature=x", "AuthorizationHeaderMalformed")]
    [InlineData("authorization", "AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/ec2/aws4_request,SignedHeaders=host,Signature=x", "AuthorizationHeaderMalformed")]
    [InlineData("authorization", "AWS4-HMAC-SHA256 Credential=a/20130523/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x", "AuthorizationHeaderMalformed")]
    public void Verify_WithAlteredHeader_IsRefusedAsOnAws(string name, string? value, string code)
    {
        var headers = new Dictionary<string, string>(SignedExample.Signed("PUT", Target, Headers).Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(name);
        if (value is not null)
        {
            headers[name] = value;
        }

        Assert.True(RequestTarget.TryParse(Target, out var target));
        Assert.Equal(code, Refusal(new SignableRequest("PUT", target, headers)).Code);
    }

    [Fact]
    public void Verify_WithContentTypeAddedOnTheWay_IsRefused()
    {
        var signed = SignedExample.Signed("PUT", Target, $"x-amz-content-sha256: {Empty}\nx-amz-date: 20130524T000000Z");
        var headers = new Dictionary<string, string>(signed.Headers, StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "text/html" };

        var refusal = Refusal(signed with { Headers = headers });

        Assert.Equal("AccessDenied", refusal.Code);
        Assert.Contains(("HeadersNotSigned", "content-type"), refusal.Details);
    }

    [Theory]
    [InlineData(900, null)]
    [InlineData(901, "RequestTimeTooSkewed")]
    [InlineData(-900, null)]
    [InlineData(-901, "RequestTimeTooSkewed")]
    public void Verify_WithSkewedClock_ToleratesAQuarterOfAnHour(int seconds, string? code)
    {
        var verifier = SignedExample.Verifier(TimeSpan.FromSeconds(seconds));

        var refusal = Record.Exception(() => verifier.Verify(SignedExample.Signed("PUT", Target, Headers)));

        Assert.Equal(code, (refusal as S3Exception)?.Code);
    }

    [Fact]
    public void Verify_WithWrongSecret_DoesNotMatchAndShowsWhatWasSigned()
    {
        var verifier = new SignatureVerifier(SignedExample.AccessKeyId, "another secret", "us-east-1",
            new FixedTime(new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero)));

        var refusal = Assert.Throws<S3Exception>(() => verifier.Verify(SignedExample.Signed("PUT", Target, Headers)));

        Assert.Equal((403, "SignatureDoesNotMatch"), (refusal.StatusCode, refusal.Code));
        Assert.Contains(refusal.Details, detail => detail.Name == "CanonicalRequest"
            && detail.Value.StartsWith("PUT\n/avatars/FTL%20Rockets.png\n", StringComparison.Ordinal));
        Assert.DoesNotContain(refusal.Details, detail => detail.Value.Contains("another secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=86399", "SignatureDoesNotMatch")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=604801", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=0", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=soon", "AuthorizationQueryParametersError")]
    [InlineData("&X-Amz-Expires=86400", "", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=86400&X-Amz-Expires=86400", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Date=20130524T000000Z", "X-Amz-Date=2013-05-24", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Algorithm=AWS4", "AuthorizationQueryParametersError")]
    [InlineData("us-east-1", "us-west-2", "AuthorizationQueryParametersError")]
    [InlineData("/test.txt?", "/test.txt?response-content-type=text%2Fhtml&", "SignatureDoesNotMatch")]
    [InlineData("/test.txt?", "/other.txt?", "SignatureDoesNotMatch")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLF", "InvalidAccessKeyId")]
    public void Verify_AlteredPresignedUrl_IsRefusedAsOnAws(string part, string replacement, string code)
    {
        var altered = SignedExample.PresignedTarget.Replace(part, replacement, StringComparison.Ordinal);
        Assert.True(RequestTarget.TryParse(altered, out var target));

        Assert.Equal(code, Refusal(new SignableRequest("GET", target, SignedExample.Headers(""))).Code);
    }

    [Theory]
    [InlineData("x-amz-acl: public-read")]
    [InlineData("x-amz-content-sha256: UNSIGNED-PAYLOAD")]
    public void Verify_PresignedUrlWithAmazonHeaderAddedOnTheWay_IsRefused(string header)
    {
        Assert.True(RequestTarget.TryParse(SignedExample.PresignedTarget, out var target));

        Assert.Equal("AccessDenied", Refusal(new SignableRequest("GET", target, SignedExample.Headers(header))).Code);
    }

    [Fact]
    public void Verify_WithHeaderAndQuerySignature_IsRefused()
    {
        Assert.True(RequestTarget.TryParse(SignedExample.PresignedTarget, out var target));
        var signed = SignedExample.Signed("PUT", Target, Headers);

        Assert.Equal("InvalidArgument", Refusal(signed with { Target = target }).Code);
    }

    private static S3Exception Refusal(SignableRequest request) => Assert.Throws<S3Exception>(() => SignedExample.Verifier().Verify(request));
}
