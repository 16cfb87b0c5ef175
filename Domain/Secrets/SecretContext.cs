namespace ConnectionsConsole.Domain.Secrets;

/// <summary>
/// The place that a ciphertext belongs to. It is authenticated with the ciphertext (as associated data), so a value copied to another
/// organization, row or column does not decrypt there.
/// </summary>
/// <param name="OrganizationId">The tenant, whose data key encrypts the value.</param>
/// <param name="RecordId">The row that holds the value; it must never change while the value is stored.</param>
/// <param name="Field">Which value of the row, for instance <c>inputs.apiKey</c>; exact, case counts; at most
/// <see cref="MaximumFieldLength"/> characters.</param>
public readonly record struct SecretContext(Guid OrganizationId, Guid RecordId, string Field)
{
    public const int MaximumFieldLength = 256;
}
