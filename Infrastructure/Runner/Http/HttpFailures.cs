using System.Globalization;
using System.Net;
using System.Security.Authentication;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>Names why a request failed, and what to do about it.</summary>
/// <param name="target">Method and address without query, for example <c>GET https://api.example.com/items</c>.</param>
/// <param name="isRepeatable">
/// Sending the request twice does no harm, or the step asks for it. Where neither holds, a failure that leaves open whether the request was carried
/// out says that it is not to be repeated: the runner's own retries would place an order twice.
/// </param>
internal sealed class HttpFailures(string target, bool hasConnection, bool isRepeatable, TimeProvider time)
{
    private static readonly StepRetryPolicy s_never = new(0, TimeSpan.Zero, ExponentialBackoff: false, OnAllErrors: false);
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromHours(24);

    public StepFailure FromStatus(HttpResponseMessage response, string? excerpt)
    {
        var status = response.StatusCode;
        var code = (int)status;
        var (category, advice) = Judge(status);
        var says = excerpt is null ? "" : $" It says: {excerpt}";
        var failure = new StepFailure(category, $"{target} answered {code} {Reason(response)}. {advice}{says}", RetryAfter(response), code);
        return status >= HttpStatusCode.InternalServerError && status != HttpStatusCode.ServiceUnavailable ? PerhapsCarriedOut(failure) : failure;
    }

    public StepFailure? FromException(Exception failure) => failure switch
    {
        EgressRefusedException refused => new StepFailure(FromRefusal(refused.Refusal), refused.Message),
        ResponseTooLargeException tooLarge => new StepFailure(
            FailureCategory.Permanent,
            $"{target} answered with more than {tooLarge.MaxBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes. Ask for less, for example "
                + "page by page; the limit is the setting Runner:Http:MaxResponseBytes."),
        HttpRequestException request => FromRequest(request),
        // A body that cannot be decompressed.
        InvalidDataException => new StepFailure(FailureCategory.Permanent, $"{target} answered with a compressed body that is damaged."),
        IOException => PerhapsCarriedOut(new StepFailure(FailureCategory.Transient, $"{target} broke off in the middle of its answer.")),
        OperationCanceledException { InnerException: TimeoutException } =>
            new StepFailure(FailureCategory.Transient, $"{target} could not be connected to in time. Check the address if this goes on."),
        _ => null,
    };

    public StepFailure FromTimeout(TimeSpan timeout) => PerhapsCarriedOut(new StepFailure(
        FailureCategory.Transient,
        string.Create(CultureInfo.InvariantCulture, $"{target} did not answer completely within {timeout.TotalMilliseconds:N0} ms. The input Timeout "
            + $"can give it longer.")));

    public StepFailure FromBody(int statusCode, string problem, string? excerpt) => new(
        FailureCategory.Permanent,
        $"{target} answered {statusCode} with a body that is not JSON, because {problem}. Choose the Response Type text or binary to take it as it is."
            + (excerpt is null ? "" : $" It begins: {excerpt}"),
        StatusCode: statusCode);

    public static FailureCategory FromRefusal(EgressRefusal refusal) => refusal switch
    {
        EgressRefusal.ResolverUnavailable => FailureCategory.Transient,
        EgressRefusal.Redirect => FailureCategory.Permanent,
        EgressRefusal.Address or EgressRefusal.Host or EgressRefusal.Destination or EgressRefusal.NoAnswer or EgressRefusal.CredentialHost =>
            FailureCategory.Configuration,
    };

    private (FailureCategory Category, string Advice) Judge(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (
            FailureCategory.Credentials,
            hasConnection
                ? "Check the values of the connection and what its account may do."
                : "The step sends no credentials: give it a connection, if the API wants one."),
        HttpStatusCode.ProxyAuthenticationRequired => (FailureCategory.Configuration, "The proxy wants credentials: set them in Egress:Proxy."),
        HttpStatusCode.TooManyRequests => (FailureCategory.RateLimit, "The API asks for fewer requests."),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => (FailureCategory.Transient, "The trouble is on the other side and may pass."),
        HttpStatusCode.NotFound or HttpStatusCode.Gone => (FailureCategory.Permanent, "Check the URL."),
        HttpStatusCode.MethodNotAllowed => (FailureCategory.Permanent, "Check the URL and which kind of request the API takes there."),
        HttpStatusCode.UnsupportedMediaType => (FailureCategory.Permanent, "Check the Content Type."),
        < HttpStatusCode.BadRequest => (FailureCategory.Permanent, "That is neither a result nor a redirect that can be followed."),
        _ => (FailureCategory.Permanent, "Check the inputs of the step."),
    };

    private StepFailure FromRequest(HttpRequestException failure)
    {
        if (failure.InnerException is AuthenticationException untrusted)
        {
            return new StepFailure(
                FailureCategory.Configuration,
                $"{target} was not sent, because no trusted TLS connection came about: {untrusted.Message.TrimEnd('.')}. Have the certificate "
                    + "corrected; Ignore SSL Errors skips the check, and with it the protection.");
        }

        return failure.HttpRequestError switch
        {
            HttpRequestError.ConnectionError => new StepFailure(
                FailureCategory.Transient, $"{target} could not be connected to: {Innermost(failure)}. Check host and port if this goes on."),
            HttpRequestError.ProxyTunnelError => new StepFailure(
                FailureCategory.Configuration, $"{target} was not sent, because the proxy refused to connect. Check Egress:Proxy and what the proxy allows."),
            HttpRequestError.ConfigurationLimitExceeded => new StepFailure(
                FailureCategory.Permanent, $"{target} answered with more than 64 KB of headers."),
            _ => PerhapsCarriedOut(new StepFailure(FailureCategory.Transient, $"{target} failed on the way: {Innermost(failure)}.")),
        };
    }

    private StepFailure PerhapsCarriedOut(StepFailure failure) => isRepeatable
        ? failure
        : failure with
        {
            Message = $"{failure.Message} It is not repeated, because it may have been carried out all the same: name an Idempotency Key Header, if "
                + "the API knows one, or set Max Retry Count.",
            RetryPolicy = s_never,
        };

    private static string Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure.Message.TrimEnd('.');
    }

    private static string Reason(HttpResponseMessage response) =>
        response.ReasonPhrase is { Length: > 0 } reason ? reason : response.StatusCode.ToString();

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, s_longestRetryAfter.Ticks)) : null;
    }
}
