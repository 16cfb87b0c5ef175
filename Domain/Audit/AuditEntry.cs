using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Audit;

/// <summary>
/// One line of the audit log. Lines of an organization form a chain: each carries a keyed hash over itself and its predecessor's hash, so that a
/// changed or removed line is found by checking the chain.
/// </summary>
public sealed class AuditEntry : IOrganizationOwned
{
    public Guid OrganizationId { get; init; }

    /// <summary>Counts from 1 within the organization, without gaps.</summary>
    public long Sequence { get; init; }

    public DateTime At { get; init; }

    public ActorKind ActorKind { get; init; }

    public Guid? ActorId { get; init; }

    public string ActorName { get; init; } = "";

    /// <summary>The text of an <see cref="AuditAction"/>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The request that did it, for example <c>CreateCustomer</c>.</summary>
    public string Request { get; init; } = "";

    /// <summary>The glossary's word for the kind of thing.</summary>
    public string SubjectKind { get; init; } = "";

    public Guid SubjectId { get; init; }

    public string SubjectName { get; init; } = "";

    /// <summary>Names of changed properties, with old and new value where these can be no secret: a JSON object.</summary>
    public string Changes { get; init; } = "{}";

    public byte[] Hash { get; init; } = [];
}

/// <summary>
/// Where an organization's chain ends. It moves with every change of configuration, so it also answers "has anything changed since?" by one small read.
/// </summary>
public sealed class AuditChain
{
    public Guid OrganizationId { get; init; }

    public long LastSequence { get; set; }

    public byte[] LastHash { get; set; } = [];
}
