using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Instances;

/// <summary>
/// Says that an instance, or a draft's test configuration, takes a value from a credential or a config variable. Bindings stand inside JSON, where no database
/// can look; these rows are made from them at each save, so that "who uses this?" is one indexed read, and a foreign key keeps what is in use from going away
/// however close the race.
/// </summary>
public sealed class BindingReference : Entity, IOrganizationOwned
{
    private BindingReference()
    {
    }

    public Guid OrganizationId { get; private set; }

    /// <summary>The instance that has the binding; null for a test configuration. Archived instances have no references.</summary>
    public Guid? InstanceId { get; private set; }

    /// <summary>The integration whose test configuration has the binding; null for an instance.</summary>
    public Guid? IntegrationId { get; private set; }

    public Guid? CredentialId { get; private set; }

    public Guid? ConfigVariableId { get; private set; }

    public static BindingReference OfInstance(Guid organizationId, Guid instanceId, Guid? credentialId, Guid? configVariableId) =>
        new() { OrganizationId = organizationId, InstanceId = instanceId, CredentialId = credentialId, ConfigVariableId = configVariableId };

    public static BindingReference OfTestConfiguration(Guid organizationId, Guid integrationId, Guid? credentialId, Guid? configVariableId) =>
        new() { OrganizationId = organizationId, IntegrationId = integrationId, CredentialId = credentialId, ConfigVariableId = configVariableId };
}
