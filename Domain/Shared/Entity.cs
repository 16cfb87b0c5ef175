namespace ConnectionsConsole.Domain.Shared;

/// <summary>Base of everything with an identity. Keys are GUIDs of version 7, so that they roughly follow creation order.</summary>
public abstract class Entity
{
    public Guid Id { get; protected init; } = Guid.CreateVersion7();
}

/// <summary>
/// A row that belongs to one organization. The database context filters every query by it and refuses to save a row of another one.
/// </summary>
public interface IOrganizationOwned
{
    Guid OrganizationId { get; }
}

/// <summary>
/// A thing whose creation, change and deletion goes into the audit log, in the same transaction and without anybody having to think of it.
/// </summary>
public interface IAudited
{
    Guid Id { get; }

    /// <summary>What a person calls it; stands in the audit log beside the id.</summary>
    string AuditName { get; }
}

/// <summary>A thing that people edit: <see cref="Revision"/> guards against overwriting another editor's change.</summary>
public interface IRevisioned
{
    /// <summary>Changes with every save; sent along by an editor and compared before anything is changed.</summary>
    Guid Revision { get; }
}

/// <summary>Base of the aggregates that people edit: owned by an organization, audited, guarded against lost updates.</summary>
public abstract class Aggregate : Entity, IOrganizationOwned, IAudited, IRevisioned
{
    protected Aggregate(Guid organizationId) => OrganizationId = organizationId;

    public Guid OrganizationId { get; private set; }

    /// <inheritdoc />
    public Guid Revision { get; private set; } = Guid.CreateVersion7();

    public DateTime CreatedAt { get; protected init; }

    public abstract string AuditName { get; }

    /// <summary>Refuses when <paramref name="expected"/> names an older state; null skips the check (a caller that has not read the thing).</summary>
    public StaleError? CheckRevision(Guid? expected) =>
        expected is null || expected == Revision
            ? null
            : new StaleError($"Somebody else changed \"{AuditName}\" in the meantime. Nothing was overwritten: load it again, then repeat your change.");

    /// <summary>Called by the database context for every changed aggregate, so that no command can forget it.</summary>
    public void Touch() => Revision = Guid.CreateVersion7();
}
