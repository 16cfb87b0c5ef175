using ConnectionsConsole.Domain.Runs.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

internal static class JavaScriptStepServices
{
    /// <summary>Registers the executor of code steps.</summary>
    public static IServiceCollection AddJavaScriptSteps(this IServiceCollection services)
    {
        services.AddOptions<JavaScriptOptions>().BindConfiguration(JavaScriptOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JavaScriptOptions>, JavaScriptOptionsValidator>();
        services.AddSingleton<PreparedScripts>();
        services.AddSingleton<ScriptEngines>();
        services.AddSingleton<JavaScriptThreads>();
        services.AddSingleton<JavaScriptWarmUp>();
        services.AddHostedService(p => p.GetRequiredService<JavaScriptWarmUp>());
        services.AddSingleton<IStepExecutor, JavaScriptStepExecutor>();
        return services;
    }
}
