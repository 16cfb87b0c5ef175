using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Tests.Integration.Egress;

/// <summary>A real HTTP server on a loopback address and a port that the system chooses; it counts what reaches it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private LoopbackServer(WebApplication app) => _app = app;

    public int Requests => Volatile.Read(ref _requests);

    public int Port { get; private set; }

    public static async Task<LoopbackServer> StartAsync(
        RequestDelegate handle, IPAddress? address = null, int port = 0, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address ?? IPAddress.Loopback, port, endPoint =>
            {
                endPoint.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                {
                    endPoint.UseHttps(certificate);
                }
            });
        });
        var server = new LoopbackServer(builder.Build());
        server._app.Run(context =>
        {
            Interlocked.Increment(ref server._requests);
            return handle(context);
        });
        await server._app.StartAsync();
        var bound = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Port = new Uri(bound).Port;
        return server;
    }

    public static Task<LoopbackServer> AnsweringAsync(string text, IPAddress? address = null, int port = 0) =>
        StartAsync(context => context.Response.WriteAsync(text), address, port);

    public static Task<LoopbackServer> AnsweringAsync(string text, string contentType, int status = 200) =>
        AnsweringAsync(Encoding.UTF8.GetBytes(text), contentType, status);

    public static Task<LoopbackServer> AnsweringAsync(byte[] body, string contentType, int status = 200) => StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(body);
        }
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
