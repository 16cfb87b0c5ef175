using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Nodes;
using ConnectionsConsole.Infrastructure.Runner.Planning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner;

public static class DependencyInjection
{
    /// <summary>
    /// The runner: <see cref="IRunner"/>, <see cref="IRunEvents"/>, and the service that executes runs in this process. The database has to be migrated
    /// before the host starts. Step executors are registered by themselves, as <see cref="Domain.Runs.Execution.IStepExecutor"/>.
    /// </summary>
    public static IServiceCollection AddRunner(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RunnerOptions>().Bind(configuration.GetSection(RunnerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RunnerOptions>, RunnerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RunDatabase>();
        services.AddSingleton(p => new RunJournal(
            p.GetRequiredService<RunDatabase>().Open,
            p.GetRequiredService<IOptions<RunnerOptions>>().Value,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<RunJournal>>()));
        services.AddSingleton<RunReader>();
        services.AddSingleton<NumberSource>();
        services.AddSingleton<ChangeProbe>();
        services.AddSingleton<StepExecutorRegistry>();
        services.AddSingleton<FlowCompiler>();
        services.AddSingleton<PlanBuilder>();
        services.AddSingleton<RunResolver>();
        services.AddSingleton<OutputStore>();
        services.AddSingleton<StepTokens>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<RunExecutor>();
        services.AddSingleton<RunHost>();
        services.AddSingleton<RunResumer>();
        services.AddSingleton<NodeLease>();
        services.AddSingleton<NodeWatch>();
        services.AddSingleton<RunClaimer>();
        services.AddSingleton<RunEvents>();
        services.AddSingleton<IRunEvents>(p => p.GetRequiredService<RunEvents>());
        services.AddSingleton<IRunner, IntegrationRunner>();
        services.AddHostedService<RunnerService>();
        services.AddHealthChecks().AddCheck<RunnerHealth>(RunnerHealth.Name, tags: ["ready"]);
        return services;
    }
}
