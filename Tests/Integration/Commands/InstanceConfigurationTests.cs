using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;

namespace ConnectionsConsole.Tests.Integration.Commands;

/// <summary>Editing an instance's configuration and version: what is offered, what is refused, what it means.</summary>
public abstract class InstanceConfigurationTests : PipelineTests
{
    [DatabaseFact]
    public async Task TheBindings_AreShownWithWhatTheyCouldBe_AndNoValue()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new CreateCredential("Login", "basic", [new("username", "u"), new("password", "p-secret")]));
        var stranger = await Bench.Ok(new CreateCustomer("Stranger"));
        await Bench.Ok(new SetCustomerConfigVariable(stranger, "theirs", "x"));
        var detail = await Bench.Ok(new GetInstanceBindings(plants.InstanceId));
        Assert.Equal(("Sync for Smith", 1, "Smith Rocket Company"), (detail.Name, detail.VersionNumber, detail.CustomerName));
        Assert.Equal(["Region", "Key"], detail.Variables.Select(v => v.Key));
        Assert.Equal(new VariableBinding("Region", BindingSource.CustomerVariable, ReferenceId: plants.CustomerVariableId), detail.Variables[0].Binding);
        Assert.Equal([new BindingChoice(plants.VariableId, "region", ""), new BindingChoice(plants.SecretVariableId, "signing key", "secret")], detail.OrganizationVariables);
        Assert.Equal([new BindingChoice(plants.CustomerVariableId, "region", "")], detail.CustomerVariables);
        Assert.Equal([("Bucket", "avatar-bucket", plants.BucketId), ("Acme", "acme-api", plants.AcmeId), ("Archive", null, (Guid?)null)], detail.Slots.Select(s => (s.Key, s.StableKey, s.ConnectionId)));
        // The other credential is of another authorization method.
        Assert.Equal([new BindingChoice(plants.CredentialId, "Archive keys", "API Key / Secret")], detail.Slots[2].Credentials);
        Assert.All(Plants.Canaries, canary => Assert.DoesNotContain(canary, System.Text.Json.JsonSerializer.Serialize(detail), StringComparison.Ordinal));
    }

    [DatabaseFact]
    public async Task TwoEditors_TheSecondIsTold_AndNothingIsOverwritten()
    {
        var plants = await Plants.PlantAsync(Bench);
        var seen = await Bench.Ok(new GetInstanceBindings(plants.InstanceId));
        await Bench.Ok(new ConfigureInstance(plants.InstanceId, Literal("first"), seen.Revision));
        await Bench.Refused<StaleError>(new ConfigureInstance(plants.InstanceId, Literal("second"), seen.Revision));
        await Bench.Refused<StaleError>(new UpgradeInstance(plants.InstanceId, 1, Revision: seen.Revision));
        Assert.Equal("first", (await Bench.Ok(new GetInstanceBindings(plants.InstanceId))).Variables[0].Binding!.Value);
    }

    [DatabaseFact]
    public async Task AnUpgrade_SaysWhatItMeans_AndDropsWhatIsNotAskedForAnyMore()
    {
        var plants = await Plants.PlantAsync(Bench);
        await PublishAsync(plants, [.. Plants.Definition.RequiredConfigVariables.Where(v => v.Key != "Key"), new RequiredConfigVariable("Tariff"), new RequiredConfigVariable("Zone", Default: "EU")]);
        var preview = await Bench.Ok(new GetInstanceUpgrade(plants.InstanceId));
        Assert.Equal((1, 2), (preview.CurrentVersion, preview.VersionNumber));
        Assert.Equal([2, 1], preview.Versions.Select(v => v.Number));
        Assert.Equal(["Tariff", "Zone"], preview.Added);
        Assert.Equal(["Key"], preview.Dropped);
        Assert.Equal(["Tariff"], preview.Problems.Select(p => p.Variable));
        Assert.Empty((await Bench.Ok(new GetInstanceUpgrade(plants.InstanceId, 1))).Added);

        // Not deployed yet, so nothing can run without it.
        await Bench.Ok(new UpgradeInstance(plants.InstanceId, 2, Revision: preview.Revision));

        var detail = await Bench.Ok(new GetInstanceBindings(plants.InstanceId));
        Assert.Equal(2, detail.VersionNumber);
        Assert.Equal([("Region", true), ("Tariff", false), ("Zone", false)], detail.Variables.Select(v => (v.Key, v.Binding is not null)));
        await Bench.Ok(new UpgradeInstance(plants.InstanceId, 1));
        Assert.Null((await Bench.Ok(new GetInstanceBindings(plants.InstanceId))).Variables.Single(v => v.Key == "Key").Binding);
    }

    [DatabaseFact]
    public async Task ADeployedInstance_IsNotUpgradedIntoMissingValues_UnlessForced()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new DeployInstance(plants.InstanceId));
        await PublishAsync(plants, [.. Plants.Definition.RequiredConfigVariables, new RequiredConfigVariable("Tariff")]);
        Assert.Equal("Tariff", Assert.Single((await Bench.Refused<InvalidError>(new UpgradeInstance(plants.InstanceId, 2))).Fields).Field);
        Assert.Equal(1, (await Bench.Ok(new GetInstance(plants.InstanceId))).VersionNumber);
        await Bench.Ok(new UpgradeInstance(plants.InstanceId, 2, Force: true));
        var detail = await Bench.Ok(new GetInstance(plants.InstanceId));
        Assert.Equal((2, InstanceStatus.Deployed), (detail.VersionNumber, detail.Status));
        Assert.Equal("Tariff", Assert.Single(detail.Problems).Variable);
    }

    [DatabaseFact]
    public async Task AVersionThatIsNotThere_IsTold()
    {
        var plants = await Plants.PlantAsync(Bench);
        Assert.Equal(IntegrationErrors.VersionNotFound, await Bench.Refused<NotFoundError>(new UpgradeInstance(plants.InstanceId, 7)));
        Assert.Equal(IntegrationErrors.VersionNotFound, await Bench.Refused<NotFoundError, InstanceUpgrade>(new GetInstanceUpgrade(plants.InstanceId, 7)));
    }

    [DatabaseFact]
    public async Task Roles_ThatDoNotManageInstances_AreRefused()
    {
        var plants = await Plants.PlantAsync(Bench);
        foreach (var roles in new[] { Roles.Builder, Roles.Viewer, Roles.Builder | Roles.Viewer, Roles.None })
        {
            var actor = new Actor(ActorKind.Person, Guid.NewGuid(), "Bob", roles);
            await Bench.Refused<ForbiddenError, InstanceBindingsDetail>(new GetInstanceBindings(plants.InstanceId), actor);
            await Bench.Refused<ForbiddenError, InstanceUpgrade>(new GetInstanceUpgrade(plants.InstanceId), actor);
            await Bench.Refused<ForbiddenError>(new UpgradeInstance(plants.InstanceId, 1), actor);
            await Bench.Refused<ForbiddenError>(new ConfigureInstance(plants.InstanceId, InstanceConfiguration.Empty), actor);
        }

        var support = new Actor(ActorKind.Person, Guid.NewGuid(), "Sam", Roles.Support);
        await Bench.Ok(new GetInstanceBindings(plants.InstanceId), support);
        await Bench.Ok(new UpgradeInstance(plants.InstanceId, 1), support);
    }

    private async Task PublishAsync(Plants plants, IReadOnlyList<RequiredConfigVariable> variables)
    {
        await Bench.Ok(new SaveDraft(plants.IntegrationId, Plants.Definition with { RequiredConfigVariables = variables }));
        await Bench.Ok(new PublishVersion(plants.IntegrationId));
    }

    private static InstanceConfiguration Literal(string value) => new([new VariableBinding("Region", BindingSource.Literal, value)]);
}

public sealed class SqliteInstanceConfigurationTests : InstanceConfigurationTests;

public sealed class PostgreSqlInstanceConfigurationTests : InstanceConfigurationTests;
