using ConnectionsConsole.Domain.Organizations.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Egress;

internal static class EgressServices
{
    /// <summary>Registers the egress guard and the clients behind it. Needs the application's configuration and logging among the services.</summary>
    public static IServiceCollection AddEgress(this IServiceCollection services)
    {
        services.AddOptions<EgressOptions>().BindConfiguration(EgressOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EgressOptions>, EgressOptionsValidator>();
        services.TryAddSingleton<EgressResolver>(SystemNetwork.ResolveAsync);
        services.TryAddSingleton<EgressDialer>(SystemNetwork.DialAsync);
        services.TryAddSingleton<EgressTrust>(EgressTls.ChainPolicy);
        services.AddSingleton<EgressGuard>();
        services.AddSingleton<IEgressRules, EgressRules>();
        services.AddSingleton<EgressConnector>();
        services.AddSingleton<EgressHttpClients>();
        services.AddSingleton<GuardedStorageHttpClientFactory>();
        return services;
    }
}
