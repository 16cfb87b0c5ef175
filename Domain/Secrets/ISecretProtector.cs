using System.Diagnostics.CodeAnalysis;

namespace ConnectionsConsole.Domain.Secrets;

/// <summary>
/// Encrypts values under the data key of their organization (AES-256-GCM). Safe for concurrent use; one instance serves the process.
/// </summary>
/// <remarks>
/// The first use of an organization reads its data keys and may insert the first one, over a connection of its own. On SQLite, whose
/// write lock is held by one connection, call <see cref="PrepareAsync"/> before opening a write transaction, never first inside it.
/// </remarks>
public interface ISecretProtector
{
    /// <summary>Loads the organization's keys, and creates its first one if it has none.</summary>
    /// <exception cref="DataKeyUnavailableException">The organization's current key cannot be unwrapped.</exception>
    ValueTask PrepareAsync(Guid organizationId, CancellationToken cancellationToken);

    /// <summary>Encrypts under the organization's current data key.</summary>
    /// <exception cref="DataKeyUnavailableException">The organization's current key cannot be unwrapped.</exception>
    ValueTask<byte[]> ProtectAsync(SecretContext context, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken);

    /// <summary>Decrypts with the data key that the ciphertext names; does not throw for a value that cannot be decrypted.</summary>
    ValueTask<UnprotectResult> UnprotectAsync(SecretContext context, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken);

    /// <summary>
    /// Encrypts at once when the organization's current key is at hand and was confirmed recently; otherwise false, and the caller
    /// awaits <see cref="ProtectAsync"/>. Allocates the result only.
    /// </summary>
    bool TryProtect(in SecretContext context, ReadOnlySpan<byte> plaintext, [NotNullWhen(true)] out byte[]? ciphertext);

    /// <summary>
    /// Decrypts at once when the key that the ciphertext names is at hand (or the bytes are no ciphertext at all); otherwise false, and
    /// the caller awaits <see cref="UnprotectAsync"/>. Allocates the plaintext only.
    /// </summary>
    bool TryUnprotect(in SecretContext context, ReadOnlySpan<byte> ciphertext, out UnprotectResult result);
}
