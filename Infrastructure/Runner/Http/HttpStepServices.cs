using ConnectionsConsole.Domain.Runs.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

internal static class HttpStepServices
{
    /// <summary>Registers the executor of HTTP steps. Needs the egress guard and a <see cref="TimeProvider"/> among the services.</summary>
    public static IServiceCollection AddHttpSteps(this IServiceCollection services)
    {
        services.AddOptions<HttpStepOptions>().BindConfiguration(HttpStepOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpStepOptions>, HttpStepOptionsValidator>();
        services.AddSingleton<IStepExecutor, HttpStepExecutor>();
        return services;
    }
}
