using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Infrastructure.Persistence;
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
        return services;
    }
}
