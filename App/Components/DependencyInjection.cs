using ConnectionsConsole.App.Services;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectionsConsole.App.Components;

public static class DependencyInjection
{
    /// <summary>What shell and components need, once per circuit. <see cref="IShellData"/> is the caller's to register.</summary>
    public static IServiceCollection AddConsoleComponents(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<ConsoleScripts>();
        services.AddScoped<ThemeState>();
        services.AddScoped<BrowserTime>();
        services.AddScoped<UserMessages>();
        services.AddScoped<ConsoleDialogs>();
        services.AddScoped<WorkInProgress>();
        return services;
    }
}
