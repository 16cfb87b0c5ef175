using System.Collections.Frozen;
using static ConnectionsConsole.Domain.Access.Permission;
using static ConnectionsConsole.Domain.Access.Roles;

namespace ConnectionsConsole.Domain.Access;

/// <summary>
/// The one place that says which role may do what; pages, requests and the documentation ask it. An action that is missing here fails a test.
/// </summary>
public static class PermissionMatrix
{
    private static readonly FrozenDictionary<Permission, Roles> s_roles = new Dictionary<Permission, Roles>
    {
        [ViewOrganization] = Admin | Builder | Support | Viewer,
        [ManageOrganization] = Admin,
        [ManageUsers] = Admin,
        [ManageApiTokens] = Admin,
        [ViewAuditLog] = Admin,
        [ViewConnectors] = Admin | Builder | Support | Viewer,
        [ManageConnectors] = Admin,
        [ViewConnections] = Admin | Builder | Support | Viewer,
        [ManageConnections] = Admin,
        [ManageTestConnections] = Admin | Builder,
        [ProbeConnections] = Admin | Builder | Support,
        [CompareSecrets] = Admin | Builder | Support,
        [AuthorizeConnections] = Admin | Builder | Support,
        [ViewCustomers] = Admin | Builder | Support | Viewer,
        [ManageCustomers] = Admin | Support,
        [ViewCustomerConnections] = Admin | Support | Viewer,
        [ManageCustomerConnections] = Admin | Support,
        [ViewConfigVariables] = Admin | Builder | Support,
        [ManageOrganizationConfigVariables] = Admin,
        [ManageCustomerConfigVariables] = Admin | Support,
        [ViewCredentials] = Admin | Builder | Support,
        [ManageCredentials] = Admin,
        [ViewIntegrations] = Admin | Builder | Viewer,
        [EditIntegrations] = Admin | Builder,
        [TestIntegrations] = Admin | Builder,
        [PublishIntegrations] = Admin | Builder,
        [ViewInstances] = Admin | Builder | Support | Viewer,
        [ManageInstances] = Admin | Support,
        [DeployInstances] = Admin | Support,
        [PauseInstances] = Admin | Support,
        [RunInstances] = Admin | Support,
        [ViewRuns] = Admin | Builder | Support | Viewer,
        [ReadStepData] = Admin | Builder | Support,
        [ReplayRuns] = Admin | Support,
        [CancelRuns] = Admin | Builder | Support,
        [Operate] = None,
    }.ToFrozenDictionary();

    /// <summary>The roles that have <paramref name="permission"/>, each on its own.</summary>
    public static Roles RolesWith(Permission permission) => s_roles[permission];

    public static bool Allows(Roles roles, Permission permission) => (s_roles[permission] & roles) != None;
}
