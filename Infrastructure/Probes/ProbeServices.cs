using ConnectionsConsole.Domain.Connections.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Probes;

internal static class ProbeServices
{
    /// <summary>Registers the tests of connections. Needs the egress guard, redaction and a <see cref="TimeProvider"/> among the services.</summary>
    public static IServiceCollection AddProbes(this IServiceCollection services)
    {
        services.AddOptions<ProbeOptions>().BindConfiguration(ProbeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProbeOptions>, ProbeOptionsValidator>();
        services.AddSingleton<NetworkLayers>();
        services.AddSingleton<CappedStorageHttpClientFactory>();
        services.AddSingleton<HttpProbe>();
        // First: whatever its connector, it is signed in by a token.
        services.AddSingleton<ITypeProbe, OAuthProbe>();
        services.AddSingleton<ITypeProbe, S3Probe>();
        services.AddSingleton<ITypeProbe, BannerProbe>();
        // It takes what has a request to test with, whatever its connector.
        services.AddSingleton<ITypeProbe>(p => p.GetRequiredService<HttpProbe>());
        services.AddSingleton<ITypeProbe, HostProbe>();
        services.AddSingleton<IConnectionProber, ConnectionProber>();
        return services;
    }
}
