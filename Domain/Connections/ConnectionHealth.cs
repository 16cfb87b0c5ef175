using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>
/// How the values of a connection fare, be they the organization's, a customer's or those of test runs: one rule for lists, filters, pages and programs. Whether
/// values are there and complete is another question.
/// </summary>
public enum ConnectionHealth
{
    /// <summary>Nothing is known against them.</summary>
    Well,

    /// <summary>Somebody has to consent at the provider, and nobody has yet.</summary>
    Pending,

    /// <summary>The other side refused the values in force, in the last test or in the last run; or the provider refuses to renew the authorization.</summary>
    Failing,

    /// <summary>The authorization has run out, and there is nothing to renew it with.</summary>
    Expired,
}

/// <summary>That the other side refused a connection's credentials in the last run.</summary>
/// <param name="ValueSets">The versions of values that were refused; with another one in force nothing is known to fail.</param>
public sealed record CredentialFailure(Guid RunId, DateTime At, IReadOnlySet<Guid> ValueSets);

/// <summary>That the other side refused a connection's credentials in the last test. That it could not be reached says nothing of the values.</summary>
public sealed record FailedTest(Guid? ValueSetId, DateTime At);

/// <param name="AuthorizedAt">When somebody last consented, or the client got its first token.</param>
public sealed record KnownAuthorization(AuthorizationStatus Status, DateTime? AuthorizedAt);

/// <summary>What is known of connections besides their values, by what holds the values.</summary>
/// <param name="Authorizations">By OAuth 2.0; missing where there never was one.</param>
public sealed record ConnectionSigns(IReadOnlyDictionary<Guid, KnownAuthorization> Authorizations, IReadOnlyDictionary<Guid, FailedTest> FailedTests)
{
    /// <param name="ownerId">What holds the values: an organization connection of the global kind, a customer connection, a test connection.</param>
    /// <param name="currentId">The version of values in force.</param>
    /// <param name="failure">What the last run tells; null where it tells nothing against them.</param>
    /// <param name="oauth">Of the connection type; null where it is not authorized by OAuth 2.0.</param>
    public ConnectionHealth HealthOf(Guid ownerId, Guid? currentId, CredentialFailure? failure, OAuthDefinition? oauth)
    {
        var authorization = Authorizations.GetValueOrDefault(ownerId);
        if (oauth is { Grant: OAuthGrant.AuthorizationCode } && authorization is null or { Status: AuthorizationStatus.Pending })
        {
            return ConnectionHealth.Pending;
        }

        if (authorization is { Status: AuthorizationStatus.Expired })
        {
            return ConnectionHealth.Expired;
        }

        var isRefused = FailedRunOf(ownerId, currentId, failure) is not null;
        var failsItsTest = FailedTests.GetValueOrDefault(ownerId) is { } test && test.ValueSetId == currentId && StillCounts(ownerId, test.At);
        return isRefused || failsItsTest || authorization is { Status: AuthorizationStatus.Failing } ? ConnectionHealth.Failing : ConnectionHealth.Well;
    }

    /// <summary>The run that shows that the other side refuses the values in force; null where the last run shows no such thing.</summary>
    public Guid? FailedRunOf(Guid ownerId, Guid? currentId, CredentialFailure? failure) =>
        currentId is { } current && failure?.ValueSets.Contains(current) == true && StillCounts(ownerId, failure.At) ? failure.RunId : null;

    // With the same values and new consent nothing is known yet.
    private bool StillCounts(Guid ownerId, DateTime at) => Authorizations.GetValueOrDefault(ownerId)?.AuthorizedAt is not { } consent || consent <= at;
}
