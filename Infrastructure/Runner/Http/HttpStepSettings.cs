using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>How the result of a request is passed on.</summary>
internal enum ResponseType
{
    Json,
    Text,
    Binary,
}

/// <summary>The inputs of an HTTP step that shape how it is sent and read, checked.</summary>
/// <param name="RetryPolicy">Null where the step asks for no retries of its own.</param>
internal sealed record HttpStepSettings(
    ResponseType ResponseType, TimeSpan Timeout, bool IncludeFullResponse, bool IgnoreCertificateErrors, StepRetryPolicy? RetryPolicy)
{
    private const int MostRetries = 5;
    private const int LongestRetryDelayMilliseconds = 600_000;

    /// <exception cref="StepFailedException">An input is malformed.</exception>
    public static HttpStepSettings Read(StepInputs inputs, HttpStepOptions options)
    {
        var timeout = inputs.Number(HttpConnector.Inputs.Timeout, "Timeout", 1, options.LongestTimeout.TotalMilliseconds);
        return new HttpStepSettings(
            ReadResponseType(inputs, HttpConnector.Inputs.ResponseType, ResponseType.Json),
            timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : options.Timeout,
            inputs.Boolean(HttpConnector.Inputs.IncludeFullResponse, "Include Full Response"),
            inputs.Boolean(HttpConnector.Inputs.IgnoreSslErrors, "Ignore SSL Errors"),
            ReadRetryPolicy(inputs));
    }

    /// <exception cref="StepFailedException">The input names no response type.</exception>
    public static ResponseType ReadResponseType(StepInputs inputs, string key, ResponseType whenEmpty) => inputs.Text(key) switch
    {
        null => whenEmpty,
        "json" => ResponseType.Json,
        "text" => ResponseType.Text,
        "binary" => ResponseType.Binary,
        _ => throw inputs.Wrong("Response Type has to be json, text or binary"),
    };

    private static StepRetryPolicy? ReadRetryPolicy(StepInputs inputs)
    {
        var retries = inputs.Number(HttpConnector.Inputs.MaximumRetries, "Max Retry Count", 0, MostRetries) ?? 0;
        var delay = inputs.Number(HttpConnector.Inputs.RetryDelay, "Retry Delay", 0, LongestRetryDelayMilliseconds) ?? 0;
        var backoff = inputs.Boolean(HttpConnector.Inputs.ExponentialBackoff, "Use Exponential Backoff");
        var onAllErrors = inputs.Boolean(HttpConnector.Inputs.RetryOnAllErrors, "Retry On All Errors");
        return retries >= 1 ? new StepRetryPolicy((int)retries, TimeSpan.FromMilliseconds(delay), backoff, onAllErrors) : null;
    }
}
