using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

/// <summary>A request whose signature is right, with what is needed to go on and verify its body.</summary>
internal sealed record VerifiedRequest(RequestAuthorization Authorization, Payload Payload, SigningKey SigningKey);

/// <summary>
/// Verifies AWS Signature Version 4 for the service <c>s3</c>, one access key and one region. Every refusal is an
/// <see cref="S3Exception"/> with the code and status of Amazon S3.
/// </summary>
internal sealed class SignatureVerifier(string accessKeyId, string secretAccessKey, string region, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_allowedSkew = TimeSpan.FromMinutes(15);

    public VerifiedRequest Verify(SignableRequest request)
    {
        var authorization = RequestAuthorization.Parse(request);
        VerifyScope(authorization);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization.AccessKeyId), Encoding.UTF8.GetBytes(accessKeyId)))
        {
            throw S3Errors.InvalidAccessKeyId(authorization.AccessKeyId);
        }

        if (request.Header("x-amz-security-token") is not null || request.Target.Has("X-Amz-Security-Token"))
        {
            throw S3Errors.InvalidToken();
        }

        VerifyTime(authorization);
        var payload = PayloadOf(request, authorization);
        var signingKey = new SigningKey(secretAccessKey, authorization.Scope);
        VerifySignature(request, authorization, payload, signingKey);
        VerifyCoverage(request, authorization);
        return new VerifiedRequest(authorization, payload, signingKey);
    }

    private void VerifyScope(RequestAuthorization authorization)
    {
        S3Exception Malformed(string reason, params IReadOnlyList<(string, string)> details) => authorization.IsPresigned
            ? S3Errors.AuthorizationQueryParametersError("Error parsing the X-Amz-Credential parameter; " + reason, details)
            : S3Errors.AuthorizationHeaderMalformed(reason, details);

        var scope = authorization.Scope;
        if (scope.Terminator != "aws4_request")
        {
            throw Malformed($"incorrect terminal \"{scope.Terminator}\". This endpoint uses \"aws4_request\".");
        }

        if (scope.Service != "s3")
        {
            throw Malformed($"incorrect service \"{scope.Service}\". This endpoint belongs to \"s3\".");
        }

        if (scope.Region != region)
        {
            throw Malformed($"the region '{scope.Region}' is wrong; expecting '{region}'", ("Region", region));
        }

        if (scope.Date != authorization.Timestamp[..8])
        {
            throw Malformed($"invalid credential date \"{scope.Date}\". This date is not the same as X-Amz-Date: \"{authorization.Timestamp[..8]}\".");
        }
    }

    private void VerifyTime(RequestAuthorization authorization)
    {
        var now = timeProvider.GetUtcNow();
        if (authorization.ExpiresSeconds is not { } expiresSeconds)
        {
            if ((now - authorization.Time).Duration() > s_allowedSkew)
            {
                throw S3Errors.RequestTimeTooSkewed(authorization.Timestamp, IsoTime(now));
            }

            return;
        }

        var expires = authorization.Time.AddSeconds(expiresSeconds);
        if (now > expires)
        {
            throw S3Errors.AccessDenied(
                "Request has expired",
                ("X-Amz-Expires", expiresSeconds.ToString(CultureInfo.InvariantCulture)), ("Expires", IsoTime(expires)), ("ServerTime", IsoTime(now)));
        }

        if (authorization.Time - now > s_allowedSkew)
        {
            throw S3Errors.AccessDenied("Request is not yet valid", ("ServerTime", IsoTime(now)));
        }
    }

    private static Payload PayloadOf(SignableRequest request, RequestAuthorization authorization)
    {
        if (request.Header(Payload.HeaderName) is { } announced)
        {
            return Payload.Parse(announced);
        }

        // A presigned URL is made before its body is known; some clients say so in the query instead of leaving it out.
        return authorization.IsPresigned
            ? Payload.Parse(request.Target.Value("X-Amz-Content-Sha256") ?? Payload.UnsignedText)
            : throw S3Errors.InvalidRequest($"Missing required header for this request: {Payload.HeaderName}");
    }

    private static void VerifySignature(SignableRequest request, RequestAuthorization authorization, Payload payload, SigningKey signingKey)
    {
        var canonicalRequest = CanonicalRequest.Build(request, authorization.SignedHeaders, payload.Hash);
        var stringToSign = string.Join(
            '\n', RequestAuthorization.Algorithm, authorization.Timestamp, authorization.Scope.ToString(), CanonicalRequest.HexSha256(canonicalRequest));
        var complete = authorization.SignedHeaders.All(request.Headers.ContainsKey);
        if (!signingKey.Matches(stringToSign, authorization.Signature) || !complete)
        {
            throw S3Errors.SignatureDoesNotMatch(
                ("AWSAccessKeyId", authorization.AccessKeyId),
                ("StringToSign", stringToSign),
                ("SignatureProvided", authorization.Signature),
                ("CanonicalRequest", canonicalRequest));
        }
    }

    /// <summary>
    /// Host and every x-amz-* header must be signed, and in the header form Content-Type too where it is sent: otherwise
    /// somebody on the way could add one and so change what the request does.
    /// </summary>
    private static void VerifyCoverage(SignableRequest request, RequestAuthorization authorization)
    {
        bool MustBeSigned(string name) => name is "host"
            || name.StartsWith("x-amz-", StringComparison.Ordinal)
            || (name is "content-type" && !authorization.IsPresigned);

        var missing = request.Headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Append("host")
            .Distinct(StringComparer.Ordinal)
            .Where(name => MustBeSigned(name) && !authorization.SignedHeaders.Contains(name, StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0)
        {
            throw S3Errors.AccessDenied("There were headers present in the request which were not signed", ("HeadersNotSigned", string.Join(", ", missing)));
        }
    }

    private static string IsoTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
