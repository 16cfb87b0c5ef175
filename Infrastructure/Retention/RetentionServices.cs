using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Retention;

internal static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddSingleton<RunRetention>();
        services.AddSingleton<ValueRetention>();
        services.AddSingleton<RetentionCleaner>();
        services.AddHostedService<RetentionService>();
        return services;
    }
}
