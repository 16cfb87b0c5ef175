using System.Globalization;
using System.Net;
using System.Text;
using ConnectionsConsole.App.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>
/// The third-party systems of the killed runs, in the process that survives. Each answer has a number of its own, which the next step's request has to bring
/// along: the address of the picture says which document named it, and the picture itself which request brought it.
/// </summary>
internal sealed class KillUpstreams : IAsyncDisposable
{
    /// <summary>Answers take up to this long, so that kills hit requests under way too.</summary>
    private const int LongestAnswer = 10;

    private const string PicturePrefix = "picture for ";

    private readonly WebApplication _app;

    private KillUpstreams(WebApplication app) => _app = app;

    public KillRequests Requests { get; } = new();

    /// <summary>Ends with a slash.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public static async Task<KillUpstreams> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var upstreams = new KillUpstreams(builder.Build());
        upstreams._app.Run(upstreams.AnswerAsync);
        await upstreams._app.StartAsync();
        upstreams.Address = new Uri(upstreams._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return upstreams;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var (method, parts) = (context.Request.Method, (context.Request.Path.Value ?? "").Trim('/').Split('/'));
        return (method, parts) switch
        {
            ("GET", ["runs", var run, "document", DemoSandbox.SecretAccessKey]) when Guid.TryParse(run, out var id) => DocumentAsync(context, id),
            ("GET", ["runs", var run, "picture", var answer]) when Guid.TryParse(run, out var id) && TryNumber(answer, out var used) => PictureAsync(context, id, used),
            ("PUT", [DemoSandbox.Bucket, var name]) when Guid.TryParse(Path.GetFileNameWithoutExtension(name), out var id) => PutAsync(context, id),
            _ => RefuseAsync(context),
        };
    }

    private Task DocumentAsync(HttpContext context, Guid run)
    {
        var number = Requests.Note(run, KillSteps.Document, Key(context), null);
        var picture = new Uri(Address, string.Create(CultureInfo.InvariantCulture, $"runs/{run}/picture/{number}"));
        return AnswerAsync(context, "application/json", $$"""{ "id": {{number}}, "name": "onix", "sprites": { "front_default": "{{picture}}" } }""");
    }

    private Task PictureAsync(HttpContext context, Guid run, int answer)
    {
        var number = Requests.Note(run, KillSteps.Picture, Key(context), answer);
        return AnswerAsync(context, "image/png", string.Create(CultureInfo.InvariantCulture, $"{PicturePrefix}{run}/{number}"));
    }

    /// <summary>The object's name holds the run, its contents the run again and the answer that brought them.</summary>
    private async Task PutAsync(HttpContext context, Guid run)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (!body.StartsWith($"{PicturePrefix}{run}/", StringComparison.Ordinal) || !TryNumber(body[(body.IndexOf('/', StringComparison.Ordinal) + 1)..], out var answer))
        {
            Requests.NoteUnexpected($"\"{body}\" as the picture of the run {run}");
            answer = 0;
        }

        Requests.Note(run, KillSteps.Put, context.Request.Path, answer);
        context.Response.Headers.ETag = "\"0123456789abcdef0123456789abcdef\"";
        await AnswerAsync(context, "application/xml", "");
    }

    private Task RefuseAsync(HttpContext context)
    {
        Requests.NoteUnexpected($"{context.Request.Method} {context.Request.Path}");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static string? Key(HttpContext context) => context.Request.Headers[KillIntegration.KeyHeader];

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static async Task AnswerAsync(HttpContext context, string contentType, string text)
    {
        await Task.Delay(Random.Shared.Next(LongestAnswer));
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }
}
