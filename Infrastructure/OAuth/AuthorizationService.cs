using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Shared;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <inheritdoc cref="IAuthorizations"/>
internal sealed class AuthorizationService(
    TokenRenewal renewal, AuthorizationStore store, TokenProtection tokens, ProviderClient client, IOptions<OAuthOptions> options, TimeProvider time) : IAuthorizations
{
    /// <summary>How long disconnecting waits for a renewal that is under way; its tokens could not be revoked otherwise.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    public Error? Check(OAuthSettings settings) => client.Check(settings);

    public Task<TokenOutcome> GetTokenAsync(TokenQuery query, CancellationToken cancellationToken) => renewal.GetAsync(query, cancellationToken);

    public async Task<Result<Guid>> ExchangeAsync(
        AuthorizationTarget target, OAuthSettings settings, CodeAnswer answer, Actor actor, CancellationToken cancellationToken)
    {
        await tokens.PrepareAsync(target.OrganizationId, cancellationToken);
        var exchanged = await client.ExchangeCodeAsync(settings, answer, cancellationToken);
        if (exchanged.Tokens is not { } obtained)
        {
            return new ConflictError($"{exchanged.Failure!.Message} Nothing was saved. Press Authorize to try again.");
        }

        var saved = await store.ChangeAsync(
            new AuthorizationChange(target.OrganizationId, target.Reference, actor, "CompleteAuthorization"), _ => true, async row =>
            {
                var now = StoredTime.Now(time);
                var isReconnected = row.AuthorizedAt is not null;
                row.Authorize(
                    await tokens.ProtectAsync(row, obtained, settings.Scopes, obtained.RefreshToken is not null, now, CancellationToken.None),
                    target.Name, target.ConfigurationHash, actor.Name, now);
                return isReconnected ? AuditAction.Reconnected : AuditAction.Authorized;
            }, createFor: target);
        return saved!.Id;
    }

    public async Task<Result<Disconnection>> DisconnectAsync(AuthorizationTarget target, OAuthSettings? settings, Actor actor, CancellationToken cancellationToken)
    {
        var offered = settings?.RevocationUrl is not null;
        var row = await LeaseAsync(target, cancellationToken);
        if (row?.Token is null)
        {
            return new ConflictError($"\"{target.Name}\" is not connected.");
        }

        var problem = settings is null
            ? "Its values cannot be read any more, so the provider could not be asked."
            : offered ? await RevokeAsync(row, settings, cancellationToken) : null;
        await store.ChangeAsync(
            new AuthorizationChange(target.OrganizationId, target.Reference, actor, "Disconnect"), r => r.Token is not null, r =>
            {
                r.Forget();
                if (r.LeaseId is { } lease)
                {
                    r.Release(lease);
                }

                return ValueTask.FromResult<AuditAction?>((offered, problem) switch
                {
                    (true, null) => AuditAction.DisconnectedAndRevoked,
                    (false, null) => AuditAction.Disconnected,
                    _ => AuditAction.DisconnectedNotRevoked,
                });
            });
        return new Disconnection(offered, problem);
    }

    /// <summary>The row as it stands when nobody renews it, or after <see cref="s_patience"/> in any case: disconnecting is never refused for long.</summary>
    private async Task<OAuthAuthorization?> LeaseAsync(AuthorizationTarget target, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var row = await store.FindAsync(target.OrganizationId, target.Reference, cancellationToken);
            if (row?.Token is null || await store.TryLeaseAsync(row, Guid.NewGuid(), options.Value.LeaseDuration, isRenewal: false, cancellationToken)
                || time.GetElapsedTime(started) > s_patience)
            {
                return row;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    /// <summary>RFC 7009 §2.1: revoking the refresh token should end the access tokens with it; some providers leave them, so they are named too.</summary>
    private async Task<string?> RevokeAsync(OAuthAuthorization row, OAuthSettings settings, CancellationToken cancellationToken)
    {
        string? problem = null;
        if (await tokens.RefreshTokenOfAsync(row, cancellationToken) is { } refreshToken)
        {
            problem = await client.RevokeAsync(settings, refreshToken, "refresh_token", cancellationToken);
        }

        if (problem is null && await tokens.TokenOfAsync(row, cancellationToken) is { } token)
        {
            var access = await client.RevokeAsync(settings, token.AccessToken, "access_token", cancellationToken);
            // Not every provider can revoke access tokens (§2.2.1, unsupported_token_type); with the refresh token gone they end by themselves.
            problem = row.RefreshToken is null ? access : null;
        }

        return problem;
    }
}
