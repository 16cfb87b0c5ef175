using System.Security.Cryptography;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Runner.S3;

/// <summary>
/// One SDK client per endpoint, region and key, kept for later runs: making one costs more than the request that it sends. All share the
/// guarded HTTP connections. The least recently used ones go beyond <see cref="MostClients"/>, so that changed keys do not pile up.
/// </summary>
internal sealed class S3ClientCache(HttpClientFactory httpClients, TimeProvider time) : IDisposable
{
    private const int MostClients = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<CacheKey, Entry> _clients = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    public IAmazonS3 Get(S3Target target)
    {
        // The hash stands for the secret, so that keys in memory dumps of the cache do not double it.
        var secret = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(target.SecretAccessKey)));
        var key = new CacheKey(target.Endpoint, target.Region, target.AccessKeyId, secret);
        lock (_lock)
        {
            if (!_clients.TryGetValue(key, out var entry))
            {
                Trim();
                entry = new Entry(Create(target));
                _clients.Add(key, entry);
            }

            entry.LastUsed = time.GetTimestamp();
            return entry.Client;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var entry in _clients.Values)
            {
                entry.Client.Dispose();
            }

            _clients.Clear();
        }
    }

    /// <summary>Dropped clients are left to the garbage collector, not disposed: a run may be in the middle of using one.</summary>
    private void Trim()
    {
        if (_clients.Count < MostClients)
        {
            return;
        }

        foreach (var (key, _) in _clients.OrderBy(client => client.Value.LastUsed).Take(MostClients / 4).ToList())
        {
            _clients.Remove(key);
        }
    }

    private AmazonS3Client Create(S3Target target)
    {
        var config = new AmazonS3Config
        {
            HttpClientFactory = httpClients,
            // Retries are the runner's, which records each; the SDK's own would hide them and multiply with them.
            MaxErrorRetry = 0,
            ThrottleRetries = false,
            // Environment variables and profile files of the machine must not decide where a connection goes.
            IgnoreConfiguredEndpointUrls = true,
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            UseDualstackEndpoint = false,
            UseFIPSEndpoint = false,
            UseArnRegion = false,
            AllowAutoRedirect = false,
            DisableLogging = true,
            // A wrong clock is reported the same way every time, instead of working from the second request on.
            DisableClockSkewCorrection = true,
            // The caller's cancellation token carries the time limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (target.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = target.Region;
            config.ForcePathStyle = true;
            config.UseHttp = endpoint.Scheme == Uri.UriSchemeHttp;
            // Widespread S3-compatible stores refuse the trailing checksums that the SDK adds by itself (measured: OpenStack Swift 2.30).
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(target.Region);
        }

        return new AmazonS3Client(new BasicAWSCredentials(target.AccessKeyId, target.SecretAccessKey), config);
    }

    private readonly record struct CacheKey(Uri? Endpoint, string Region, string AccessKeyId, string SecretHash);

    private sealed class Entry(AmazonS3Client client)
    {
        public AmazonS3Client Client { get; } = client;

        public long LastUsed { get; set; }
    }
}
