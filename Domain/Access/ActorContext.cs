namespace ConnectionsConsole.Domain.Access;

/// <summary>
/// Who acts in which organization, for the length of one scope (one sent request). A scope that never got one throws as soon as the database is
/// touched: background work must name its organization, and a forgotten one must not read everybody's rows.
/// </summary>
public sealed class ActorContext
{
    private Actor? _actor;
    private Guid _organizationId;

    public Actor Actor => _actor ?? throw new InvalidOperationException("This scope has no actor: use RequestSender, or ActorContext.Set before the first use.");

    /// <exception cref="InvalidOperationException">The scope was not given an organization.</exception>
    public Guid OrganizationId => _organizationId != Guid.Empty
        ? _organizationId
        : throw new InvalidOperationException("This scope has no organization: use RequestSender, or ActorContext.Set before the first use.");

    public bool HasOrganization => _organizationId != Guid.Empty;

    public void Set(Actor actor, Guid organizationId)
    {
        if (_actor is not null)
        {
            throw new InvalidOperationException("A scope's actor is set once.");
        }

        _actor = actor;
        _organizationId = organizationId;
    }
}
