using System.Reflection;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Shared.Behaviors;
using ConnectionsConsole.Domain.Values;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectionsConsole.Domain;

public static class DependencyInjection
{
    /// <summary>Handlers, validators and the pipeline: log, authorize, validate, handle.</summary>
    public static IServiceCollection AddDomain(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMediatR(configuration => configuration.RegisterServicesFromAssembly(typeof(DependencyInjection).Assembly));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(LoggingBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped<ActorContext>();
        services.AddScoped<ValueWriter>();
        services.AddScoped<Connections.ConnectionUsage>();
        services.AddSingleton<Connectors.ConnectorCatalogueCache>();
        services.AddScoped<Connectors.ConnectorCatalogues>();
        services.AddScoped<Connectors.Own.ConnectorUsage>();
        services.AddScoped<ConfigVariables.ConfigVariableWriter>();
        services.AddScoped<Instances.BindingUsage>();
        services.AddScoped<Connections.ConnectionHealths>();
        services.AddScoped<Connections.CustomerNeeds>();
        services.AddScoped<Connections.DefaultConnection>();
        services.AddScoped<Values.OwnedValues>();
        services.AddScoped<Connections.ValueCopier>();
        services.AddScoped<Connections.Testing.ProbeTargets>();
        services.AddScoped<Connections.Testing.ProbeLimit>();
        services.AddSingleton<Connections.Testing.ProbesUnderWay>();
        services.AddScoped<Instances.ConfigurationResolver>();
        services.AddScoped<Integrations.DefinitionCatalogueLoader>();
        services.AddScoped<OAuth.AuthorizationTargets>();
        services.AddSingleton<OAuth.OAuthSettingsReader>();
        services.AddSingleton<RequestSender>();
        foreach (var type in typeof(DependencyInjection).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var validator in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IValidator<>)))
            {
                services.AddSingleton(validator, type);
            }
        }

        return services;
    }
}
