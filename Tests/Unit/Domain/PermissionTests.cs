using System.Reflection;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.Tests.Unit.Domain;

public sealed class PermissionTests
{
    public static TheoryData<Permission> Everything => new(Enum.GetValues<Permission>());

    public static TheoryData<Type> Requests => new(RequestTypes);

    private static List<Type> RequestTypes { get; } =
        [.. typeof(DependencyInjection).Assembly.GetTypes().Where(t => !t.IsAbstract && t.GetInterfaces().Contains(typeof(IBaseRequest)))];

    /// <summary>The matrix as the design describes the roles, written a second time: a change has to be meant.</summary>
    [Theory]
    [InlineData(Roles.Builder,
        "ViewOrganization ViewConnectors ViewConnections ManageTestConnections ProbeConnections CompareSecrets AuthorizeConnections ViewCustomers ViewConfigVariables ViewCredentials ViewIntegrations "
        + "EditIntegrations TestIntegrations PublishIntegrations ViewInstances ViewRuns ReadStepData CancelRuns")]
    [InlineData(Roles.Support,
        "ViewOrganization ViewConnectors ViewConnections ProbeConnections CompareSecrets AuthorizeConnections ViewCustomers ManageCustomers ViewCustomerConnections ManageCustomerConnections ViewConfigVariables "
        + "ManageCustomerConfigVariables ViewCredentials ViewInstances ManageInstances DeployInstances PauseInstances RunInstances ViewRuns ReadStepData ReplayRuns CancelRuns")]
    [InlineData(Roles.Viewer,
        "ViewOrganization ViewConnectors ViewConnections ViewCustomers ViewCustomerConnections ViewIntegrations ViewInstances ViewRuns")]
    [InlineData(Roles.None, "")]
    public void EachRole_HasItsPermissionsAndNoOther(Roles role, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            Enum.GetValues<Permission>().Where(p => PermissionMatrix.Allows(role, p)).Select(p => p.ToString()).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Everything))]
    public void EveryPermission_HasAnEntryAndIsTheAdminsExceptForOperating(Permission permission) =>
        Assert.Equal(permission != Permission.Operate, PermissionMatrix.RolesWith(permission).HasFlag(Roles.Admin));

    [Fact]
    public void SeveralRoles_AddUp()
    {
        const Roles both = Roles.Builder | Roles.Support;
        Assert.All(Enum.GetValues<Permission>(), p =>
            Assert.Equal(PermissionMatrix.Allows(Roles.Builder, p) || PermissionMatrix.Allows(Roles.Support, p), PermissionMatrix.Allows(both, p)));
    }

    [Fact]
    public void Operating_IsTheOperatorsAlone()
    {
        const Roles all = Roles.Admin | Roles.Builder | Roles.Support | Roles.Viewer;
        Assert.True(Actor.Operator.May(Permission.Operate));
        Assert.False(Actor.System.May(Permission.Operate));
        Assert.False(new Actor(ActorKind.Person, Guid.NewGuid(), "Ada", all).May(Permission.Operate));
        Assert.False(new Actor(ActorKind.ApiToken, Guid.NewGuid(), "Deploy bot", all).May(Permission.Operate));
    }

    [Fact]
    public void APersonWithoutRoles_MayNothing() =>
        Assert.DoesNotContain(Enum.GetValues<Permission>(), new Actor(ActorKind.Person, Guid.NewGuid(), "Ada", Roles.None).May);

    [Theory]
    [MemberData(nameof(Everything))]
    public void ARefusal_SaysWhatItTakes(Permission permission)
    {
        var message = AccessErrors.NotAllowed(permission).Message;
        Assert.Contains(permission == Permission.Operate ? "operator" : "admin", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void EveryRequest_DeclaresAPermissionAndAnswersAResult(Type request)
    {
        Assert.NotNull(request.GetCustomAttribute<RequiresAttribute>());
        var answer = request.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GenericTypeArguments[0];
        Assert.Equal(typeof(Result<>), answer.GetGenericTypeDefinition());
    }

    [Fact]
    public void EveryRequest_HasOneHandler()
    {
        var handled = typeof(DependencyInjection).Assembly.GetTypes().SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)).Select(i => i.GenericTypeArguments[0]).ToList();
        Assert.NotEmpty(handled);
        Assert.Equal(RequestTypes.Select(t => t.Name).Order(StringComparer.Ordinal), handled.Select(t => t.Name).Order(StringComparer.Ordinal));
    }
}
