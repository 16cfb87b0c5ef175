using System.Globalization;
using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.S3;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>What a store's answers mean for whoever tests a connection. Codes as in the S3 API reference, "Error responses".</summary>
internal static class S3Findings
{
    private const int LongestCode = 64;

    /// <summary>The signature was accepted; what was refused is listing all buckets, which many keys may not do.</summary>
    public static bool IsAboutListingAlone(AmazonS3Exception refused) => refused.ErrorCode is "AccessDenied" or "AllAccessDisabled" or "MethodNotAllowed" or "NotImplemented";

    public static ProbeFinding MayNotList(S3Target target) => target.Bucket.Length > 0
        ? ProbeFinding.Passed("The store accepts the access key. It may not list buckets, which it need not.")
        : ProbeFinding.Warning(
            ProbeCause.NoPermission, "The store accepts the access key, but the key may not list buckets.",
            "Many keys need not. Test with a Bucket Name to see whether the bucket can be reached.");

    public static ProbeFinding Listed(ListBucketsResponse? listed) => listed?.Buckets is { Count: var count }
        ? ProbeFinding.Passed(count == 1 ? "One bucket is listed." : $"{count} buckets are listed.")
        : ProbeFinding.NotTested("No bucket was named.", "Test with a Bucket Name to see whether the bucket can be reached.");

    public static ProbeFinding NoStore(S3Target target) => ProbeFinding.Failed(
        ProbeCause.WrongProtocol, $"{target.Store} does not answer like an S3 store.", "Check the Endpoint URL of the connection.");

