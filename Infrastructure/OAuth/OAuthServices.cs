using ConnectionsConsole.Domain.OAuth.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.OAuth;

internal static class OAuthServices
{
    /// <summary>Obtaining and renewing tokens. Needs persistence, secrets and the egress guard among the services.</summary>
    public static IServiceCollection AddOAuth(this IServiceCollection services)
    {
        services.AddOptions<OAuthOptions>().BindConfiguration(OAuthOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OAuthOptions>, OAuthOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ProviderClient>();
        services.AddSingleton<TokenProtection>();
        services.AddSingleton<AuthorizationStore>();
        services.AddSingleton<TokenRenewal>();
        services.AddSingleton<IAuthorizations, AuthorizationService>();
        services.AddHostedService<AuthorizationRefresher>();
        return services;
    }
}
