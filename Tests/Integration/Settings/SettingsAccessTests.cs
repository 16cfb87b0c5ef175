using System.Reflection;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.ConfigVariables.Queries;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.Commands;
using ConnectionsConsole.Domain.Connectors.Queries;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Credentials.Queries;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Organizations.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;

namespace ConnectionsConsole.Tests.Integration.Settings;

/// <summary>Every request of Settings, sent as each role: refused before anything else where the role lacks the permission, and only there.</summary>
public abstract class SettingsAccessTests : PipelineTests
{
    private static readonly ConnectionType s_type = new("token", "Token", "", [new InputField("token", "Token", InputType.Password)], []);

    [DatabaseFact]
    public async Task EachRole_MayWhatTheMatrixSays()
    {
        var plants = await Plants.PlantAsync(Bench);
        (object Request, Roles Allowed)[] requests =
        [
            (new ListCredentials(new PageRequest()), Roles.Admin | Roles.Builder | Roles.Support),
            (new GetCredential(plants.CredentialId), Roles.Admin | Roles.Builder | Roles.Support),
            (new ListCredentialUsers(plants.CredentialId, new PageRequest()), Roles.Admin | Roles.Builder | Roles.Support),
            (new CreateCredential("Keys", "basic", []), Roles.Admin),
            (new UpdateCredential(plants.CredentialId, "Archive keys", []), Roles.Admin),
            (new UndoCredential(plants.CredentialId), Roles.Admin),
            (new DeleteCredential(plants.CredentialId), Roles.Admin),
            (new ListConfigVariables(new PageRequest()), Roles.Admin | Roles.Builder | Roles.Support),
            (new GetConfigVariable(plants.VariableId), Roles.Admin | Roles.Builder | Roles.Support),
            (new ListConfigVariableUsers(plants.VariableId, new PageRequest()), Roles.Admin | Roles.Builder | Roles.Support),
            (new CreateOrganizationConfigVariable("region", "x"), Roles.Admin),
            (new UpdateOrganizationConfigVariable(plants.VariableId, "region", null), Roles.Admin),
            (new UndoOrganizationConfigVariable(plants.VariableId), Roles.Admin),
            (new DeleteOrganizationConfigVariable(plants.VariableId), Roles.Admin),
            (new CreateCustomerConfigVariable(plants.CustomerId, "region", "x"), Roles.Admin | Roles.Support),
            (new UpdateCustomerConfigVariable(plants.CustomerVariableId, "region", null), Roles.Admin | Roles.Support),
            (new UndoCustomerConfigVariable(plants.CustomerVariableId), Roles.Admin | Roles.Support),
            (new DeleteCustomerConfigVariable(plants.CustomerVariableId), Roles.Admin | Roles.Support),
            (new ListConnectors(new PageRequest()), Roles.Admin | Roles.Builder | Roles.Support | Roles.Viewer),
            (new GetConnectorCatalogue(), Roles.Admin | Roles.Builder | Roles.Support | Roles.Viewer),
            (new GetConnector("http"), Roles.Admin | Roles.Builder | Roles.Support | Roles.Viewer),
            (new GetConnectorPicture("http", "x"), Roles.Admin | Roles.Builder | Roles.Support | Roles.Viewer),
            (new PreviewConnectionType("http", s_type), Roles.Admin),
            (new CreateConnector("http", "HTTP"), Roles.Admin),
            (new UpdateConnector("http", "HTTP", null, "key"), Roles.Admin),
            (new SaveConnectionType("http", s_type), Roles.Admin),
            (new DeleteConnectionType("http", "token"), Roles.Admin),
            (new SetConnectorPicture("http", null), Roles.Admin),
            (new DeleteConnector("http"), Roles.Admin),
            (new UpdateOrganization("Acme SaaS", "UTC", true, 14), Roles.Admin),
            (new GetOrganization(), Roles.Admin | Roles.Builder | Roles.Support | Roles.Viewer),
            (new GetEgressRules(), Roles.Admin),
        ];
        foreach (var (request, allowed) in requests)
        {
            foreach (var role in new[] { Roles.None, Roles.Admin, Roles.Builder, Roles.Support, Roles.Viewer })
            {
                var (_, error) = await Bench.SendAny(request, new Actor(ActorKind.Person, Guid.NewGuid(), "Somebody", role));
                Assert.True((error is ForbiddenError) == ((role & allowed) == Roles.None), $"{request.GetType().Name} as {role}: {error}");
            }
        }
    }

    [DatabaseFact]
    public async Task EveryRequestOfTheseFolders_IsInTheListAbove()
    {
        string[] folders = ["Domain.Credentials.", "Domain.ConfigVariables.", "Domain.Connectors.", "Domain.Organizations.Commands.UpdateOrganization", "Domain.Organizations.Queries.GetOrganization", "Domain.Organizations.Queries.GetEgressRules"];
        var all = typeof(GetOrganization).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<RequiresAttribute>() is not null && folders.Any(f => t.FullName!.Contains(f, StringComparison.Ordinal)))
            .Select(t => t.Name).Except(["SetOrganizationConfigVariable", "SetCustomerConfigVariable"], StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "CreateConnector", "CreateCredential", "CreateCustomerConfigVariable", "CreateOrganizationConfigVariable", "DeleteConnectionType", "DeleteConnector", "DeleteCredential", "DeleteCustomerConfigVariable", "DeleteOrganizationConfigVariable",
                "GetConfigVariable", "GetConnector", "GetConnectorCatalogue", "GetConnectorPicture", "GetCredential", "GetEgressRules", "GetOrganization", "ListConfigVariableUsers", "ListConfigVariables", "ListConnectors", "ListCredentialUsers", "ListCredentials", "PreviewConnectionType", "SaveConnectionType", "SetConnectorPicture", "UndoCredential",
                "UndoCustomerConfigVariable", "UndoOrganizationConfigVariable", "UpdateConnector", "UpdateCredential", "UpdateCustomerConfigVariable", "UpdateOrganization", "UpdateOrganizationConfigVariable",
            ],
            all);
        await Task.CompletedTask;
    }
}

public sealed class SqliteSettingsAccessTests : SettingsAccessTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlSettingsAccessTests : SettingsAccessTests;
