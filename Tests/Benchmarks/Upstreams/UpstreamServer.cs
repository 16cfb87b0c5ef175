using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Tests.Benchmarks.Upstreams;

/// <summary>What arrived: each run makes one request of each kind.</summary>
/// <param name="UnsignedPuts">Puts without a version 4 signature, or with another length than the picture's.</param>
internal sealed record UpstreamCounts(long Documents, long Pictures, long Puts, long UnsignedPuts, long Others);

/// <summary>
/// The third-party systems of the runs, in a process of its own so that they use nothing of what is measured: API, pictures, and a bucket that reads
/// what it is given and forgets it.
/// </summary>
internal sealed class UpstreamServer
{
    public const string CountsPath = "/counts";

    private const string DocumentPrefix = "/api/v2/pokemon/", PicturePrefix = "/sprites/";

    private UpstreamBodies? _bodies;
    private long _documents, _pictures, _puts, _unsigned, _others;

    /// <summary>Serves until standard input ends, which it does with the parent; prints the address first.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        await using var app = builder.Build();
        var server = new UpstreamServer();
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        server._bodies = new UpstreamBodies(new Uri(address));
        Console.WriteLine(new Uri(address));
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "/");
        if (HttpMethods.IsPut(method))
        {
            return StoreAsync(context);
        }

        if (HttpMethods.IsGet(method) && path.StartsWith(DocumentPrefix, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _documents);
            return WriteAsync(context.Response, "application/json; charset=utf-8", _bodies!.Document(path[DocumentPrefix.Length..]));
        }

        if (HttpMethods.IsGet(method) && path.StartsWith(PicturePrefix, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _pictures);
            return WriteAsync(context.Response, "image/png", _bodies!.Picture);
        }

        if (path == CountsPath)
        {
            return context.Response.WriteAsJsonAsync(new UpstreamCounts(_documents, _pictures, _puts, _unsigned, _others));
        }

        Interlocked.Increment(ref _others);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task StoreAsync(HttpContext context)
    {
        var length = 0L;
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync();
            length += read.Buffer.Length;
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        if (length != _bodies!.Picture.Length || !context.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _unsigned);
        }

        Interlocked.Increment(ref _puts);
        context.Response.Headers.ETag = _bodies.EntityTag;
        context.Response.Headers["x-amz-request-id"] = "0";
        context.Response.ContentLength = 0;
    }

    private static Task WriteAsync(HttpResponse response, string contentType, byte[] body)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
