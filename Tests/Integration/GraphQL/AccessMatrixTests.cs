using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;
using static ConnectionsConsole.Domain.Access.Permission;

namespace ConnectionsConsole.Tests.Integration.GraphQL;

/// <summary>Every field of the query and mutation types, asked as every role and as another tenant.</summary>
public abstract class AccessMatrixTests : PipelineTests
{
    private static readonly Guid s_run = Guid.Parse("0d9e8a52-6a0e-7b1f-8f6d-2a6f0c1b2d3e");

    /// <summary>What a field needs, and how it is asked; <c>%…%</c> stands for an id. Null needs nothing but a token.</summary>
    private static readonly Dictionary<string, (Permission? Needs, string Document)> s_fields = new()
    {
        ["authenticatedUser"] = (null, "{ authenticatedUser { id name email tenantId role { name } roles { id name description } customer { id } externalId phone } }"),
        ["organization"] = (ViewOrganization, "{ organization { id name avatarUrl } }"),
        ["organizationRoles"] = (null, "{ organizationRoles { id name description } }"),
        ["customers"] = (ViewCustomers, "{ customers { nodes { id name description externalId labels createdAt } totalCount } }"),
        ["customer"] = (ViewCustomers, """{ customer(id: "%Customer%") { name } }"""),
        ["components"] = (ViewConnectors, "{ components { nodes { id key label description public versionNumber actions { nodes { id key label component { key } inputs { nodes { id key type } } } } connections { nodes { id key label inputs { nodes { id key label type required default comments } } } } } } }"),
        ["component"] = (ViewConnectors, """{ component(id: "%Component%") { key } }"""),
        ["scopedConfigVariables"] = (ViewConnections, "{ scopedConfigVariables { nodes { id key stableKey description variableScope managedBy status isInUse defaultForComponent createdAt connection { key component { label } } inputs { nodes { name type value hasValue meta } } } totalCount } }"),
        ["scopedConfigVariable"] = (ViewConnections, """{ scopedConfigVariable(id: "%ScopedConfigVariable%") { key customer { id } } }"""),
        ["customerConfigVariables"] = (ViewCustomerConnections, "{ customerConfigVariables { nodes { id key isTest status lastConfiguredAt customer { name } scopedConfigVariable { key } inputs { nodes { name value hasValue } } } totalCount } }"),
        ["customerConfigVariable"] = (ViewCustomerConnections, """{ customerConfigVariable(id: "%CustomerConfigVariable%") { key } }"""),
        ["integrations"] = (ViewIntegrations, "{ integrations { nodes { id name description category labels isCodeNative versionNumber versionIsAvailable versionSequenceId versionSequence(first: 3) { nodes { id versionNumber versionComment versionCreatedAt flows(first: 3) { nodes { name } } } } flows { nodes { id stableKey name description } } requiredConfigVariables { nodes { id key stableKey dataType defaultValue orgOnly pickList connection { key } scopedConfigVariable { stableKey } } } } totalCount } }"),
        ["integration"] = (ViewIntegrations, """{ integration(id: "%Integration%") { name customer { id } } }"""),
        ["instances"] = (ViewInstances, "{ instances { nodes { id name description enabled isSystem needsDeploy deployedVersion lastDeployedAt labels customer { name } integration { id name versionNumber } } totalCount } }"),
        ["instance"] = (ViewInstances, """{ instance(id: "%Instance%") { name } }"""),
        ["executionResults"] = (ViewRuns, "{ executionResults { nodes { id startedAt endedAt error invokeType resultType stepResults { nodes { id stepName displayStepName startedAt endedAt hasError } } instance { name } } totalCount } }"),
        ["executionResult"] = (ViewRuns, """{ executionResult(id: "%InstanceExecutionResult%") { startedAt } }"""),
        ["logs"] = (ReadStepData, """{ logs(executionResult: "%InstanceExecutionResult%") { nodes { id timestamp severity message stepName } totalCount } }"""),
        ["logSeverityLevels"] = (null, "{ logSeverityLevels { id name } }"),
        ["createCustomer"] = (ManageCustomers, """mutation { createCustomer(input: { name: "New %unique%" }) { customer { id } errors { field messages } } }"""),
        ["updateCustomer"] = (ManageCustomers, """mutation { updateCustomer(input: { id: "%Customer%", description: "Changed" }) { customer { id } errors { field messages } } }"""),
        ["deleteCustomer"] = (ManageCustomers, """mutation { deleteCustomer(input: { id: "%Customer%" }) { customer { name } errors { field messages } } }"""),
        ["createScopedConfigVariable"] = (ManageConnections, """mutation { createScopedConfigVariable(input: { key: "New", stableKey: "new-%unique%", variableScope: "customer", connection: "%Connection%" }) { scopedConfigVariable { id } errors { field messages } } }"""),
        ["updateScopedConfigVariable"] = (ManageConnections, """mutation { updateScopedConfigVariable(input: { id: "%ScopedConfigVariable%" }) { scopedConfigVariable { id } errors { field messages } } }"""),
        ["deleteScopedConfigVariable"] = (ManageConnections, """mutation { deleteScopedConfigVariable(input: { id: "%ScopedConfigVariable%" }) { scopedConfigVariable { id } errors { field messages } } }"""),
        ["createCustomerConfigVariable"] = (ManageCustomerConnections, """mutation { createCustomerConfigVariable(input: { scopedConfigVariable: "%ScopedConfigVariable%", customer: "%Customer%" }) { customerConfigVariable { id } errors { field messages } } }"""),
        ["updateCustomerConfigVariable"] = (ManageCustomerConnections, """mutation { updateCustomerConfigVariable(input: { id: "%CustomerConfigVariable%" }) { customerConfigVariable { id } errors { field messages } } }"""),
        ["deleteCustomerConfigVariable"] = (ManageCustomerConnections, """mutation { deleteCustomerConfigVariable(input: { id: "%CustomerConfigVariable%" }) { customerConfigVariable { id } errors { field messages } } }"""),
        ["bulkDisableInstancesUsingConnection"] = (PauseInstances, """mutation { bulkDisableInstancesUsingConnection(input: { id: "%ScopedConfigVariable%" }) { scopedConfigVariable { id } errors { field messages } } }"""),
        ["updateInstance"] = (PauseInstances, """mutation { updateInstance(input: { id: "%Instance%", enabled: true }) { instance { id } errors { field messages } } }"""),
        ["deployInstance"] = (DeployInstances, """mutation { deployInstance(input: { id: "%Instance%", force: true }) { instance { id } errors { field messages } } }"""),
        ["publishIntegration"] = (PublishIntegrations, """mutation { publishIntegration(input: { id: "%Integration%" }) { integration { id } errors { field messages } } }"""),
    };

