using System.Net;
using System.Security.Authentication;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.Http;

namespace ConnectionsConsole.Infrastructure.Runner.S3;

/// <summary>Names why a storage request failed, and what to do about it. Codes as in the S3 API reference, "Error responses".</summary>
internal sealed class S3Failures(S3Target target)
{
    public StepFailure? FromException(Exception failure)
    {
        // The SDK wraps what its HTTP client threw, to a depth that differs from version to version.
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case EgressRefusedException refused:
                    return new StepFailure(HttpFailures.FromRefusal(refused.Refusal), refused.Message);
                case ResponseTooLargeException tooLarge:
                    return new StepFailure(
                        FailureCategory.Permanent, $"The object is larger than {tooLarge.MaxBytes} bytes, the setting Runner:S3:MaxObjectBytes.");
                case AuthenticationException untrusted:
                    return new StepFailure(
                        FailureCategory.Configuration, $"No trusted TLS connection to {target.Store} came about: {untrusted.Message.TrimEnd('.')}. "
                            + "Have its certificate corrected.");
                case AmazonUnmarshallingException or XmlException:
                    return NoStore(status: null);
                case AmazonS3Exception { StatusCode: not default(HttpStatusCode) } answered:
                    return FromAnswer(answered);
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } unreachable:
                    return new StepFailure(
                        FailureCategory.Transient, $"{target.Store} could not be connected to: {Innermost(unreachable)}. Check the Endpoint URL of "
                            + "the connection if this goes on.");
                case HttpRequestException or IOException:
                    return new StepFailure(FailureCategory.Transient, $"The request to {target.Store} failed on the way: {Innermost(cause)}.");
                case ArgumentException { Source: "AWSSDK.S3" }:
                    // The SDK follows redirects by itself, and throws this where one leads to no endpoint of Amazon's.
                    return new StepFailure(
                        FailureCategory.Configuration,
                        $"The request to {target.Store} could not be made or was redirected to somewhere else: {Innermost(cause)}. Check the "
                            + "Endpoint URL of the connection.");
                case OperationCanceledException { InnerException: TimeoutException }:
                    return new StepFailure(FailureCategory.Transient, $"{target.Store} could not be connected to in time. Check the Endpoint URL of "
                        + "the connection if this goes on.");
            }
        }

        return failure is AmazonClientException
            ? new StepFailure(FailureCategory.Permanent, $"The request to {target.Store} could not be made: {Innermost(failure)}.")
            : null;
    }

    public StepFailure FromTimeout(TimeSpan timeout) => new(
        FailureCategory.Transient, $"{target.Store} did not answer completely within {timeout:c}, the setting Runner:S3:Timeout.");

    /// <summary>Something answers there, but no S3 store: a web site, a proxy, another API.</summary>
    public StepFailure NoStore(int? status) => status >= 500
        ? new StepFailure(
            FailureCategory.Transient, $"{target.Store} answered {status}, not in the words of S3. If it goes on, check the Endpoint URL of the "
                + "connection.", StatusCode: status)
        : new StepFailure(
            FailureCategory.Configuration, $"{target.Store} does not answer like an S3 store{(status is null ? "" : $" (status {status})")}. Check "
                + "the Endpoint URL of the connection.", StatusCode: status);

    private StepFailure FromAnswer(AmazonS3Exception answer)
    {
        var (code, status) = (answer.ErrorCode, (int)answer.StatusCode);
        if (string.IsNullOrEmpty(code) || (code == answer.StatusCode.ToString() && !IsXml(answer)))
        {
            return NoStore(status);
        }

        var (category, advice) = Judge(code, answer.StatusCode);
        return new StepFailure(category, $"{advice} ({target.Store} answered {status} {code}.)", StatusCode: status);
    }

    private (FailureCategory Category, string Advice) Judge(string code, HttpStatusCode status) => code switch
    {
        "InvalidAccessKeyId" => (FailureCategory.Credentials, "The store does not know the Access Key ID. Check it in the connection."),
        "SignatureDoesNotMatch" => (
            FailureCategory.Credentials, "The Secret Access Key does not belong to the Access Key ID. Enter it again in the connection."),
        "AccessDenied" or "AllAccessDisabled" or "AccountProblem" or "NotSignedUp" => (
            FailureCategory.Credentials, $"The access key may not do this in the bucket {target.Bucket}. Give it the permission, or the connection "
                + "another key."),
        "ExpiredToken" or "InvalidToken" or "TokenRefreshRequired" => (
            FailureCategory.Credentials, "The access key is no longer valid. Enter a new one in the connection."),
        "NoSuchBucket" => (
            FailureCategory.Configuration,
            $"There is no bucket {target.Bucket}. Check Bucket Name, AWS Region and the Endpoint URL of the connection, or create it."),
        "InvalidBucketName" => (FailureCategory.Configuration, $"{target.Bucket} is not a name that a bucket can have here. Check Bucket Name."),
        "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" or "IncorrectEndpoint" => (
            FailureCategory.Configuration, $"The bucket {target.Bucket} is not in {target.Region}. Check AWS Region."),
        "RequestTimeTooSkewed" => (
            FailureCategory.Configuration, "The clocks of this machine and of the store differ by more than the store accepts. Set this machine's "
                + "clock by a time server (NTP)."),
        "AccessControlListNotSupported" => (FailureCategory.Configuration, "The bucket takes no ACLs. Leave the input ACL empty."),
        "InvalidTag" or "MalformedACLError" or "InvalidArgument" or "InvalidRequest" or "KeyTooLongError" => (
            FailureCategory.Configuration, "The store refuses an input of the step."),
        "NotImplemented" => (FailureCategory.Configuration, "The store does not offer this. Leave out Object Tags and ACL, if they are set."),
        "NoSuchKey" => (FailureCategory.Permanent, $"There is no object of this name in the bucket {target.Bucket}. Check Object Key."),
        "EntityTooLarge" => (FailureCategory.Permanent, "The store takes no object of this size in one request."),
        "SlowDown" or "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequests" or "BandwidthLimitExceeded" => (
            FailureCategory.RateLimit, "The store asks for fewer requests."),
        "RequestTimeout" or "RequestTimeoutException" or "InternalError" or "ServiceUnavailable" or "OperationAborted" => (
            FailureCategory.Transient, "The trouble is in the store and may pass."),
        _ => ByStatus(status),
    };

    private static (FailureCategory, string) ByStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (FailureCategory.Credentials, "The store refuses the access key. Check the connection."),
        HttpStatusCode.TooManyRequests => (FailureCategory.RateLimit, "The store asks for fewer requests."),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => (FailureCategory.Transient, "The trouble is in the store and may pass."),
        _ => (FailureCategory.Permanent, "The store refuses the request."),
    };

    /// <summary>Where the answer has no words of S3, the SDK puts the name of the status in place of a code.</summary>
    private static bool IsXml(AmazonS3Exception answer) =>
        answer.InnerException is HttpErrorResponseException { Response.ContentType: { } type } && type.Contains("xml", StringComparison.OrdinalIgnoreCase);

    private static string Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure.Message.TrimEnd('.');
    }
}
