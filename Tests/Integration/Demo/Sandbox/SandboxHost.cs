using Amazon.Runtime;
using Amazon.S3;
using ConnectionsConsole.App.Demo.Sandbox;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>A sandbox in a temporary folder of its own, and clients for it.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    public const string AccessKeyId = "AKIASANDBOXTEST00001";
    public const string SecretAccessKey = "sandbox/Secret+Key=ForTests";
    public const string Bucket = "avatars";

    private readonly List<SandboxRequest> _requests = [];

    private SandboxHost(string folder) => Folder = folder;

    public string Folder { get; }

    public AdjustableTime Time { get; } = new();

    public SandboxServer Server { get; private set; } = null!;

    /// <summary>What was served so far, in order.</summary>
    public IReadOnlyList<SandboxRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return _requests.ToList();
            }
        }
    }

    public static async Task<SandboxHost> StartAsync(string region = "us-east-1")
    {
        var host = new SandboxHost(Directory.CreateTempSubdirectory("sandbox-test-").FullName);
        host.Server = await SandboxServer.StartAsync(host.Options(region), CancellationToken.None);
        return host;
    }

    public SandboxOptions Options(string region = "us-east-1") => new()
    {
        RootDirectory = Folder,
        AccessKeyId = AccessKeyId,
        SecretAccessKey = SecretAccessKey,
        Region = region,
        Buckets = [Bucket],
        TimeProvider = Time,
        RequestServed = Remember,
    };

    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        Server = await SandboxServer.StartAsync(Options(), CancellationToken.None);
    }

    public string FileOf(string key, string bucket = Bucket) => Path.Combine(Folder, "s3", bucket, Path.Combine(key.Split('/')));

    /// <param name="tamper">Changes each request on its way, after it was signed.</param>
    public AmazonS3Client S3(
        string accessKeyId = AccessKeyId, string secretAccessKey = SecretAccessKey, string region = "us-east-1",
        Func<HttpRequestMessage, Task>? tamper = null)
    {
        var configuration = new AmazonS3Config
        {
            ServiceURL = Server.BaseAddress.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = region,
            MaxErrorRetry = 0,
        };
        if (tamper is not null)
        {
            configuration.HttpClientFactory = new TamperingClientFactory(tamper);
        }

        return new AmazonS3Client(new BasicAWSCredentials(accessKeyId, secretAccessKey), configuration);
    }

    public HttpClient Http() => new() { BaseAddress = Server.BaseAddress };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private void Remember(SandboxRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }
    }

    private sealed class TamperingClientFactory(Func<HttpRequestMessage, Task> tamper) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new TamperingHandler(tamper));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class TamperingHandler(Func<HttpRequestMessage, Task> tamper) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await tamper(request);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>The system's time, moved by <see cref="Offset"/>.</summary>
internal sealed class AdjustableTime : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Offset;
}
