using System.Text;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.Secrets;

/// <summary>
/// Layout of a ciphertext, version 1: version (1 byte), data key id (16, big-endian), salt (8), nonce (12), encrypted bytes, tag (16).
/// </summary>
/// <remarks>
/// The salt selects the key that really encrypts, derived from the data key. NIST SP 800-38D section 8.3 allows 2^32 messages with
/// random nonces under one key; an organization with a thousand runs a second would pass that within weeks. With a salt for each process
/// start (and each 2^30 messages) the bound is never near, and nonces stay random, so a cloned virtual machine repeats none by counting.
/// </remarks>
internal static class CiphertextFormat
{
    public const byte Version = 1;
    public const int SaltOffset = 1 + 16;
    public const int SaltLength = 8;
    public const int NonceOffset = SaltOffset + SaltLength;
    public const int NonceLength = 12;
    public const int BodyOffset = NonceOffset + NonceLength;
    public const int TagLength = 16;
    public const int Overhead = BodyOffset + TagLength;

    private const int FieldOffset = 1 + 16 + 16;

    /// <summary>The longest associated data: fixed part and a field in UTF-8.</summary>
    public const int MaximumAssociatedDataLength = FieldOffset + (SecretContext.MaximumFieldLength * 3);

    /// <summary>The data key that a ciphertext names: what a store may put into a column of its own, to find what a rotation has left.</summary>
    public static bool TryReadKeyId(ReadOnlySpan<byte> ciphertext, out Guid keyId)
    {
        if (ciphertext.Length < Overhead || ciphertext[0] != Version)
        {
            keyId = Guid.Empty;
            return false;
        }

        keyId = new Guid(ciphertext.Slice(1, 16), bigEndian: true);
        return true;
    }

    /// <summary>Version, organization and record have fixed lengths and the field comes last: no two contexts have the same bytes.</summary>
    public static ReadOnlySpan<byte> WriteAssociatedData(in SecretContext context, Span<byte> destination)
    {
        ArgumentException.ThrowIfNullOrEmpty(context.Field);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(context.Field.Length, SecretContext.MaximumFieldLength);
        destination[0] = Version;
        _ = context.OrganizationId.TryWriteBytes(destination[1..], bigEndian: true, out _);
        _ = context.RecordId.TryWriteBytes(destination[17..], bigEndian: true, out _);
        return destination[..(FieldOffset + Encoding.UTF8.GetBytes(context.Field, destination[FieldOffset..]))];
    }
}
