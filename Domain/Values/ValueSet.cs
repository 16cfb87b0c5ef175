using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Domain.Values;

/// <summary>What a set of values belongs to.</summary>
public enum ValueOwner
{
    /// <summary>Production values of a global connection, global values of a customer one.</summary>
    OrganizationConnection,
    TestConnection,
    CustomerConnection,
    Credential,
    ConfigVariable,
}

/// <summary>
/// One immutable version of the values of a connection, credential or config variable. Saving makes version n+1; a run pins the versions that it
/// resolved when it was accepted, so nothing mixes in the middle of a run, and a change can be undone to the version before.
/// </summary>
public sealed class ValueSet : Entity, IOrganizationOwned
{
    private ValueSet()
    {
    }

    public ValueSet(Guid organizationId, ValueOwner ownerKind, Guid ownerId, int number, IReadOnlyList<StoredValue> values, DateTime at, string by)
    {
        OrganizationId = organizationId;
        OwnerKind = ownerKind;
        OwnerId = ownerId;
        Number = number;
        Values = values;
        CreatedAt = at;
        CreatedBy = by;
    }

    public Guid OrganizationId { get; private set; }

    public ValueOwner OwnerKind { get; private set; }

    public Guid OwnerId { get; private set; }

    /// <summary>Counts from 1 within the owner.</summary>
    public int Number { get; private set; }

    public IReadOnlyList<StoredValue> Values { get; private set; } = [];

    public DateTime CreatedAt { get; private set; }

    /// <summary>The name of the actor, as it was then.</summary>
    public string CreatedBy { get; private set; } = "";

    public StoredValue? Find(string key) => Values.FirstOrDefault(v => v.Key == key);

    /// <summary>Replaces the ciphertexts after a key rotation; the values themselves never change.</summary>
    public void Reencrypt(Func<StoredValue, StoredValue> reencrypt) => Values = [.. Values.Select(reencrypt)];
}

/// <summary>One value of a set: in the clear, or encrypted with a fingerprint that answers "is it the same as this one?".</summary>
/// <param name="Plain">The value of an input that is no secret; null for a secret.</param>
/// <param name="Ciphertext">The encrypted value of a secret, bound to organization, owner and key; null for others.</param>
/// <param name="SetAt">When this value was given; kept from version to version while it does not change.</param>
public sealed record StoredValue(string Key, string? Plain, byte[]? Ciphertext, string? Fingerprint, DateTime SetAt, string SetBy)
{
    public bool IsSecret => Ciphertext is not null;
}
