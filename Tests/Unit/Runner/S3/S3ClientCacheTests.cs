using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.S3;
using ConnectionsConsole.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Tests.Unit.Runner.S3;

public sealed class S3ClientCacheTests
{
    [Fact]
    public void Get_BeyondTheLimit_LetsTheLeastRecentlyUsedGo()
    {
        var options = Options.Create(new EgressOptions());
        var guard = new EgressGuard(options, SystemNetwork.ResolveAsync);
        using var http = new EgressHttpClients(options, guard, SystemNetwork.DialAsync, NullLogger<EgressHandler>.Instance);
        var time = new FakeTimeProvider();
        using var cache = new S3ClientCache(new GuardedStorageHttpClientFactory(http), time);
        var often = cache.Get(Target(0));
        var once = cache.Get(Target(1));

        for (var number = 2; number < 300; number++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            cache.Get(Target(number));
            Assert.Same(often, cache.Get(Target(0)));
        }

        Assert.InRange(cache.Count, 100, 256);
        Assert.NotSame(once, cache.Get(Target(1)));
    }

    [Fact]
    public void Target_AsText_HoldsNoSecret() => Assert.DoesNotContain("secret", Target(0).ToString(), StringComparison.Ordinal);

    private static S3Target Target(int number) => new($"key-{number}", "secret", "us-east-1", new Uri("http://127.0.0.1:9000"), "avatars");
}
