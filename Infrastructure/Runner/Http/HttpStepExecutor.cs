using System.Globalization;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>
/// Sends one request, through the egress guard, and passes on its response (reference §5.3). A status other than 2xx is a failure. A HEAD request
/// has no body to pass on, so its result is always the full response.
/// </summary>
internal sealed class HttpStepExecutor(EgressGuard guard, EgressHttpClients clients, IOptions<HttpStepOptions> options, TimeProvider time) : IStepExecutor
{
    /// <summary>How much of a failed response is read for its words.</summary>
    private const int ExcerptBytes = 4 * 1024;

    private static readonly Dictionary<ActionKey, HttpMethod> s_methods = new()
    {
        [HttpConnector.Get] = HttpMethod.Get,
        [HttpConnector.Post] = HttpMethod.Post,
        [HttpConnector.Put] = HttpMethod.Put,
        [HttpConnector.Patch] = HttpMethod.Patch,
        [HttpConnector.Delete] = HttpMethod.Delete,
        [HttpConnector.Head] = HttpMethod.Head,
    };

    private readonly HttpRequestBuilder _builder = new(guard);

    public IReadOnlyCollection<ActionKey> Actions => s_methods.Keys;

    public async Task<StepOutcome> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var settings = HttpStepSettings.Read(execution.Inputs, options.Value);
        var outcome = await TryAsync(s_methods[execution.Step.ActionKey], execution, settings, cancellationToken);
        return outcome.Failure is { } failure ? failure with { RetryPolicy = settings.RetryPolicy ?? failure.RetryPolicy } : outcome;
    }

    private async Task<StepOutcome> TryAsync(HttpMethod method, StepExecution execution, HttpStepSettings settings, CancellationToken cancellationToken)
    {
        HttpRequestMessage request;
        try
        {
            request = _builder.Build(method, execution, settings.ResponseType);
        }
        catch (EgressRefusedException refused)
        {
            return new StepFailure(HttpFailures.FromRefusal(refused.Refusal), refused.Message);
        }

        using (request)
        {
            var target = $"{method} {request.RequestUri!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}";
            var failures = new HttpFailures(
                target, execution.Inputs.Connection(HttpConnector.Inputs.Connection) is not null, IsRepeatable(method, execution.Inputs, settings), time);
            using var deadline = new CancellationTokenSource(settings.Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            try
            {
                return await SendAsync(request, target, execution, settings, failures, either.Token);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                return failures.FromTimeout(settings.Timeout);
            }
            catch (Exception failure) when (failures.FromException(failure) is { } known)
            {
                return known;
            }
        }
    }

    /// <summary>RFC 9110 §9.2.2: all our methods but POST and PATCH may be repeated without a word; those two with a key that tells repeats apart.</summary>
    private static bool IsRepeatable(HttpMethod method, StepInputs inputs, HttpStepSettings settings) =>
        (method != HttpMethod.Post && method != HttpMethod.Patch)
        || inputs.Text(HttpConnector.Inputs.IdempotencyKeyHeader) is not null
        || settings.RetryPolicy is not null;

    private async Task<StepOutcome> SendAsync(
        HttpRequestMessage request, string target, StepExecution execution, HttpStepSettings settings, HttpFailures failures,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var client = clients.Get(settings.IgnoreCertificateErrors ? CertificateErrors.Ignore : CertificateErrors.Refuse);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var contentType = response.Content.Headers.ContentType?.ToString();
        if (!response.IsSuccessStatusCode)
        {
            var failure = failures.FromStatus(response, ResponseBody.Excerpt(await ReadStartAsync(response.Content, cancellationToken), contentType));
            Log(execution, target, response, time.GetElapsedTime(started), null);
            return failure;
        }

        var body = await CappedContent.ReadAsync(response.Content, options.Value.MaxResponseBytes, cancellationToken);
        Log(execution, target, response, time.GetElapsedTime(started), body.Length);
        if (!ResponseBody.TryConvert(body, contentType, settings.ResponseType, out var value, out var problem))
        {
            return failures.FromBody((int)response.StatusCode, problem, ResponseBody.Excerpt(body.AsSpan(0, Math.Min(body.Length, ExcerptBytes)), contentType));
        }

        return settings.IncludeFullResponse || request.Method == HttpMethod.Head ? FullResponse.Of(response, value) : value;
    }

    private static async Task<byte[]> ReadStartAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var start = new byte[ExcerptBytes];
        return start[..await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken)];
    }

    private static void Log(StepExecution execution, string target, HttpResponseMessage response, TimeSpan elapsed, int? length)
    {
        var size = length is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {length:N0} bytes");
        execution.Log.Write(
            LogSeverity.Debug,
            string.Create(CultureInfo.InvariantCulture, $"{target} answered {(int)response.StatusCode} after {elapsed.TotalMilliseconds:N0} ms{size}"));
    }
}
