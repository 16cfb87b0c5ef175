using System.Security.Cryptography;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.Connections;

/// <summary>
/// Copies stored values to another owner without anybody seeing them. A ciphertext is bound to its owner, so it is decrypted and encrypted again here,
/// on the server; fingerprint, time and name of who set it stay.
/// </summary>
internal sealed class ValueCopier(ISecretProtector protector, ActorContext context)
{
    /// <param name="from">The owner that the value is bound to now.</param>
    /// <param name="whose">What the value belongs to, for the words of a refusal.</param>
    public async Task<Result<StoredValue>> CopyAsync(StoredValue value, Guid from, Guid to, string whose, CancellationToken cancellationToken)
    {
        if (value.Ciphertext is not { } ciphertext)
        {
            return value;
        }

        var opened = await protector.UnprotectAsync(SecretBinding.For(context.OrganizationId, from, value.Key), ciphertext, cancellationToken);
        if (!opened.TryGetPlaintext(out var plaintext))
        {
            return new ConflictError($"A secret of \"{whose}\" cannot be decrypted, so it cannot be copied. Enter it again there, or leave it out.");
        }

        try
        {
            return value with { Ciphertext = await protector.ProtectAsync(SecretBinding.For(context.OrganizationId, to, value.Key), plaintext, cancellationToken) };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }
}
