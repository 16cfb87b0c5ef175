using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>
/// Gives tokens, and renews them once however many ask: within the process all wait for one flight, between processes the flights agree by a lease in
/// the database and read again after waiting. A renewed token is stored before anybody gets it. See <c>docs/decisions</c> on single-flight refresh.
/// </summary>
internal sealed partial class TokenRenewal(
    AuthorizationStore store, TokenProtection tokens, ProviderClient client, OAuthSettingsReader reader, IServiceScopeFactory scopes, IOptions<OAuthOptions> options,
    TimeProvider time, ILogger<TokenRenewal> logger)
{
    /// <summary>A token this young is not renewed because an API refuses it: another would be refused as well, and each step would fetch one.</summary>
    private static readonly TimeSpan s_tooYoungToReplace = TimeSpan.FromSeconds(30);

    private const string Request = "RenewAuthorization";
    private const int MostRounds = 4;

    private readonly ConcurrentDictionary<(Guid Organization, AuthorizationReference Owner), Lazy<Task<TokenOutcome>>> _flights = new();
    private readonly OAuthOptions _options = options.Value;
    private readonly RenewalWords _words = new(time);

    public async Task<TokenOutcome> GetAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        var row = await store.FindAsync(query.OrganizationId, query.Authorization, cancellationToken);
        var isNow = query.Urgency == TokenUrgency.Now;
        var wanted = new Wanted(query, isNow ? row?.TokenNumber : query.RejectedToken, isNow ? row?.Version ?? 0 : null);
        for (var round = 1; ; round++)
        {
            if (await JudgeAsync(row, wanted, null, cancellationToken) is { } known)
            {
                return known;
            }

            // The flight goes on if this caller gives up: others wait for it, and the provider's answer has to be stored.
            var outcome = await FlightOf(wanted).WaitAsync(cancellationToken);

            // It may have been somebody else's, and end with the very token that this caller was refused with.
            if (outcome.Token is null || outcome.Token.Number != wanted.RejectedToken || round == MostRounds)
            {
                return outcome;
            }

            row = await store.FindAsync(query.OrganizationId, query.Authorization, cancellationToken);
        }
    }

    /// <summary>Waits for renewals that are under way in this process: their answers must not be lost because the process ends.</summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        try
        {
            await Task.WhenAll(_flights.Values.Select(f => f.Value)).WaitAsync(patience, time);
        }
        catch (Exception exception)
        {
            LogNotDrained(exception.GetType().Name);
        }
    }

    private Task<TokenOutcome> FlightOf(Wanted wanted)
    {
        var key = (wanted.Query.OrganizationId, wanted.Query.Authorization);
        return _flights.GetOrAdd(key, _ => new Lazy<Task<TokenOutcome>>(() => Task.Run(
            async () =>
            {
                try
                {
                    return await FlyAsync(wanted);
                }
                finally
                {
                    // Before the outcome is known to anybody: who comes after it begins a flight of their own.
                    _flights.TryRemove(key, out Lazy<Task<TokenOutcome>>? _);
                }
            },
            CancellationToken.None))).Value;
    }

    /// <summary>What the row says by itself; null where more has to be found out, or the provider asked.</summary>
    /// <param name="configurationHash">Of the settings in force; null where they were not looked up yet.</param>
    private async Task<TokenOutcome?> JudgeAsync(OAuthAuthorization? row, Wanted wanted, string? configurationHash, CancellationToken cancellationToken)
    {
        if (row is null || row.Status == AuthorizationStatus.Pending || (configurationHash ?? wanted.Query.ConfigurationHash ?? row.ConfigurationHash) != row.ConfigurationHash)
        {
            return null;
        }

        // Somebody asked for an attempt now, and there has been none since.
        var isAskedFor = wanted.VersionBefore == row.Version;
        if (row.Status != AuthorizationStatus.Active)
        {
            return configurationHash is null || isAskedFor || IsDue(row) ? (TokenOutcome?)null : RenewalWords.OfRow(row);
        }

        var now = StoredTime.Now(time);
        var isRejected = row.TokenNumber == wanted.RejectedToken;
        if (!isRejected && now < FreshUntil(row, wanted.Query.Urgency))
        {
            return await TokenOrFailureAsync(row, cancellationToken);
        }

        if (isAskedFor)
        {
            return null;
        }

        if (isRejected && wanted.VersionBefore is null && now - (row.LastRefreshedAt ?? row.AuthorizedAt) < s_tooYoungToReplace)
        {
            return new TokenFailure(TokenFailureKind.NotAuthorized, "The access token is new, and was refused all the same.");
        }

        if (row.NextAttemptAt is { } next && next > now)
        {
            return !isRejected && (row.ExpiresAt is null || row.ExpiresAt > now)
                ? await TokenOrFailureAsync(row, cancellationToken)
                : new TokenFailure(TokenFailureKind.Transient, row.LastError ?? "", next - now);
        }

        return null;
    }

    private async Task<TokenOutcome> TokenOrFailureAsync(OAuthAuthorization row, CancellationToken cancellationToken) =>
        await tokens.TokenOfAsync(row, cancellationToken) is { } token ? token : new TokenFailure(TokenFailureKind.NotAuthorized, RenewalWords.Undecryptable(row.OwnerName));

    private bool IsDue(OAuthAuthorization row) => row.NextAttemptAt is { } next && next <= StoredTime.Now(time);

    /// <summary>Until when a step may begin with the token: a minute before its end, or a quarter of its life where that is less.</summary>
    private DateTime FreshUntil(OAuthAuthorization row, TokenUrgency urgency)
    {
        if (row.ExpiresAt is not { } expiresAt)
        {
            return DateTime.MaxValue;
        }

        if (urgency == TokenUrgency.WhenDue)
        {
            return row.RefreshAt ?? expiresAt;
        }

        var quarter = expiresAt - (row.RefreshAt ?? expiresAt);
        return expiresAt - (quarter < _options.Margin ? quarter : _options.Margin);
    }

    private async Task<TokenOutcome> FlyAsync(Wanted wanted)
    {
        var (organizationId, owner) = (wanted.Query.OrganizationId, wanted.Query.Authorization);
        var giveUp = time.GetTimestamp() + (long)(2 * _options.LeaseDuration.TotalSeconds * time.TimestampFrequency);
        while (true)
        {
            var row = await store.FindAsync(organizationId, owner, CancellationToken.None);
            var found = await FindTargetAsync(organizationId, owner);
            if (!found.TryGet(out var target, out var error))
            {
                return new TokenFailure(TokenFailureKind.Configuration, error.Message);
            }

            if (await JudgeAsync(row, wanted, target.ConfigurationHash, CancellationToken.None) is { } known)
            {
                return known;
            }

            if (target.Definition.Grant == OAuthGrant.AuthorizationCode && await WhyNotAsync(row, target) is { } refused)
            {
                return refused;
            }

            if (row is null)
            {
                await store.CreateAsync(target, CancellationToken.None);
                continue;
            }

            var lease = Guid.NewGuid();
            if (await store.TryLeaseAsync(row, lease, _options.LeaseDuration, target.Definition.Grant == OAuthGrant.AuthorizationCode, CancellationToken.None))
            {
                return await RenewAsync(row, target, lease);
            }

            if (time.GetTimestamp() > giveUp)
            {
                return new TokenFailure(TokenFailureKind.Transient, $"Another process has been renewing the access token of \"{target.Name}\" for too long.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30 + Random.Shared.Next(60)), time, CancellationToken.None);
        }
    }

    /// <summary>What keeps the provider from being asked for a person's next token: nothing to ask with, or settings that are others now.</summary>
    private async Task<TokenFailure?> WhyNotAsync(OAuthAuthorization? row, AuthorizationTarget target)
    {
        if (row is null || row.StatusFor(target.ConfigurationHash) == AuthorizationStatus.Pending)
        {
            if (row is not null && row.Status != AuthorizationStatus.Pending)
            {
                await ForgetAsync(row, target);
            }

            return new TokenFailure(TokenFailureKind.NotAuthorized, AuthorizationRules.NotAuthorized(target.Name, target.Place));
        }

        if (row.RefreshToken is not null)
        {
            return null;
        }

        var isOver = row.ExpiresAt <= StoredTime.Now(time);
        var words = RenewalWords.NothingToRenewWith(target.Name, target.Place, isOver);
        if (isOver && row.Status == AuthorizationStatus.Active)
        {
            await store.ChangeAsync(
                ChangeOf(target), r => r.Version == row.Version, r =>
                {
                    r.Expire(words, StoredTime.Now(time));
                    return ValueTask.FromResult<AuditAction?>(AuditAction.AuthorizationExpired);
                });
            LogExpired(target.Reference.OwnerId);
        }

        return new TokenFailure(TokenFailureKind.NotAuthorized, words);
    }

    private Task ForgetAsync(OAuthAuthorization row, AuthorizationTarget target) => store.ChangeAsync(
        ChangeOf(target), r => r.Version == row.Version, r =>
        {
            r.Forget();
            return ValueTask.FromResult<AuditAction?>(AuditAction.AuthorizationForgotten);
        });

    private async Task<TokenOutcome> RenewAsync(OAuthAuthorization row, AuthorizationTarget target, Guid lease)
    {
        var answer = await AskAsync(row, target);
        if (answer.Tokens is { } renewed)
        {
            return await StoreAsync(row, target, lease, renewed);
        }

        var failure = answer.Failure!;
        var (words, nextAttempt) = _words.OfFailure(row, target, failure);
        var saved = await store.ChangeAsync(ChangeOf(target), r => r.Version == row.Version || r.LeaseId == lease, r =>
        {
            r.Release(lease);
            var before = r.Status;
            if (r.TokenNumber != row.TokenNumber)
            {
                return ValueTask.FromResult<AuditAction?>(null);
            }

            var now = StoredTime.Now(time);
            if (failure.MayPass)
            {
                // As it was before this lease, or since now: a request that certainly did not arrive has used nothing up.
                var unanswered = failure.PerhapsCarriedOut ? row.RefreshStartedAt ?? r.RefreshStartedAt : row.RefreshStartedAt;
                r.Postpone(target.ConfigurationHash, words, nextAttempt!.Value, _options.Patience, unanswered, now);
            }
            else
            {
                r.Fail(target.ConfigurationHash, words, nextAttempt, now);
            }

            return ValueTask.FromResult(r.Status == AuthorizationStatus.Failing && before != AuthorizationStatus.Failing ? AuditAction.AuthorizationFailing : null);
        });
        if (saved?.Status == AuthorizationStatus.Failing)
        {
            LogFailing(target.Reference.OwnerId, words);
        }

        // Whatever came of asking for the next one, the token that is there may still do.
        return saved is { Status: AuthorizationStatus.Active } && saved.ExpiresAt > StoredTime.Now(time)
            ? await TokenOrFailureAsync(saved, CancellationToken.None)
            : RenewalWords.OfFailure(failure, words, nextAttempt - StoredTime.Now(time));
    }

    /// <summary>Asks the provider, a few times where that makes sense, within half of the lease.</summary>
    private async Task<ProviderAnswer> AskAsync(OAuthAuthorization row, AuthorizationTarget target)
    {
        using var deadline = new CancellationTokenSource(_options.LeaseDuration / 2, time);
        try
        {
            await tokens.PrepareAsync(row.OrganizationId, CancellationToken.None);
            var read = await reader.ReadAsync(target, CancellationToken.None);
            if (!read.TryGet(out var settings, out var error))
            {
                return new ProviderFailure(ProviderFailureKind.Refused, error.Message);
            }

            string? refreshToken = null;
            if (target.Definition.Grant == OAuthGrant.AuthorizationCode && (refreshToken = await tokens.RefreshTokenOfAsync(row, CancellationToken.None)) is null)
            {
                return new ProviderFailure(ProviderFailureKind.GrantRefused, RenewalWords.Undecryptable(target.Name));
            }

            for (var attempt = 1; ; attempt++)
            {
                var answer = refreshToken is null
                    ? await client.ClientCredentialsAsync(settings, deadline.Token)
                    : await client.RefreshAsync(settings, refreshToken, deadline.Token);

                // A refresh token that works once is not sent twice by itself where the first may have arrived: some providers revoke everything then.
                if (answer.Failure is not { Kind: ProviderFailureKind.Transient } failure || (failure.PerhapsCarriedOut && refreshToken is not null) || attempt == 3)
                {
                    return answer;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(250 * attempt * attempt), time, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new ProviderFailure(ProviderFailureKind.Transient, "The provider took too long.", PerhapsCarriedOut: true);
        }
        catch (Domain.Secrets.DataKeyUnavailableException unavailable)
        {
            return new ProviderFailure(ProviderFailureKind.Transient, unavailable.Message);
        }
    }

    private async Task<TokenOutcome> StoreAsync(OAuthAuthorization row, AuthorizationTarget target, Guid lease, TokenSet renewed)
    {
        var isClient = target.Definition.Grant == OAuthGrant.ClientCredentials;
        var isFirst = row.AuthorizedAt is null || row.StatusFor(target.ConfigurationHash) == AuthorizationStatus.Pending;
        // RFC 6749 §4.4.3: should not be there; the client's own credentials are what the next token is had with.
        renewed = isClient ? renewed with { RefreshToken = null } : renewed;
        var granted = isFirst || row.Scopes.Length == 0 ? await ScopesAsync(target) : row.Scopes;
        var saved = await store.ChangeAsync(ChangeOf(target), r => r.TokenNumber == row.TokenNumber, async r =>
        {
            var before = r.Status;
            var now = StoredTime.Now(time);
            var stored = await tokens.ProtectAsync(
                r, renewed, granted, isClient || renewed.RefreshToken is not null || r.RefreshToken is not null, now, CancellationToken.None);
            r.Release(lease);
            if (isFirst)
            {
                r.Authorize(stored, target.Name, target.ConfigurationHash, Actor.System.Name, now);
                return AuditAction.Authorized;
            }

            r.Renew(stored, now);
            return before == AuthorizationStatus.Active ? null : AuditAction.AuthorizationRecovered;
        });
        if (saved is null)
        {
            // Disconnected, authorized anew or with other settings meanwhile: these tokens are nobody's.
            return new TokenFailure(TokenFailureKind.Transient, $"The authorization of \"{target.Name}\" was changed while its access token was renewed.", TimeSpan.Zero);
        }

        LogRenewed(target.Reference.OwnerId, saved.TokenNumber);
        return await TokenOrFailureAsync(saved, CancellationToken.None);
    }

    private async Task<string> ScopesAsync(AuthorizationTarget target) =>
        (await reader.ReadAsync(target, CancellationToken.None)).TryGet(out var settings, out _) ? settings.Scopes : "";

    private async Task<Result<AuthorizationTarget>> FindTargetAsync(Guid organizationId, AuthorizationReference owner)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.System, organizationId);
        return await scope.ServiceProvider.GetRequiredService<AuthorizationTargets>().FindAsync(owner, CancellationToken.None);
    }

    private static AuthorizationChange ChangeOf(AuthorizationTarget target) => new(target.OrganizationId, target.Reference, Actor.System, Request);

    [LoggerMessage(LogLevel.Information, "The access token of {OwnerId} was renewed; it is number {Number}.")]
    private partial void LogRenewed(Guid ownerId, int number);

    [LoggerMessage(LogLevel.Warning, "The authorization of {OwnerId} is failing: {Words}")]
    private partial void LogFailing(Guid ownerId, string words);

    [LoggerMessage(LogLevel.Warning, "The authorization of {OwnerId} has expired.")]
    private partial void LogExpired(Guid ownerId);

    [LoggerMessage(LogLevel.Error, "Renewals of access tokens were under way when the process ended ({Reason}).")]
    private partial void LogNotDrained(string reason);

    /// <param name="RejectedToken">Any token but this one.</param>
    /// <param name="VersionBefore">Ask the provider even where the row says no, as long as the row is still this one; null where nobody pressed for it.</param>
    private sealed record Wanted(TokenQuery Query, int? RejectedToken, int? VersionBefore);
}
