using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>Who may test what, and where a test may send a connection.</summary>
public static class ProbeRules
{
    /// <summary>Beside <see cref="Permission.ProbeConnections"/>: whoever tests a thing may at least know that it is there. Its values are read by nobody.</summary>
    public static Permission ToSee(ValueOwner owner) => owner switch
    {
        ValueOwner.OrganizationConnection or ValueOwner.TestConnection => Permission.ViewConnections,
        ValueOwner.CustomerConnection => Permission.ViewCustomerConnections,
        ValueOwner.Credential => Permission.ViewCredentials,
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, "Only connections and credentials can be tested."),
    };

    /// <summary>The other side refused the values: with a wrong address or a network in trouble nothing is known about them.</summary>
    public static IReadOnlyList<ProbeCause> RefusedCauses { get; } =
        [ProbeCause.WrongKey, ProbeCause.WrongSecret, ProbeCause.CredentialRefused, ProbeCause.CredentialExpired, ProbeCause.CredentialRevoked];

    /// <summary>
    /// Whether somebody may choose any address for a test of a connection that names no allowed hosts. Whoever chooses the address gets the credential sent
    /// to it: so only those may who could do the same by a step, of a designer test or of what they publish and deploy.
    /// </summary>
    public static bool MaySendAnywhere(Actor actor, ValueOwner owner) => owner == ValueOwner.TestConnection
        ? actor.May(Permission.ManageTestConnections) && actor.May(Permission.TestIntegrations)
        : actor.May(Permission.PublishIntegrations) && actor.May(Permission.DeployInstances);
}