    private readonly Guid _other = Guid.CreateVersion7();

    private ApiBench Api => new(Bench);

    [DatabaseFact]
    public Task EveryField_HasALine()
    {
        var schema = ConsoleSchema.Build();

        Assert.Equal(schema.Query.Fields.Concat(schema.Mutation!.Fields).Select(f => f.Name).Order(StringComparer.Ordinal), s_fields.Keys.Order(StringComparer.Ordinal));
        return Task.CompletedTask;
    }

    [DatabaseFact]
    public async Task EachRole_IsAnsweredWhatItMay_AndRefusedTheRest()
    {
        var ids = await PlantAsync();
        foreach (var role in new[] { Roles.Viewer, Roles.Builder, Roles.Support, Roles.Admin, Roles.None })
        {
            foreach (var (field, (needs, document)) in s_fields)
            {
                var answer = await Api.AskAsync(Fill(document, ids), roles: role);
                var allowed = needs is null || PermissionMatrix.Allows(role, needs.Value);

                Assert.True(allowed != IsForbidden(answer), $"{field} as {role}: {answer}");
                if (!allowed)
                {
                    Assert.DoesNotContain("Smith", answer.ToString(), StringComparison.Ordinal);
                }
            }
        }
    }

    [DatabaseFact]
    public async Task AnotherTenant_IsAnsweredAsIfNothingWasThere()
    {
        var ids = await PlantAsync();
        await Bench.Ok(new CreateOrganization("Other SaaS"), organization: _other);
        var before = await Bench.Dump(Bench.OrganizationId);
        var nowhere = ids.ToDictionary(i => i.Key, i => i.Key is "Component" or "Connection" ? i.Value : GlobalId.Of(i.Key, Guid.NewGuid()));
        foreach (var (field, (_, document)) in s_fields)
        {
            var foreign = await Api.AskAsync(Fill(document, ids), organization: _other);
            var missing = await Api.AskAsync(Fill(document, nowhere), organization: _other);
            if (field.StartsWith("create", StringComparison.Ordinal) && field is not "createCustomerConfigVariable")
            {
                continue;
            }

            Assert.Equal(Neutral(missing), Neutral(foreign));
            Assert.DoesNotMatch("Smith|Avatar|Acme API|acme-api|canary", foreign.ToString());
        }

        Assert.Equal(before, await Bench.Dump(Bench.OrganizationId));
    }

