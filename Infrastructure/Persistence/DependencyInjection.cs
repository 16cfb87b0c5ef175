using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Persistence.Rotation;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Persistence;

internal static class DependencyInjection
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section));
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddSingleton<ConsoleDbFactory>();
        services.AddSingleton<IDatabaseStartup, DatabaseStartup>();
        services.AddSingleton<IDataKeyStore, DataKeyStore>();
        services.AddSingleton<ICiphertextSource, ValueSetCiphertexts>();
        services.AddSingleton<ICiphertextSource, StepOutputCiphertexts>();
        services.AddSingleton<ICiphertextSource, RunPayloadCiphertexts>();
        services.AddSingleton<ICiphertextSource, AuthorizationCiphertexts>();
        services.AddSingleton<IAuditChainVerifier, AuditChainVerifier>();
        services.AddSingleton<WriteQueue>();
        services.AddScoped<RequestName>();
        services.AddScoped<AuditTrail>();
        services.AddScoped(p => p.GetRequiredService<ConsoleDbFactory>().Create(p.GetRequiredService<ActorContext>(), p.GetRequiredService<AuditTrail>()));
        services.AddScoped<IConsoleDb>(p => p.GetRequiredService<ConsoleDbContext>());
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(RequestNameBehavior<,>));
        return services;
    }
}
