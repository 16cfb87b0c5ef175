using ConnectionsConsole.App.Pages.OAuth;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>What the pages about connections share within a circuit.</summary>
internal static class ConnectionPages
{
    public static IServiceCollection AddConnectionPages(this IServiceCollection services)
    {
        services.AddScoped<AddConnectionFlow>();
        services.AddScoped<AuthorizationFlow>();
        services.AddScoped<TestConnectionEditor>();
        services.AddScoped<CustomerConnectionEditor>();
        services.AddScoped<DependentsQuestion>();
        return services;
    }
}
