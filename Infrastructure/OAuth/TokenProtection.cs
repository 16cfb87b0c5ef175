using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.Secrets;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>Tokens on their way into and out of their row.</summary>
internal sealed class TokenProtection(ISecretProtector protector)
{
    /// <summary>The console renews after this part of a token's life: early enough to try again, late enough not to be a nuisance.</summary>
    private const double RenewedAfter = 0.75;

    /// <param name="canRenew">Whether a next token can be had without a person.</param>
    public async Task<StoredTokens> ProtectAsync(OAuthAuthorization row, TokenSet tokens, string requestedScopes, bool canRenew, DateTime now, CancellationToken cancellationToken)
    {
        DateTime? expiresAt = tokens.Lifetime is { } lifetime ? now + lifetime : null;
        DateTime? refreshAt = tokens.Lifetime is { } life && canRenew ? now + (life * RenewedAfter) : expiresAt;
        return new StoredTokens(
            await ProtectAsync(AuthorizationBinding.Token(row.OrganizationId, row.Id), tokens.Json, cancellationToken),
            tokens.RefreshToken is { } refreshToken
                ? await ProtectAsync(AuthorizationBinding.RefreshToken(row.OrganizationId, row.Id), refreshToken, cancellationToken)
                : null,
            tokens.Scope ?? requestedScopes,
            Cut(expiresAt),
            Cut(refreshAt));
    }

    /// <summary>Makes sure that encrypting works before the provider is asked for something that must not be lost.</summary>
    public ValueTask PrepareAsync(Guid organizationId, CancellationToken cancellationToken) => protector.PrepareAsync(organizationId, cancellationToken);

    /// <summary>Null where there is none, or it cannot be decrypted.</summary>
    public async Task<OAuthToken?> TokenOfAsync(OAuthAuthorization row, CancellationToken cancellationToken) =>
        await ReadAsync(AuthorizationBinding.Token(row.OrganizationId, row.Id), row.Token, cancellationToken) is { } json
            ? TokenOf(row, json, await RefreshTokenOfAsync(row, cancellationToken))
            : null;

    public Task<string?> RefreshTokenOfAsync(OAuthAuthorization row, CancellationToken cancellationToken) =>
        ReadAsync(AuthorizationBinding.RefreshToken(row.OrganizationId, row.Id), row.RefreshToken, cancellationToken);

    private static OAuthToken TokenOf(OAuthAuthorization row, string json, string? refreshToken)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return new OAuthToken(row.TokenNumber, document.RootElement.GetProperty("access_token").GetString()!, json, row.ExpiresAt, TokenSecrets.Find(json, refreshToken));
    }

    private async Task<byte[]> ProtectAsync(SecretContext context, string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var ciphertext = await protector.ProtectAsync(context, bytes, cancellationToken);
        CryptographicOperations.ZeroMemory(bytes);
        return ciphertext;
    }

    private async Task<string?> ReadAsync(SecretContext context, byte[]? ciphertext, CancellationToken cancellationToken)
    {
        if (ciphertext is null || !(await protector.UnprotectAsync(context, ciphertext, cancellationToken)).TryGetPlaintext(out var plaintext))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return text;
    }

    private static DateTime? Cut(DateTime? at) => at is { } time ? new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc) : null;
}
