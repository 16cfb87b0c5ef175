namespace ConnectionsConsole.Domain.Access;

/// <summary>
/// Every action that somebody may be allowed to do. Each request declares one of these; <see cref="PermissionMatrix"/> says which role has it.
/// </summary>
public enum Permission
{
    ViewOrganization,
    ManageOrganization,
    ManageUsers,
    ManageApiTokens,
    ViewAuditLog,
    ViewConnectors,
    ManageConnectors,
    ViewConnections,
    ManageConnections,
    ManageTestConnections,
    ProbeConnections,

    /// <summary>Asking whether a stored secret is the same as one that is at hand; takes the right to set the value as well.</summary>
    CompareSecrets,

    /// <summary>Authorizing by OAuth 2.0, refreshing and disconnecting; what is authorized takes the permission to manage it besides.</summary>
    AuthorizeConnections,
    ViewCustomers,
    ManageCustomers,
    ViewCustomerConnections,
    ManageCustomerConnections,
    ViewConfigVariables,
    ManageOrganizationConfigVariables,
    ManageCustomerConfigVariables,
    ViewCredentials,
    ManageCredentials,
    ViewIntegrations,
    EditIntegrations,
    TestIntegrations,
    PublishIntegrations,
    ViewInstances,
    ManageInstances,
    DeployInstances,
    PauseInstances,
    RunInstances,
    ViewRuns,
    ReadStepData,
    ReplayRuns,
    CancelRuns,

    /// <summary>Acts that only the machine's operator does on the command line: migrating, rotating keys, making the first organization.</summary>
    Operate,
}
