using System.Diagnostics.CodeAnalysis;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;

namespace ConnectionsConsole.Infrastructure.Secrets;

internal sealed class SecretProtector(DataKeyCache keys) : ISecretProtector
{
    public async ValueTask PrepareAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        if (!keys.TryGetFresh(organizationId, out var fresh) || fresh.CurrentCipher is null)
        {
            await keys.GetCurrentAsync(organizationId, cancellationToken);
        }
    }

    public ValueTask<byte[]> ProtectAsync(SecretContext context, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        return TryProtect(context, plaintext.Span, out var ciphertext) ? ValueTask.FromResult(ciphertext) : ProtectSlowlyAsync();

        async ValueTask<byte[]> ProtectSlowlyAsync()
        {
            var current = await keys.GetCurrentAsync(context.OrganizationId, cancellationToken);
            return current.CurrentCipher!.Seal(context, plaintext.Span);
        }
    }

    public ValueTask<UnprotectResult> UnprotectAsync(
        SecretContext context, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken)
    {
        return TryUnprotect(context, ciphertext.Span, out var result) ? ValueTask.FromResult(result) : UnprotectSlowlyAsync();

        async ValueTask<UnprotectResult> UnprotectSlowlyAsync()
        {
            var loaded = await keys.ReloadAsync(context.OrganizationId, cancellationToken);
            _ = CiphertextFormat.TryReadKeyId(ciphertext.Span, out var keyId);
            if (!loaded.Ciphers.ContainsKey(keyId) && !loaded.IsLocked(keyId))
            {
                loaded.MarkMissing(keyId);
            }

            return Open(loaded, keyId, context, ciphertext.Span);
        }
    }

    public bool TryProtect(in SecretContext context, ReadOnlySpan<byte> plaintext, [NotNullWhen(true)] out byte[]? ciphertext)
    {
        ciphertext = keys.TryGetFresh(context.OrganizationId, out var fresh) ? fresh.CurrentCipher?.Seal(context, plaintext) : null;
        return ciphertext is not null;
    }

    public bool TryUnprotect(in SecretContext context, ReadOnlySpan<byte> ciphertext, out UnprotectResult result)
    {
        if (!CiphertextFormat.TryReadKeyId(ciphertext, out var keyId))
        {
            result = UnprotectResult.Undecryptable(UnprotectStatus.Malformed);
            return true;
        }

        var known = keys.Find(context.OrganizationId);
        if (known is null || !(known.Ciphers.ContainsKey(keyId) || IsKnownUnusable(known, keyId)))
        {
            result = default;
            return false;
        }

        result = Open(known, keyId, context, ciphertext);
        return true;
    }

    private static UnprotectResult Open(OrganizationKeys keys, Guid keyId, in SecretContext context, ReadOnlySpan<byte> ciphertext) =>
        keys.Ciphers.TryGetValue(keyId, out var cipher) ? cipher.Open(context, ciphertext)
        : UnprotectResult.Undecryptable(keys.IsLocked(keyId) ? UnprotectStatus.LockedKey : UnprotectStatus.UnknownKey);

    /// <summary>Believed for as long as keys count as fresh; after that it is looked up again, since a master key may have been put back.</summary>
    private bool IsKnownUnusable(OrganizationKeys known, Guid keyId) =>
        keys.IsFresh(known) && (known.IsLocked(keyId) || known.IsMissing(keyId));
}