    public static ProbeFinding? Find(Exception failure, S3Target target, TimeProvider time)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case ResponseTooLargeException or AmazonUnmarshallingException or XmlException:
                    return NoStore(target);
                case AmazonS3Exception { StatusCode: not default(HttpStatusCode) } answered:
                    return FromAnswer(answered, target, time);
            }
        }

        return ProbeFailures.Find(failure, target.Store)
            // The SDK follows redirects by itself, and throws this where one leads to no endpoint of Amazon's.
            ?? (failure is ArgumentException or AmazonClientException
                ? ProbeFinding.Failed(ProbeCause.UnexpectedAnswer, $"The request to {target.Store} could not be made, or was sent elsewhere.", "Check the Endpoint URL of the connection.")
                : null);
    }

    /// <summary>Answers to HEAD have no body, so there is no code, only a status.</summary>
    public static ProbeFinding? FindForBucket(Exception failure, S3Target target, TimeProvider time) => failure is AmazonS3Exception answered
        ? answered.StatusCode switch
        {
            HttpStatusCode.NotFound => ProbeFinding.Failed(
                ProbeCause.NotFound, $"There is no bucket \"{target.Bucket}\".", "Check the name, and the AWS Region or the Endpoint URL; or create the bucket."),
            HttpStatusCode.Forbidden => ProbeFinding.Failed(
                ProbeCause.NoPermission, $"The access key may not reach the bucket \"{target.Bucket}\".",
                "Give its user the right s3:ListBucket on the bucket, check that the bucket is yours, or enter another key."),
            HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest => WrongRegion(answered, target),
            _ => Find(failure, target, time),
        }
        : Find(failure, target, time);

    private static ProbeFinding FromAnswer(AmazonS3Exception answer, S3Target target, TimeProvider time) => answer.ErrorCode switch
    {
        "InvalidAccessKeyId" => ProbeFinding.Failed(
            ProbeCause.WrongKey, "The store does not know the Access Key ID: it is mistyped, or the key was deactivated or deleted.",
            "Compare it with the provider's console, and enter an active key."),
        "SignatureDoesNotMatch" => ProbeFinding.Failed(
            ProbeCause.WrongSecret, "The Secret Access Key does not belong to the Access Key ID.",
            "Enter the secret again, whole and without spaces; if it is lost, make a new key."),
        "ExpiredToken" or "TokenRefreshRequired" => ProbeFinding.Failed(ProbeCause.CredentialExpired, "The access key has expired.", "Enter a new one."),
        "InvalidToken" or "InvalidSecurity" => ProbeFinding.Failed(ProbeCause.CredentialRevoked, "The access key is no longer valid.", "Enter a new one."),
        "AccountProblem" or "NotSignedUp" => ProbeFinding.Failed(
            ProbeCause.CredentialRefused, "The store refuses the account that the key belongs to.", "Have the account's owner look at its state with the provider."),
        "RequestTimeTooSkewed" or "RequestExpired" => Skewed(answer, target, time),
        "AuthorizationHeaderMalformed" or "PermanentRedirect" or "TemporaryRedirect" or "IllegalLocationConstraintException" or "IncorrectEndpoint" => WrongRegion(answer, target),
        "SlowDown" or "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequests" or "BandwidthLimitExceeded" => ProbeFinding.Failed(
            ProbeCause.RateLimited, "The store asks for fewer requests.", "Wait some minutes, then test again."),
        "AccessDenied" => ProbeFinding.Failed(
            ProbeCause.NoPermission, "The access key may not do this.", "Give its user the right, or enter another key."),
        _ => ByStatus(answer, target),
    };

    private static ProbeFinding ByStatus(AmazonS3Exception answer, S3Target target) => answer.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => ProbeFinding.Failed(ProbeCause.RateLimited, "The store asks for fewer requests.", "Wait some minutes, then test again."),
        >= HttpStatusCode.InternalServerError => ProbeFinding.Failed(
            ProbeCause.ServerTrouble, $"{target.Store} has trouble of its own (status {(int)answer.StatusCode}).", "Test again later."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when Code(answer) is { } code => ProbeFinding.Failed(
            ProbeCause.CredentialRefused, $"The store refuses the access key ({code}).", "Check both of its values."),
        _ when Code(answer) is { } code => ProbeFinding.Failed(
            ProbeCause.UnexpectedAnswer, $"{target.Store} answered {(int)answer.StatusCode} {code}.", "Check the Endpoint URL of the connection."),
        _ => NoStore(target),
    };

    private static ProbeFinding WrongRegion(AmazonS3Exception answer, S3Target target)
    {
        var region = Header(answer, "x-amz-bucket-region");
        return ProbeFinding.Failed(
            ProbeCause.WrongRegion,
            region is not null && S3Target.IsRegion(region) && region != target.Region
                ? $"{(target.Bucket.Length > 0 ? $"The bucket \"{target.Bucket}\"" : "The store")} is in the region {region}, not in {target.Region}."
                : $"{(target.Bucket.Length > 0 ? $"The bucket \"{target.Bucket}\"" : "The store")} is not in the region {target.Region}.",
            "Test with that AWS Region, and set it in the steps that use the connection.");
    }

    private static ProbeFinding Skewed(AmazonS3Exception answer, S3Target target, TimeProvider time)
    {
        var words = $"The clocks of the console's machine and of {target.Store} differ by more than the store accepts";
        if (DateTimeOffset.TryParse(Header(answer, "Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs))
        {
            var minutes = (int)Math.Round((time.GetUtcNow() - theirs).TotalMinutes);
            words += minutes == 0 ? "" : $": this one is {Math.Abs(minutes)} {(Math.Abs(minutes) == 1 ? "minute" : "minutes")} {(minutes > 0 ? "ahead" : "behind")}";
        }

        return ProbeFinding.Failed(ProbeCause.ClockSkew, $"{words}.", "Have the console's machine take its time from a time server (NTP).");
    }

    /// <summary>Codes are the server's words: only what looks like one is repeated. Where the answer has none, the SDK puts the status's name in its place.</summary>
    private static string? Code(AmazonS3Exception answer) =>
        answer.ErrorCode is { Length: > 0 and <= LongestCode } code && code != answer.StatusCode.ToString() && code.All(char.IsAsciiLetterOrDigit) ? code : null;

    private static string? Header(AmazonS3Exception answer, string name) =>
        answer.InnerException is HttpErrorResponseException { Response: { } response } && response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;
}
