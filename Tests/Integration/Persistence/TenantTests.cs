using System.Collections;
using System.Reflection;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Search;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>Nothing of another organization is found, listed, bound or written, whatever request names it.</summary>
public abstract class TenantTests : PipelineTests
{
    private readonly Guid _other = Guid.CreateVersion7();

    /// <summary>Ids that are no reference to a row of an organization, each with the reason.</summary>
    private static readonly string[] s_noReference =
    [
        "Revision", // a state, not a row
        "UserId", // a person belongs to no organization
    ];

    [DatabaseFact]
    public async Task NoRequest_ReachesARowOfAnotherOrganization()
    {
        var own = await Plants.PlantAsync(Bench);
        var foreign = await PlantOtherAsync();
        var before = await Bench.Dump(_other);
        var tried = 0;
        foreach (var type in typeof(CreateCustomer).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.GetInterfaces().Contains(typeof(IBaseRequest))).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            foreach (var parameter in References(type))
            {
                var request = Build(type, own, foreign, parameter);
                var (value, error) = await Bench.SendAny(request);
                if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuery<>)) && error is null)
                {
                    Assert.Empty((IEnumerable)value!.GetType().GetProperty("Items")!.GetValue(value)!);
                }
                else
                {
                    Assert.True(error is NotFoundError, $"{type.Name} with a foreign {parameter} answered {value ?? error}");
                }

                tried++;
            }
        }

        Assert.True(tried >= 30, $"Only {tried} requests were tried.");
        Assert.Equal(before, await Bench.Dump(_other));
        await AssertNothingOfAsync(foreign);
    }

    [DatabaseFact]
    public async Task Bindings_ToAnotherOrganizationsValues_AreRefused()
    {
        var own = await Plants.PlantAsync(Bench);
        var foreign = await PlantOtherAsync();
        VariableBinding[] bindings =
        [
            new("Region", BindingSource.OrganizationVariable, ReferenceId: foreign.VariableId),
            new("Region", BindingSource.CustomerVariable, ReferenceId: foreign.CustomerVariableId),
            new("Archive", BindingSource.Credential, ReferenceId: foreign.CredentialId),
        ];
        foreach (var binding in bindings)
        {
            var configuration = new InstanceConfiguration([binding]);
            foreach (IRequest<Result<Guid>> request in new IRequest<Result<Guid>>[]
                     {
                         new ConfigureInstance(own.InstanceId, configuration), new ConfigureTests(own.IntegrationId, configuration),
                         new CreateInstance(own.CustomerId, own.IntegrationId, "Other", Configuration: configuration),
                     })
            {
                Assert.Contains("does not exist", Assert.Single((await Bench.Refused<InvalidError>(request)).Fields).Message, StringComparison.Ordinal);
            }
        }

        await AssertNothingOfAsync(foreign);
    }

    [DatabaseFact]
    public async Task Bindings_ToAnotherCustomersVariable_AreRefused()
    {
        var own = await Plants.PlantAsync(Bench);
        var other = await Bench.Ok(new CreateCustomer("FTL"));
        var variable = await Bench.Ok(new Domain.ConfigVariables.Commands.SetCustomerConfigVariable(other, "region", "mars"));
        await Bench.Refused<InvalidError>(new ConfigureInstance(own.InstanceId, new InstanceConfiguration([new VariableBinding("Region", BindingSource.CustomerVariable, ReferenceId: variable)])));
    }

    [DatabaseFact]
    public async Task Lists_AndTheSearch_HoldOwnRowsAlone()
    {
        var foreign = await PlantOtherAsync();
        foreach (var type in typeof(CreateCustomer).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.Name.StartsWith("List", StringComparison.Ordinal) && t.GetInterfaces().Contains(typeof(IBaseRequest))))
        {
            var (value, error) = await Bench.SendAny(Build(type, foreign, foreign, null));
            // Lists of what belongs to one thing: a foreign thing is not found.
            if (error is not null)
            {
                Assert.IsType<NotFoundError>(error);
                continue;
            }

            var items = (IEnumerable)value!.GetType().GetProperty("Items")!.GetValue(value)!;
            // Built-in connectors are everybody's.
            Assert.Empty(value is Page<ConnectorRow> connectors ? connectors.Items.Where(c => !c.IsBuiltIn) : items);
        }

        foreach (var text in foreign.All.Select(id => id.ToString()).Concat(["Smith", "avatar", "acme-api"]))
        {
            Assert.Empty(await Bench.Ok(new SearchEverything(text)));
        }

        Assert.NotEmpty(await Bench.Ok(new SearchEverything("avatar"), organization: _other));
    }

    [DatabaseFact]
    public async Task AScopeWithoutOrganization_ReadsNothingAndThrows()
    {
        await using var scope = Bench.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IConsoleDb>();
        foreach (var property in typeof(IConsoleDb).GetProperties())
        {
            var rows = (IEnumerable)property.GetValue(db)!;
            Assert.Throws<InvalidOperationException>(() => rows.GetEnumerator().MoveNext());
        }

        await using var background = Bench.Services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        await Assert.ThrowsAsync<InvalidOperationException>(() => background.Customers.ToListAsync());
    }

    [DatabaseFact]
    public async Task ARowOfAnotherOrganization_IsNeverSaved()
    {
        var plants = await PlantOtherAsync();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Bench.Read(async db =>
        {
            var customer = await db.Customers.IgnoreQueryFilters().SingleAsync(c => c.Id == plants.CustomerId);
            customer.Describe("Taken over", null, null);
            return await db.SaveAsync(CancellationToken.None);
        }));
        Assert.Contains("another organization", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Bench.Read(async db =>
        {
            db.Customers.Add(Domain.Customers.Customer.Create(_other, "Smuggled", null, null, DateTime.UtcNow));
            return await db.SaveAsync(CancellationToken.None);
        }));
    }

    private static IEnumerable<string> References(Type type) => type.GetConstructors()[0].GetParameters()
        .Where(p => p.ParameterType == typeof(Guid) || p.ParameterType == typeof(Guid?)).Select(p => p.Name!).Where(n => !s_noReference.Contains(n));

    /// <summary>The request with own ids, but a foreign one for <paramref name="foreignParameter"/>.</summary>
    private static object Build(Type type, Plants own, Plants foreign, string? foreignParameter)
    {
        var constructor = type.GetConstructors()[0];
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Argument(p, type, p.Name == foreignParameter ? foreign : own))]);
    }

    private static object? Argument(ParameterInfo parameter, Type request, Plants plants)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Guid) || type == typeof(Guid?))
        {
            return parameter.Name == "Revision" ? null : parameter.Name == "UserId" ? Guid.NewGuid() : Id(parameter.Name!, request.Name, plants);
        }

        if (type == typeof(IntegrationDefinition))
        {
            return IntegrationDefinition.Empty;
        }

        if (type == typeof(InstanceConfiguration))
        {
            return InstanceConfiguration.Empty;
        }

        if (type == typeof(PageRequest))
        {
            return new PageRequest();
        }

        return parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.Name == "RedirectUri" ? "https://console.example/oauth2/callback"
            : parameter.Name == "ReturnUrl" ? "/"
            : type == typeof(string) ? "text"
            : type == typeof(Roles) ? Roles.Viewer
            : type.IsGenericType ? Array.CreateInstance(type.GenericTypeArguments[0], 0)
            : Activator.CreateInstance(type);
    }

    private static Guid Id(string parameter, string request, Plants plants) => (parameter, request) switch
    {
        ("CustomerId", _) => plants.CustomerId,
        ("ConnectionId", "CreateCustomerConnection") => plants.AcmeId,
        ("ConnectionId", _) => plants.BucketId,
        ("OwnerId", _) => plants.BucketId,
        ("IntegrationId", _) => plants.IntegrationId,
        ("InstanceId", _) => plants.InstanceId,
        // No run is needed: an unknown run and a foreign one are answered alike, and the filter stands on the same column.
        ("RunId", _) or ("Id", "GetRun") => plants.InstanceId,
        // Likewise: foreign tokens and people are tried in Tests/Integration/Access, with rows of theirs.
        ("Id", "RevokeApiToken" or "ChangeMemberRoles" or "RemoveMember") or ("ActorId", "ListAuditEntries") => plants.InstanceId,
        ("Id", "GetCustomerConnection" or "UpdateCustomerConnection" or "UndoCustomerConnection" or "RemoveCustomerConnection") => plants.CustomerConnectionId,
        ("Id", "GetConnection" or "UpdateConnection" or "MarkDefaultConnection" or "UpdateConnectionValues" or "UndoConnectionValues" or "DeleteConnection") => plants.BucketId,
        ("FromConnectionId" or "ToConnectionId", "RepointDraft") => plants.BucketId,
        ("Id", "SupersedeConnection") => plants.AcmeId,
        ("Id", "GetCustomer" or "UpdateCustomer" or "DeleteCustomer") => plants.CustomerId,
        ("Id", "GetInstance" or "ConfigureInstance" or "DeployInstance" or "PauseInstance" or "ResumeInstance" or "UpgradeInstance" or "GetInstanceUpgrade" or "GetInstanceBindings") => plants.InstanceId,
        ("Id", "GetIntegration" or "SaveDraft" or "ConfigureTests") => plants.IntegrationId,
        ("Id", "GetCredential" or "ListCredentialUsers" or "UpdateCredential" or "UndoCredential" or "DeleteCredential") => plants.CredentialId,
        ("Id", "GetConfigVariable" or "ListConfigVariableUsers") => plants.VariableId,
        ("Id", "UpdateOrganizationConfigVariable" or "UndoOrganizationConfigVariable" or "DeleteOrganizationConfigVariable") => plants.VariableId,
        ("Id", "UpdateCustomerConfigVariable" or "UndoCustomerConfigVariable" or "DeleteCustomerConfigVariable") => plants.CustomerVariableId,
        _ => throw new InvalidOperationException($"Say here what the {parameter} of {request} refers to, so that it is tried with another organization's."),
    };

    private async Task<Plants> PlantOtherAsync()
    {
        await Bench.Ok(new CreateOrganization("Other SaaS"), organization: _other);
        return await Plants.PlantAsync(Bench, _other);
    }

    private async Task AssertNothingOfAsync(Plants foreign)
    {
        var rows = string.Join('\n', await Bench.Dump(Bench.OrganizationId));
        Assert.All(foreign.All, id => Assert.DoesNotContain(id.ToString(), rows, StringComparison.OrdinalIgnoreCase));
    }
}

public sealed class SqliteTenantTests : TenantTests;

public sealed class PostgreSqlTenantTests : TenantTests;
