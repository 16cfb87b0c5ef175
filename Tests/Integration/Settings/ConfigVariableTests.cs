using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.ConfigVariables.Commands;
using ConnectionsConsole.Domain.ConfigVariables.Queries;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Settings;

/// <summary>Config variables of the organization and of customers through the pipeline, and every refusal.</summary>
public abstract class ConfigVariableTests : PipelineTests
{
    private static readonly Actor s_builder = new(ActorKind.Person, Guid.NewGuid(), "Bob", Roles.Builder);
    private static readonly Actor s_support = new(ActorKind.Person, Guid.NewGuid(), "Sue", Roles.Support);

    [DatabaseFact]
    public async Task AValue_IsSetShownChangedAndUndone()
    {
        var id = await Bench.Ok(new CreateOrganizationConfigVariable(" Region ", "eu-central-1"));
        var detail = await Bench.Ok(new GetConfigVariable(id));
        Assert.Equal(("Region", "eu-central-1", false, (object?)null), (detail.Name, detail.Value, detail.IsSecret, detail.Previous));
        await Bench.Ok(new UpdateOrganizationConfigVariable(id, "AWS Region", "us-east-1", detail.Revision));
        Assert.Equal("us-east-1", (await Bench.Ok(new GetConfigVariable(id))).Value);
        await Bench.Ok(new UndoOrganizationConfigVariable(id));
        detail = await Bench.Ok(new GetConfigVariable(id));
        Assert.Equal(("AWS Region", "eu-central-1"), (detail.Name, detail.Value));
        await Bench.Ok(new UpdateOrganizationConfigVariable(id, "Zone", null));
        Assert.Equal(("Zone", "eu-central-1"), ((await Bench.Ok(new GetConfigVariable(id))).Name, (await Bench.Ok(new GetConfigVariable(id))).Value));
        Assert.Equal(2, await Bench.Read(db => db.ValueSets.CountAsync()));
    }

