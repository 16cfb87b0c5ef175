using System.Net;
using System.Net.Sockets;
using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.Pokemon;
using ConnectionsConsole.App.Demo.Sandbox.S3;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;
using ConnectionsConsole.App.Demo.Sandbox.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectionsConsole.App.Demo.Sandbox;

/// <summary>
/// The third-party systems of the demo on one loopback port: a Pokémon-style API (<c>/api/v2/pokemon/NAME</c>, pictures under
/// <c>/sprites</c>) and an S3-compatible bucket service (path style, Signature Version 4) on all other paths.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ObjectStore _store;
    private readonly S3Endpoint _s3;
    private readonly PokemonEndpoint _pokemon;
    private readonly Action<SandboxRequest>? _requestServed;

    private SandboxServer(SandboxOptions options, ObjectStore store)
    {
        _store = store;
        _requestServed = options.RequestServed;
        _s3 = new S3Endpoint(
            new SignatureVerifier(options.AccessKeyId, options.SecretAccessKey, options.Region, options.TimeProvider), store, options.Region);
        _pokemon = new PokemonEndpoint(() => BaseAddress);
        _application = Build(options);
        _application.Run(ServeAsync);
    }

    /// <summary>For example <c>http://127.0.0.1:40123/</c>: the endpoint for S3 clients, and what the API's links begin with.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The folder that holds one folder per bucket.</summary>
    public string ObjectsDirectory => _store.Layout.ObjectsDirectory;

    /// <exception cref="SandboxException">An option, the folder or the port cannot be used; the message says what to do.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        Validate(options);
        var store = ObjectStore.Open(options.RootDirectory, options.TimeProvider);
        SandboxServer? server = null;
        try
        {
            CreateBuckets(store, options);
            server = new SandboxServer(options, store);
            await server._application.StartAsync(cancellationToken);
            server.BaseAddress = new Uri(server._application.Urls.Single());
            return server;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await DisposeAsync(server, store);
            throw new SandboxException(
                $"The sandbox cannot listen on {options.Address}, port {options.Port}: {exception.Message} Choose another port, or 0 for any free one.",
                    exception);
        }
        catch
        {
            await DisposeAsync(server, store);
            throw;
        }
    }

    public ValueTask DisposeAsync() => DisposeAsync(this, _store);

    private static async ValueTask DisposeAsync(SandboxServer? server, ObjectStore store)
    {
        if (server is not null)
        {
            await server._application.DisposeAsync();
        }

        store.Dispose();
    }

    private static void Validate(SandboxOptions options)
    {
        if (!IPAddress.IsLoopback(options.Address))
        {
            throw new SandboxException($"The sandbox serves this machine alone, and {options.Address} is not a loopback address. Use 127.0.0.1.");
        }

        if (options.Port is < 0 or > 65_535)
        {
            throw new SandboxException($"The sandbox's port {options.Port} does not exist. Use 1 to 65535, or 0 for any free one.");
        }

        if (options.AccessKeyId.Length == 0 || options.SecretAccessKey.Length == 0 || options.Region.Length == 0)
        {
            throw new SandboxException("The sandbox needs an access key ID, a secret access key and a region; none of them may be empty.");
        }

        foreach (var bucket in options.Buckets)
        {
            if (BucketName.Problem(bucket) is { } problem)
            {
                throw new SandboxException($"The sandbox cannot have a bucket named '{bucket}'. {problem}");
            }
        }
    }

    private static void CreateBuckets(ObjectStore store, SandboxOptions options)
    {
        try
        {
            foreach (var bucket in options.Buckets)
            {
                store.CreateBucket(bucket);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException(
                $"The sandbox cannot make its buckets in '{store.Layout.ObjectsDirectory}': {exception.Message} Choose another data folder.", exception);
        }
    }

    /// <summary>An empty builder: no configuration, environment variable or log of the console reaches the sandbox.</summary>
    private static WebApplication Build(SandboxOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, SilentLifetime>());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.UTF8;
            // The limit is kept while the body is read, so that too large an upload is refused in the words of S3.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(options.Address, options.Port);
        });
        return builder.Build();
    }

    private async Task ServeAsync(HttpContext http)
    {
        var path = "/";
        int? statusCode = null;
        Exception? failure = null;
        try
        {
            if (RequestTarget.TryParse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, out var target))
            {
                path = PercentEncoding.Encode(target.Path, keepSlash: true);
                failure = await RouteAsync(http, target);
            }
            else
            {
                await S3Endpoint.RefuseAsync(http, S3Errors.InvalidUri(), path);
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer, and nothing was kept.
            statusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception)
        {
            failure = exception;
            statusCode = StatusCodes.Status500InternalServerError;
            Break(http);
        }

        _requestServed?.Invoke(new SandboxRequest(http.Request.Method, path, statusCode ?? http.Response.StatusCode, failure));
    }

    private async Task<Exception?> RouteAsync(HttpContext http, RequestTarget target)
    {
        var first = target.Path.Split('/')[1];
        if (first is SandboxRoutes.Api or SandboxRoutes.Sprites && !S3Endpoint.IsSigned(http.Request, target))
        {
            await _pokemon.HandleAsync(http, target.Path);
            return null;
        }

        return await _s3.HandleAsync(http, target);
    }

    private static void Break(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    /// <summary>Signals and the end of the process are the console's business; it disposes of the sandbox.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
