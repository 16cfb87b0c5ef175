using System.Security.Cryptography;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;

namespace ConnectionsConsole.Infrastructure.Secrets.Rotation;

/// <param name="Found">Decryptable values that named an earlier key.</param>
/// <param name="Reencrypted">Those of them that were replaced; the rest was changed by someone else meanwhile.</param>
internal readonly record struct ReencryptionPass(long Found, long Reencrypted, long Undecryptable);

/// <summary>One pass over all stored values of an organization.</summary>
internal sealed class Reencryption(IEnumerable<ICiphertextSource> sources, DataKeyCache keys, ISecretProtector protector)
{
    // Small enough for one short transaction on a database with a single writer.
    private const int PageSize = 200;

    /// <param name="batchDone">Told how far this pass has come, after each batch.</param>
    public async ValueTask<ReencryptionPass> RunAsync(Guid organizationId, Action<ReencryptionPass>? batchDone, CancellationToken cancellationToken)
    {
        // Read again, not from the cache: this very process may have added the current key a moment ago.
        await keys.ReloadAsync(organizationId, cancellationToken);
        var currentKeyId = (await keys.GetCurrentAsync(organizationId, cancellationToken)).CurrentCipher!.KeyId;
        var total = default(ReencryptionPass);
        foreach (var source in sources)
        {
            string? after = null;
            while (await source.ReadPageAsync(organizationId, currentKeyId, after, PageSize, cancellationToken) is { Count: > 0 } page)
            {
                var pass = await ReencryptAsync(source, page, currentKeyId, cancellationToken);
                total = new(total.Found + pass.Found, total.Reencrypted + pass.Reencrypted, total.Undecryptable + pass.Undecryptable);
                after = page[^1].Position;
                batchDone?.Invoke(total);
            }
        }

        return total;
    }

    private async ValueTask<ReencryptionPass> ReencryptAsync(
        ICiphertextSource source, IReadOnlyList<StoredCiphertext> page, Guid currentKeyId, CancellationToken cancellationToken)
    {
        var replacements = new List<CiphertextReplacement>();
        var undecryptable = 0;
        foreach (var stored in page)
        {
            if (CiphertextFormat.TryReadKeyId(stored.Ciphertext, out var keyId) && keyId == currentKeyId)
            {
                continue;
            }

            var result = await protector.UnprotectAsync(stored.Context, stored.Ciphertext, cancellationToken);
            if (!result.TryGetPlaintext(out var plaintext))
            {
                undecryptable++;
                continue;
            }

            replacements.Add(new(stored, await protector.ProtectAsync(stored.Context, plaintext, cancellationToken)));
            CryptographicOperations.ZeroMemory(plaintext);
        }

        var replaced = replacements.Count == 0 ? 0 : await source.ReplaceAsync(replacements, cancellationToken);
        return new ReencryptionPass(replacements.Count, replaced, undecryptable);
    }
}