    [DatabaseFact]
    public async Task ASecret_IsNeverAnsweredAgain()
    {
        var id = await Bench.Ok(new CreateOrganizationConfigVariable("Signing key", "canary-secret-99", IsSecret: true));
        await Bench.Ok(new UpdateOrganizationConfigVariable(id, "Signing key", "canary-secret-98"));
        Assert.Null((await Bench.Ok(new GetConfigVariable(id))).Value);
        Assert.Null(Assert.Single((await Bench.Ok(new ListConfigVariables(new PageRequest()))).Items).Value);
        Assert.DoesNotContain("CANARY-SECRET", string.Join('\n', await Bench.Dump()), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Create_WithATakenName_IsRefusedRatherThanOverwriting()
    {
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        await Bench.Ok(new CreateOrganizationConfigVariable("Region", "eu"));
        await Bench.Ok(new CreateCustomerConfigVariable(customer, "Region", "us"));
        foreach (var request in new IRequest<Result<Guid>>[] { new CreateOrganizationConfigVariable("REGION ", "x"), new CreateCustomerConfigVariable(customer, "region", "x") })
        {
            var error = await Bench.Refused<ConflictError>(request);
            Assert.Equal(("name", ConfigVariableErrors.NameTaken), (error.Field, error.Message));
        }

        var other = await Bench.Ok(new CreateOrganizationConfigVariable("Zone", "x"));
        Assert.Equal("name", (await Bench.Refused<ConflictError>(new UpdateOrganizationConfigVariable(other, "region", null))).Field);
        Assert.Equal(["eu", "x"], (await Bench.Ok(new ListConfigVariables(new PageRequest()))).Items.Select(v => v.Value));
    }

    [DatabaseFact]
    public async Task Nonsense_IsRefusedAtItsField()
    {
        var id = await Bench.Ok(new CreateOrganizationConfigVariable("Region", "eu"));
        (IRequest<Result<Guid>> Request, string Field)[] cases =
        [
            (new CreateOrganizationConfigVariable("", "x"), "name"),
            (new CreateOrganizationConfigVariable(new string('n', 201), "x"), "name"),
            (new CreateOrganizationConfigVariable("Name", ""), "value"),
            (new CreateOrganizationConfigVariable("Name", new string('v', 10_000_000)), "value"),
            (new CreateOrganizationConfigVariable("Name", "a\0b"), "value"),
            (new CreateOrganizationConfigVariable("Na\0me", "x"), "name"),
            (new UpdateOrganizationConfigVariable(id, " ", "x"), "name"),
            (new UpdateOrganizationConfigVariable(id, "Region", ""), "value"),
            (new UpdateOrganizationConfigVariable(id, "Region", new string('v', 10_000_000)), "value"),
        ];
        foreach (var (request, field) in cases)
        {
            Assert.Equal(field, Assert.Single((await Bench.Refused<InvalidError>(request)).Fields).Field);
        }

        Assert.Equal("eu", (await Bench.Ok(new GetConfigVariable(id))).Value);
        Assert.Equal(1, await Bench.Read(db => db.ConfigVariables.CountAsync()));
    }

    [DatabaseFact]
    public async Task TwoEditors_TheSecondIsTold()
    {
        var id = await Bench.Ok(new CreateOrganizationConfigVariable("Region", "eu"));
        var seen = (await Bench.Ok(new GetConfigVariable(id))).Revision;
        await Bench.Ok(new UpdateOrganizationConfigVariable(id, "Region", "us", seen));
        await Bench.Refused<StaleError>(new UpdateOrganizationConfigVariable(id, "Region", "asia", seen));
        await Bench.Refused<StaleError>(new UndoOrganizationConfigVariable(id, seen));
        Assert.Equal("us", (await Bench.Ok(new GetConfigVariable(id))).Value);
    }

    [DatabaseFact]
    public async Task APermissionForOneLevel_OpensNothingOfTheOther()
    {
        var customer = await Bench.Ok(new CreateCustomer("Smith"));
        var own = await Bench.Ok(new CreateOrganizationConfigVariable("Region", "eu"));
        var customers = await Bench.Ok(new CreateCustomerConfigVariable(customer, "Region", "us"));
        await Bench.Refused<NotFoundError>(new UpdateCustomerConfigVariable(own, "Region", "x"), s_support);
        await Bench.Refused<NotFoundError>(new UndoCustomerConfigVariable(own), s_support);
        await Bench.Refused<NotFoundError>(new DeleteCustomerConfigVariable(own), s_support);
        await Bench.Refused<NotFoundError>(new UpdateOrganizationConfigVariable(customers, "Region", "x"));
        await Bench.Refused<NotFoundError>(new DeleteOrganizationConfigVariable(customers));
        await Bench.Refused<ForbiddenError>(new UpdateOrganizationConfigVariable(own, "Region", "x"), s_support);
        await Bench.Ok(new UpdateCustomerConfigVariable(customers, "Region", "asia"), s_support);
        Assert.Equal("eu", (await Bench.Ok(new GetConfigVariable(own))).Value);
    }

    [DatabaseFact]
    public async Task ABuilder_SeesTheOrganizationsValuesAndNoCustomers()
    {
        var plants = await Plants.PlantAsync(Bench);
        Assert.Equal("eu-central-1", (await Bench.Ok(new GetConfigVariable(plants.VariableId), s_builder)).Value);
        Assert.Null((await Bench.Ok(new GetConfigVariable(plants.CustomerVariableId), s_builder)).Value);
        Assert.All((await Bench.Ok(new ListConfigVariables(new PageRequest(), plants.CustomerId), s_builder)).Items, v => Assert.Null(v.Value));
        Assert.All((await Bench.Ok(new GetInstance(plants.InstanceId), s_builder)).Variables, v => Assert.Null(v.Value));
        Assert.Equal("us-east-2", Assert.Single((await Bench.Ok(new ListConfigVariables(new PageRequest(), plants.CustomerId), s_support)).Items).Value);
        Assert.Contains((await Bench.Ok(new GetInstance(plants.InstanceId), s_support)).Variables, v => v.Value == "us-east-2");
    }

    [DatabaseFact]
    public async Task Delete_WhileInUse_IsRefusedWithItsUsers()
    {
        var plants = await Plants.PlantAsync(Bench);
        var error = await Bench.Refused<InUseError>(new DeleteOrganizationConfigVariable(plants.VariableId));
        Assert.Equal(new Usage("integration", plants.IntegrationId, "Avatar Sync"), Assert.Single(error.Users));
        error = await Bench.Refused<InUseError>(new DeleteCustomerConfigVariable(plants.CustomerVariableId), s_support);
        Assert.Equal(new Usage("instance", plants.InstanceId, "Sync for Smith"), Assert.Single(error.Users));
        error = await Bench.Refused<InUseError>(new DeleteOrganizationConfigVariable(plants.SecretVariableId));
        Assert.Equal(2, error.Users.Count);
        Assert.Equal(2, (await Bench.Ok(new ListConfigVariableUsers(plants.SecretVariableId, new PageRequest()))).Total);

        await Bench.Ok(new ConfigureInstance(plants.InstanceId, InstanceConfiguration.Empty));
        await Bench.Ok(new ConfigureTests(plants.IntegrationId, InstanceConfiguration.Empty));
        foreach (var id in new[] { plants.VariableId, plants.SecretVariableId })
        {
            await Bench.Ok(new DeleteOrganizationConfigVariable(id));
        }

        await Bench.Ok(new DeleteCustomerConfigVariable(plants.CustomerVariableId));
        Assert.Equal(0, await Bench.Read(db => db.ConfigVariables.CountAsync()) + await Bench.Read(db => db.BindingReferences.CountAsync()));
    }

    [DatabaseFact]
    public async Task ManyUsers_AreCountedAndTheFirstNamed()
    {
        var plants = await Plants.PlantAsync(Bench);
        for (var i = 0; i < BindingUsage.MostNamed + 5; i++)
        {
            await Bench.Ok(new CreateInstance(plants.CustomerId, plants.IntegrationId, $"Instance {i:00}", Configuration: new InstanceConfiguration(
                [new VariableBinding("Region", BindingSource.OrganizationVariable, ReferenceId: plants.VariableId)])));
        }

        var error = await Bench.Refused<InUseError>(new DeleteOrganizationConfigVariable(plants.VariableId));
        Assert.Equal(BindingUsage.MostNamed, error.Users.Count);
        Assert.EndsWith("and 6 more.", error.Message, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task ACustomer_WhoseVariablesADraftsTestTakes_IsNotDeleted()
    {
        var plants = await Plants.PlantAsync(Bench);
        var customer = await Bench.Ok(new CreateCustomer("FTL"));
        var variable = await Bench.Ok(new CreateCustomerConfigVariable(customer, "region", "mars"));
        await Bench.Ok(new ConfigureTests(plants.IntegrationId, new InstanceConfiguration([new VariableBinding("Region", BindingSource.CustomerVariable, ReferenceId: variable)])));
        Assert.Equal("Avatar Sync", Assert.Single((await Bench.Refused<InUseError>(new DeleteCustomer(customer))).Users).Name);
        await Bench.Ok(new ConfigureTests(plants.IntegrationId, InstanceConfiguration.Empty));
        await Bench.Ok(new DeleteCustomer(customer));
    }

    [DatabaseFact]
    public async Task TheList_PagesSearchesSortsAndCutsLongValues()
    {
        for (var i = 0; i < 30; i++)
        {
            await Bench.Ok(new CreateOrganizationConfigVariable($"Variable {i:00}", i == 0 ? new string('x', 50_000) : $"value {i}"));
        }

        var first = await Bench.Ok(new ListConfigVariables(new PageRequest()));
        Assert.Equal((30, 25, "Variable 00"), (first.Total, first.Items.Count, first.Items[0].Name));
        Assert.Equal(ConfigVariableRow.MostOfAValue + 1, first.Items[0].Value!.Length);
        Assert.Equal("Variable 29", (await Bench.Ok(new ListConfigVariables(new PageRequest(Sort: "changed", Descending: true)))).Items[0].Name);
        Assert.Equal("Variable 00", (await Bench.Ok(new ListConfigVariables(new PageRequest(Sort: "changed")))).Items[0].Name);
        Assert.Equal("Variable 07", Assert.Single((await Bench.Ok(new ListConfigVariables(new PageRequest(Search: "able 07")))).Items).Name);
    }
}

public sealed class SqliteConfigVariableTests : ConfigVariableTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlConfigVariableTests : ConfigVariableTests;
