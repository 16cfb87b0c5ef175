using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.OAuth;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Probes;
using ConnectionsConsole.Infrastructure.Retention;
using ConnectionsConsole.Infrastructure.Runner;
using ConnectionsConsole.Infrastructure.Runner.Http;
using ConnectionsConsole.Infrastructure.Runner.JavaScript;
using ConnectionsConsole.Infrastructure.Runner.S3;
using ConnectionsConsole.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Infrastructure;

public static class DependencyInjection
{
    /// <summary>How everything is done: database, secrets, accounts, runner, outgoing connections.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration, DataDirectory data)
    {
        services.AddSingleton(data);
        services.AddPersistence(configuration);
        services.AddAccounts();
        services.AddSecrets(configuration, IsEmbedded(configuration) ? Path.Combine(data.Path, "keys") : null);
        services.AddEgress();
        services.AddOAuth();
        services.AddJavaScriptSteps();
        services.AddHttpSteps();
        services.AddS3Steps();
        services.AddProbes();
        services.AddRunner(configuration);
        services.AddRetention();
        services.AddSingleton<IConsoleStartup, ConsoleStartup>();
        return services;
    }

    /// <summary>The SQLite file in the data folder: only then does the first start make a master key by itself.</summary>
    private static bool IsEmbedded(IConfiguration configuration)
    {
        var database = configuration.GetSection(DatabaseOptions.Section);
        return (database[nameof(DatabaseOptions.Provider)] ?? DatabaseProviders.Sqlite) == DatabaseProviders.Sqlite
            && string.IsNullOrEmpty(database[nameof(DatabaseOptions.ConnectionString)]);
    }
}
