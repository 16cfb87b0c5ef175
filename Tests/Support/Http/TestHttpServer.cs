using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Tests.Support.Http;

/// <summary>
/// A real web server on loopback and a free port that answers as it was told and remembers what it was asked. A request for which
/// nothing was told is answered with 501 and stands in <see cref="UnexpectedRequests"/>.
/// </summary>
public sealed class TestHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, ReceivedRequest, Task>> _answers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly List<ReceivedRequest> _unexpected = [];
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _changed = NewSignal();

    private TestHttpServer(WebApplication app) => _app = app;

    /// <summary>With the IP address as host, ending with a slash.</summary>
    public Uri Address => new(_app.Urls.Single());

    public int Port => Address.Port;

    /// <summary>All requests so far whose body has arrived, oldest first.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => Snapshot(_requests);

    public IReadOnlyList<ReceivedRequest> UnexpectedRequests => Snapshot(_unexpected);

    /// <param name="address">A loopback address to listen on.</param>
    /// <param name="port">0 for any free one; another only to stand in for a server that has ended.</param>
    public static async Task<TestHttpServer> StartAsync(string address = "127.0.0.1", int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseUrls($"http://{address}:{port}").ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        var server = new TestHttpServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        return server;
    }

    public Uri Url(string pathAndQuery) => new(Address, pathAndQuery);

    /// <summary>Tells the answers to one kind of request, in turn; the last one holds from then on.</summary>
    /// <param name="request">Method and path, without the query: <c>GET /pokemon/25</c>.</param>
    /// <param name="answers">At least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">No answer was given.</exception>
    public TestHttpServer Answer(string request, params TestAnswer[] answers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(answers.Length, nameof(answers));
        var turn = -1;
        return Answer(request, (context, _) => SendAsync(context, answers[Math.Min(Interlocked.Increment(ref turn), answers.Length - 1)]));
    }

    /// <summary>Tells the answer to one kind of request in code.</summary>
    /// <inheritdoc cref="Answer(string, TestAnswer[])"/>
    public TestHttpServer Answer(string request, Func<HttpContext, ReceivedRequest, Task> answer)
    {
        _answers[request] = answer;
        return this;
    }

    /// <summary>Ends as soon as at least so many requests have arrived; fails after <paramref name="failsafe"/> (30 s).</summary>
    public async Task<IReadOnlyList<ReceivedRequest>> WaitForRequestsAsync(int count, TimeSpan? failsafe = null)
    {
        using var timeout = new CancellationTokenSource(failsafe ?? TimeSpan.FromSeconds(30));
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_requests.Count >= count)
                {
                    return [.. _requests];
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(timeout.Token);
        }
    }

    /// <summary>From here on nothing listens.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task HandleAsync(HttpContext context)
    {
        var request = await ReceivedRequest.ReadAsync(context);
        var isExpected = _answers.TryGetValue($"{request.Method} {request.Path}", out var answer);
        Remember(request, isExpected);
        await (answer ?? SayUnexpectedAsync)(context, request);
    }

    private void Remember(ReceivedRequest request, bool isExpected)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _requests.Add(request);
            if (!isExpected)
            {
                _unexpected.Add(request);
            }

            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult();
    }

    private Task SayUnexpectedAsync(HttpContext context, ReceivedRequest request) =>
        SendAsync(context, TestAnswer.Text($"This test has no answer for {request.Method} {request.Target}.", StatusCodes.Status501NotImplemented));

    private async Task SendAsync(HttpContext context, TestAnswer answer)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            await answer.Gate.WaitAsync(ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The caller gave up, or the test is over: nobody waits for the answer.
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (answer.ContentType is not null)
        {
            context.Response.ContentType = answer.ContentType;
        }

        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        await SendBodyAsync(context, answer);
    }

    private static async Task SendBodyAsync(HttpContext context, TestAnswer answer)
    {
        if (!HttpMethods.IsHead(context.Request.Method) && !answer.Body.IsEmpty)
        {
            context.Response.ContentLength ??= answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Abort ? answer.Body[..(answer.Body.Length / 2)] : answer.Body, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        if (answer.Abort)
        {
            context.Abort();
        }
    }

    private IReadOnlyList<ReceivedRequest> Snapshot(List<ReceivedRequest> requests)
    {
        lock (_lock)
        {
            return [.. requests];
        }
    }
}
