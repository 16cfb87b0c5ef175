using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.S3;

internal static class S3StepServices
{
    /// <summary>Registers the executor of S3 steps. Needs the egress guard and a <see cref="TimeProvider"/> among the services.</summary>
    public static IServiceCollection AddS3Steps(this IServiceCollection services)
    {
        services.AddOptions<S3StepOptions>().BindConfiguration(S3StepOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<S3StepOptions>, S3StepOptionsValidator>();
        services.AddSingleton(p => new S3ClientCache(p.GetRequiredService<GuardedStorageHttpClientFactory>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IStepExecutor, S3StepExecutor>();
        return services;
    }
}
