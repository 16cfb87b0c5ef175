using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Tests.Unit.Secrets;

/// <summary>One process of the console, as far as secrets go: its own caches over shared tables, composed as the product composes it.</summary>
internal sealed class SecretsProcess : IDisposable
{
    public const string Key1 = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    public const string Key2 = "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIEE=";

    private readonly ServiceProvider _services;

    public SecretsProcess(
        IDataKeyStore store,
        ICiphertextSource? source = null,
        string? masterKey = Key1,
        string? previous = null,
        string? embeddedKeyDirectory = null,
        TimeSpan? refresh = null,
        TimeProvider? time = null)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Secrets:MasterKey"] = masterKey,
            ["Secrets:PreviousMasterKeys:0"] = previous,
            ["Secrets:CurrentKeyRefresh"] = (refresh ?? TimeSpan.FromMilliseconds(5)).ToString(),
        };
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Where(setting => setting.Value is not null))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton(store)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(time ?? TimeProvider.System);
        if (source is not null)
        {
            services.AddSingleton(source);
        }

        _services = services.AddSecrets(configuration, embeddedKeyDirectory).BuildServiceProvider(validateScopes: true);
    }

    public ISecretProtector Protector => _services.GetRequiredService<ISecretProtector>();

    public IFingerprinter Fingerprinter => _services.GetRequiredService<IFingerprinter>();

    public IKeyRotation Rotation => _services.GetRequiredService<IKeyRotation>();

    public MasterKeyVerification Verification => _services.GetRequiredService<MasterKeyVerification>();

    public MasterKeyRing MasterKeys => _services.GetRequiredService<MasterKeyRing>();

    public void Dispose() => _services.Dispose();
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;
}
