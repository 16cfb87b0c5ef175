using System.Reflection;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.ConfigVariables;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Organizations;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectionsConsole.Tests.Unit.Domain;

/// <summary>What the aggregates allow, refuse and keep.</summary>
public sealed class AggregateTests
{
    private static readonly DateTime s_now = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid s_organization = Guid.NewGuid();
    private static readonly ConnectionTypeKey s_apiKey = new("http", "apiKey");

    public static TheoryData<Type> Owned => new(typeof(Aggregate).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IOrganizationOwned))));

    [Theory]
    [MemberData(nameof(Owned))]
    public void NothingOwned_CanBeSetFromOutside(Type type) =>
        Assert.DoesNotContain(
            type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.FlattenHierarchy),
            p => p.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));

    [Fact]
    public void CheckRevision_RefusesAnOlderStateAndNamesTheThing()
    {
        var customer = Customer.Create(s_organization, "Smith", null, null, s_now);
        var seen = customer.Revision;
        Assert.Null(customer.CheckRevision(seen));
        Assert.Null(customer.CheckRevision(null));
        customer.Touch();
        Assert.Contains("\"Smith\"", customer.CheckRevision(seen)?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACustomer_IsTrimmedAndHasNoBlankExternalId()
    {
        var customer = Customer.Create(s_organization, "  Smith Rockets ", " big ", "  ", s_now);
        Assert.Equal(("Smith Rockets", "SMITH ROCKETS", "big", null), (customer.Name, customer.NormalizedName, customer.Description, customer.ExternalId));
        customer.Describe("Smith", null, " X-1 ");
        Assert.Equal(("Smith", "", "X-1"), (customer.Name, customer.Description, customer.ExternalId));
    }

    [Fact]
    public void ACustomer_IsArchivedOnceAndRestored()
    {
        var customer = Customer.Create(s_organization, "Smith", null, null, s_now);
        customer.Archive(s_now);
        customer.Archive(s_now.AddDays(1));
        Assert.Equal(s_now, customer.ArchivedAt);
        customer.Restore();
        Assert.Null(customer.ArchivedAt);
    }

    [Fact]
    public void AConnection_OfTheCustomerKind_GivesUnmentionedInputsToTheCustomer()
    {
        var connection = CustomerKind(new ConnectionInput("headerName", InputScope.Global));
        Assert.Equal(["apiKey=CustomerSpecific", "headerName=Global", "prefix=CustomerSpecific"], connection.Inputs.Select(i => $"{i.Key}={i.Scope}"));
        Assert.Equal(InputScope.CustomerSpecific, connection.ScopeOf("unknown"));
    }

    [Fact]
    public void AConnection_OfTheGlobalKind_HasNoScopesAndTakesNoCustomersValues()
    {
        var connection = GlobalKind();
        Assert.Empty(connection.Inputs);
        Assert.Equal(InputScope.Global, connection.ScopeOf("apiKey"));
        Assert.IsType<ConflictError>(connection.CheckCustomerValues(Type, []));
        Assert.IsType<ConflictError>(CustomerConnection.Create(connection, Guid.NewGuid(), "Smith", s_now).Error);
    }

    [Fact]
    public void AConnection_RefusesUnknownInputsAndAMalformedKey()
    {
        Assert.Equal("token", Create(ConnectionKind.Customer, "key", [new ConnectionInput("token", InputScope.Global)]).Error?.Messages[0].Field);
        Assert.Equal("stableKey", Create(ConnectionKind.Global, "a b", []).Error?.Messages[0].Field);
    }

    [Fact]
    public void ACustomersValue_ForAGlobalOrUnknownInput_IsRefusedAtTheInput()
    {
        var connection = CustomerKind(new ConnectionInput("headerName", InputScope.Global));
        Assert.Null(connection.CheckCustomerValues(Type, ["apiKey", "prefix"]));
        Assert.Equal("headerName", connection.CheckCustomerValues(Type, ["apiKey", "headerName"])?.Messages[0].Field);
        Assert.Equal("HEADERNAME", connection.CheckCustomerValues(Type, ["HEADERNAME"])?.Messages[0].Field);
    }

    [Fact]
    public void GlobalValuesOfTheCustomerKind_OverRandomActs_StayAsAtCreation() => Prop.ForAll(
        Arb.From(Gen.ListOf(Gen.Choose(0, 4))),
        acts =>
        {
            var connection = CustomerKind(new ConnectionInput("headerName", InputScope.Global));
            var first = Values();
            Assert.Null(connection.UseValues(first));
            foreach (var act in acts)
            {
                switch (act)
                {
                    case 0:
                        Assert.Equal(ConnectionErrors.GlobalValuesAreImmutable, connection.UseValues(Values()));
                        break;
                    case 1:
                        Assert.Equal(ConnectionErrors.GlobalValuesAreImmutable, connection.UndoValues());
                        break;
                    case 2:
                        connection.Describe("Another name", "and description");
                        break;
                    case 3:
                        connection.AllowOnly(["api.example.com"]);
                        break;
                    default:
                        connection.MarkDefault(true);
                        break;
                }
            }

            Assert.Equal(new ValueVersions(first.Id, null, 1), connection.Values);
            Assert.Equal("key", connection.StableKey);
            Assert.Equal(InputScope.Global, connection.ScopeOf("headerName"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260101, 7));

    [Fact]
    public void GlobalKindValues_ChangeAndAreUndoneAndTheUndoIsUndone()
    {
        var connection = GlobalKind();
        Assert.Equal(ConnectionErrors.NothingToUndo, connection.UndoValues());
        var (first, second) = (Values(), Values());
        Assert.Null(connection.UseValues(first));
        Assert.Equal(ConnectionErrors.NothingToUndo, connection.UndoValues());
        Assert.Null(connection.UseValues(second));
        Assert.Null(connection.UndoValues());
        Assert.Equal(first.Id, connection.Values.CurrentId);
        Assert.Null(connection.UndoValues());
        Assert.Equal(second.Id, connection.Values.CurrentId);
    }

    [Fact]
    public void ValueVersions_OverRandomActs_NeverGiveANumberTwice() => Prop.ForAll(
        Arb.From(Gen.ListOf(Gen.Elements(true, false))),
        acts =>
        {
            var versions = ValueVersions.None;
            var numbers = new HashSet<int>();
            foreach (var saves in acts)
            {
                var before = versions;
                versions = saves ? versions.Next(Guid.NewGuid()) : versions.Undone();
                if (saves)
                {
                    Assert.True(numbers.Add(versions.Number));
                    Assert.Equal(before.CurrentId, versions.PreviousId);
                }
                else if (before.CanUndo)
                {
                    Assert.Equal((before.PreviousId, before.CurrentId), (versions.CurrentId, versions.PreviousId));
                }
                else
                {
                    Assert.Equal(before, versions);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260101, 7));

    [Fact]
    public void AllowedHosts_AreTrimmedLowerCaseAndDistinct()
    {
        var connection = GlobalKind();
        connection.AllowOnly([" API.example.com", "api.example.com", " "]);
        Assert.Equal(["api.example.com"], connection.AllowedHosts);
    }

    [Fact]
    public void ACustomerConnection_TellsWhetherItIsCompleteAndWhenItChanged()
    {
        var connection = CustomerConnection.Create(CustomerKind(), Guid.NewGuid(), "Smith", s_now).Value;
        Assert.False(connection.IsComplete);
        Assert.Equal("Acme API: Smith", connection.Label);
        connection.UseValues(Values(), false, s_now.AddHours(1));
        connection.UseValues(Values(), true, s_now.AddHours(2));
        Assert.Equal((true, s_now.AddHours(2)), (connection.IsComplete, connection.LastConfiguredAt));
        Assert.Null(connection.UndoValues(false, s_now.AddHours(3)));
        Assert.Equal((false, s_now.AddHours(3)), (connection.IsComplete, connection.LastConfiguredAt));
        Assert.Equal(ConnectionErrors.NothingToUndo, CustomerConnection.Create(CustomerKind(), Guid.NewGuid(), "S", s_now).Value.UndoValues(true, s_now));
    }

    [Fact]
    public void ATestConnection_HasVersionsOfItsOwn()
    {
        var test = new TestConnection(GlobalKind(), s_now);
        Assert.Equal("Acme API (test)", test.AuditName);
        Assert.Equal(ConnectionErrors.NothingToUndo, test.UndoValues());
        var first = Values();
        test.UseValues(first);
        test.UseValues(Values());
        Assert.Null(test.UndoValues());
        Assert.Equal(first.Id, test.Values.CurrentId);
    }

    [Fact]
    public void ACredential_KeepsItsMethodWhenRenamed()
    {
        var credential = Credential.Create(s_organization, " Main ", AuthorizationMethods.Basic, s_now);
        credential.Rename("Other");
        Assert.Equal(("Other", "OTHER", AuthorizationMethods.Basic), (credential.Name, credential.NormalizedName, credential.AuthorizationMethod));
    }

    [Fact]
    public void AConfigVariable_BelongsToItsCustomerOrToTheOrganization()
    {
        var customer = Guid.NewGuid();
        Assert.Equal(customer, ConfigVariable.Create(s_organization, customer, "region", false, s_now).ScopeId);
        var variable = ConfigVariable.Create(s_organization, null, " Region ", true, s_now);
        Assert.Equal((s_organization, "Region", "REGION"), (variable.ScopeId, variable.Name, variable.NormalizedName));
        Assert.True(variable.Field.IsSecret);
        Assert.False(ConfigVariable.FieldFor("region", false).IsSecret);
    }

    [Fact]
    public void AnIntegration_PublishesCountedVersionsThatEditingLeavesAlone()
    {
        var integration = Integration.Create(s_organization, "Sync", null, s_now);
        Assert.IsType<InvalidError>(integration.Publish([new DefinitionProblem("flow", "wrong")], null, "Ada", s_now).Error);
        Assert.Equal((0, true), (integration.LatestVersion, integration.HasUnpublishedChanges));
        var first = integration.Publish([], " First ", "Ada", s_now).Value;
        Assert.Equal((1, "First", false), (first.Number, first.Comment, integration.HasUnpublishedChanges));
        var published = first.Definition;
        integration.SaveDraft(new IntegrationDefinition([], []));
        Assert.Same(published, first.Definition);
        Assert.True(integration.HasUnpublishedChanges);
        Assert.Equal(2, integration.Publish([], null, "Ada", s_now).Value.Number);
        integration.Archive(s_now);
        Assert.IsType<ConflictError>(integration.Publish([], null, "Ada", s_now).Error);
        Assert.Equal(2, integration.LatestVersion);
    }

    [Fact]
    public void AnInstance_IsDeployedPausedAndResumedInOrder()
    {
        var instance = NewInstance(out _);
        Assert.Equal(InstanceErrors.NotRunning("Sync"), instance.Pause());
        Assert.Equal(InstanceErrors.NotPaused("Sync"), instance.Resume());
        var problems = new[] { new ConfigurationProblem("slot", "The customer \"Smith\" has no values for the connection \"Acme\".") };
        Assert.Equal("slot", instance.Deploy(problems, false, s_now)?.Messages[0].Field);
        Assert.Equal(InstanceStatus.NotDeployed, instance.Status);
        Assert.Null(instance.Deploy(problems, true, s_now));
        Assert.Equal((InstanceStatus.Deployed, s_now), (instance.Status, instance.DeployedAt));
        Assert.Null(instance.Pause());
        Assert.Equal(InstanceErrors.NotRunning("Sync"), instance.Pause());
        Assert.Null(instance.Resume());
        Assert.Equal(InstanceStatus.Deployed, instance.Status);
    }

    [Fact]
    public void AnArchivedInstance_IsNeitherDeployedNorResumed()
    {
        var instance = NewInstance(out _);
        Assert.Null(instance.Deploy([], false, s_now));
        instance.Archive(s_now);
        Assert.Equal(InstanceStatus.Paused, instance.Status);
        Assert.Equal(InstanceErrors.Archived("Sync"), instance.Resume());
        Assert.Equal(InstanceErrors.Archived("Sync"), instance.Deploy([], true, s_now));
        Assert.Equal(InstanceStatus.Paused, instance.Status);
    }

    [Fact]
    public void AnInstance_TakesAnotherVersionOfItsIntegrationAndDropsLostBindings()
    {
        var instance = NewInstance(out var integration);
        instance.Configure(new InstanceConfiguration([new VariableBinding("kept", BindingSource.Literal, "a"), new VariableBinding("lost", BindingSource.Literal, "b")]));
        integration.SaveDraft(new IntegrationDefinition([], [new RequiredConfigVariable("kept")]));
        var second = integration.Publish([], null, "Ada", s_now).Value;
        Assert.Null(instance.UseVersion(second));
        Assert.Equal((2, "kept"), (instance.VersionNumber, Assert.Single(instance.Configuration.Bindings).Key));
        var other = Integration.Create(s_organization, "Other", null, s_now).Publish([], null, "Ada", s_now).Value;
        Assert.Equal(InstanceErrors.VersionOfAnother, instance.UseVersion(other));
        Assert.Equal(second.Id, instance.VersionId);
    }

    [Fact]
    public void AnOrganization_BelongsToItself()
    {
        var organization = Organization.Create(s_organization, " Acme ", s_now);
        Assert.Equal((s_organization, s_organization, "Acme"), (organization.Id, organization.OrganizationId, organization.Name));
        Assert.True(organization.TestFallbackAllowed);
        organization.AllowTestFallback(false);
        organization.Rename(" Acme SaaS ");
        organization.UseTimeZone("Europe/Berlin");
        organization.KeepRunsFor(30);
        Assert.Equal(("Acme SaaS", "Europe/Berlin", 30, false), (organization.Name, organization.TimeZone, organization.RunRetentionDays, organization.TestFallbackAllowed));
    }

    [Fact]
    public void AMembership_TakesOtherRoles()
    {
        var membership = new Membership(s_organization, Guid.NewGuid(), "ada@example.com", Roles.Viewer, s_now);
        membership.Grant(Roles.Builder | Roles.Support);
        Assert.Equal((Roles.Builder | Roles.Support, "ada@example.com"), (membership.Roles, membership.AuditName));
    }

    private static ConnectionType Type => BuiltInConnectors.Find(s_apiKey)!;

    private static Result<OrganizationConnection> Create(ConnectionKind kind, string stableKey, ConnectionInput[] inputs) =>
        OrganizationConnection.Create(s_organization, Type, s_apiKey, kind, stableKey, "Acme API", "", inputs, [], s_now);

    private static OrganizationConnection CustomerKind(params ConnectionInput[] inputs) => Create(ConnectionKind.Customer, "key", inputs).Value;

    private static OrganizationConnection GlobalKind() => Create(ConnectionKind.Global, "key", []).Value;

    private static ValueSet Values() => new(s_organization, ValueOwner.OrganizationConnection, Guid.NewGuid(), 1, [], s_now, "Ada");

    private static Instance NewInstance(out Integration integration)
    {
        integration = Integration.Create(s_organization, "Sync", null, s_now);
        return Instance.Create(s_organization, "Sync", null, Guid.NewGuid(), integration.Publish([], null, "Ada", s_now).Value, s_now);
    }
}