    [DatabaseFact]
    public async Task Secrets_AreNeverAnswered_AndValuesOnlyToThoseWhoSetThem()
    {
        var ids = await PlantAsync();
        foreach (var role in new[] { Roles.Viewer, Roles.Builder, Roles.Support, Roles.Admin })
        {
            foreach (var (_, (_, document)) in s_fields.Where(f => !f.Value.Document.StartsWith("mutation", StringComparison.Ordinal)))
            {
                var answer = (await Api.AskAsync(Fill(document, ids), roles: role)).ToString();
                Assert.DoesNotContain("canary", answer, StringComparison.OrdinalIgnoreCase);
                Assert.True(role == Roles.Admin || !answer.Contains("AKIA-EXAMPLE", StringComparison.Ordinal), $"{role}: {answer}");
            }
        }
    }

    private static bool IsForbidden(JsonElement answer) =>
        answer.ToString().Contains("You are not allowed", StringComparison.Ordinal);

    /// <summary>Without what differs by itself: ids that were sent, and times.</summary>
    private static string Neutral(JsonElement answer) => Regex.Replace(answer.ToString(), "[A-Za-z0-9+/]{40,}=*", "ID", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static string Fill(string document, Dictionary<string, string> ids) =>
        ids.Aggregate(document, (text, id) => text.Replace($"%{id.Key}%", id.Value, StringComparison.Ordinal)).Replace("%unique%", Guid.NewGuid().ToString("N"), StringComparison.Ordinal);

    private async Task<Dictionary<string, string>> PlantAsync()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new DeployInstance(plants.InstanceId, Force: true));
        await Bench.Read(db =>
        {
            ((DbContext)db).Add(new Run
            {
                Sequence = 1, Id = s_run, OrganizationId = Bench.OrganizationId, IntegrationId = plants.IntegrationId, InstanceId = plants.InstanceId, CustomerId = plants.CustomerId,
                FlowKey = "main", Status = RunStatus.Failed, AcceptedAt = DateTime.UnixEpoch, FailureMessage = "Smith is away",
            });
            ((DbContext)db).Add(new RunLogLine { RunSequence = 1, Number = 0, OrganizationId = Bench.OrganizationId, At = DateTime.UnixEpoch, Severity = LogSeverity.Info, Message = "Hello Smith" });
            ((DbContext)db).Add(new StepRun { RunSequence = 1, Ordinal = 0, OrganizationId = Bench.OrganizationId, Path = "get", StepName = "Get Avatar", Action = "http/httpGet", StartedAt = DateTime.UnixEpoch });
            return db.SaveAsync(CancellationToken.None);
        });
        var components = (await Api.DataAsync("""{ components(key: "http") { nodes { id connections { nodes { id key } } } } }""")).At("components.nodes.0");
        return new Dictionary<string, string>
        {
            ["Customer"] = GlobalId.Of("Customer", plants.CustomerId),
            ["ScopedConfigVariable"] = GlobalId.Of("ScopedConfigVariable", plants.AcmeId),
            ["CustomerConfigVariable"] = GlobalId.Of("CustomerConfigVariable", plants.CustomerConnectionId),
            ["Integration"] = GlobalId.Of("Integration", plants.IntegrationId),
            ["Instance"] = GlobalId.Of("Instance", plants.InstanceId),
            ["InstanceExecutionResult"] = GlobalId.Of("InstanceExecutionResult", s_run),
            ["Component"] = components.Text("id")!,
            ["Connection"] = components.At("connections.nodes").EnumerateArray().First(c => c.Text("key") == "apiKey").Text("id")!,
        };
    }
}

public sealed class SqliteAccessMatrixTests : AccessMatrixTests;

public sealed class PostgreSqlAccessMatrixTests : AccessMatrixTests;
