using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>
/// How the last test of a connection or credential came out; one row for each that was ever tested. It speaks of one version of values: after a change it
/// says nothing any more.
/// </summary>
public sealed class ConnectionTestOutcome : Entity, IOrganizationOwned
{
    public const int MaximumWordsLength = 1_000;

    private ConnectionTestOutcome()
    {
    }

    public ConnectionTestOutcome(Guid organizationId, ValueOwner ownerKind, Guid ownerId)
    {
        OrganizationId = organizationId;
        OwnerKind = ownerKind;
        OwnerId = ownerId;
    }

    public Guid OrganizationId { get; private set; }

    public ValueOwner OwnerKind { get; private set; }

    /// <summary>The connection, test connection, customer connection or credential.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>The version of values that was tested; null where there was none, and defaults were tested.</summary>
    public Guid? ValueSetId { get; private set; }

    public DateTime TestedAt { get; private set; }

    /// <summary>The name of the actor, as it was then.</summary>
    public string TestedBy { get; private set; } = "";

    /// <summary>With a remark counts as working.</summary>
    public bool Works { get; private set; }

    public ProbeCause Cause { get; private set; }

    /// <summary>The finding and what to do, without any secret.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Whether the test was of these values; otherwise they were changed since.</summary>
    public bool IsOf(ValueVersions values) => ValueSetId == values.CurrentId;

    public void Record(ConnectionProbeResult result, Guid? valueSetId, string by)
    {
        ValueSetId = valueSetId;
        TestedAt = result.At;
        TestedBy = by;
        Works = result.Verdict != ProbeVerdict.Fails;
        Cause = result.Cause;
        var words = result.Advice is null ? result.Words : $"{result.Words} {result.Advice}";
        Words = words.Length <= MaximumWordsLength ? words : string.Concat(words.AsSpan(0, MaximumWordsLength - 3), "...");
    }
}
