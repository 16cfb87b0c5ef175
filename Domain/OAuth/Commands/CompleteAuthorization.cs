using System.Text;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.OAuth.Commands;

/// <summary>Finishes an authorization with what the provider sent the browser back with (RFC 6749 §4.1.2); answers where the person goes on.</summary>
/// <param name="Error">The provider's error code (§4.1.2.1); null for none.</param>
/// <param name="Issuer">The parameter <c>iss</c> (RFC 9207); null where the provider sends none.</param>
[Requires(Permission.AuthorizeConnections)]
public sealed record CompleteAuthorization(
    string? State, string? Code, string Session, string? Error = null, string? ErrorDescription = null, string? Issuer = null) : ICommand<CompletedAuthorization>
{
    /// <summary>Keeps state and code out of logs.</summary>
    public override string ToString() => nameof(CompleteAuthorization);
}

/// <param name="ReturnUrl">A path of this site; null where the attempt is not known.</param>
/// <param name="Problem">Why it was not finished; null when it was.</param>
public sealed record CompletedAuthorization(string? ReturnUrl, Error? Problem);

internal sealed class CompleteAuthorizationValidator : AbstractValidator<CompleteAuthorization>
{
    public CompleteAuthorizationValidator()
    {
        RuleFor(c => c.Session).NotEmpty().MaximumLength(200).WithMessage("Sign in again, then press Authorize again.");
        RuleFor(c => c.State).MaximumLength(OAuthLimits.State).WithMessage(OAuthErrors.UnknownState.Message);
        RuleFor(c => c.Code).MaximumLength(OAuthLimits.Code).WithMessage($"The provider's authorization code is longer than the {OAuthLimits.Code:N0} characters that are taken.");
        RuleFor(c => c.Issuer).MaximumLength(OAuthLimits.Address).WithMessage(OAuthErrors.WrongIssuer.Message);
    }
}

internal sealed class CompleteAuthorizationHandler(
    IConsoleDb db, ActorContext context, AuthorizationTargets targets, OAuthSettingsReader reader, IAuthorizations authorizations, ISecretProtector protector, TimeProvider time)
    : IRequestHandler<CompleteAuthorization, Result<CompletedAuthorization>>
{
    public async Task<Result<CompletedAuthorization>> Handle(CompleteAuthorization request, CancellationToken cancellationToken)
    {
        var hash = AuthorizationAttempt.HashOf(request.State ?? "");
        if (await db.AuthorizationAttempts.SingleOrDefaultAsync(a => a.StateHash == hash, cancellationToken) is not { } attempt)
        {
            return OAuthErrors.UnknownState;
        }

        if (!attempt.IsOf(context.Actor.Id, request.Session))
        {
            return OAuthErrors.StateOfSomebodyElse;
        }

        if (await UseAsync(attempt, cancellationToken) is { } problem)
        {
            return new CompletedAuthorization(attempt.ReturnUrl, problem);
        }

        return new CompletedAuthorization(attempt.ReturnUrl, await FinishAsync(request, attempt, cancellationToken));
    }

    /// <summary>Saved before the provider is asked anything: whatever comes of it, the state is used up.</summary>
    private async Task<Error?> UseAsync(AuthorizationAttempt attempt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (attempt.UsedAt is not null)
        {
            return OAuthErrors.StateUsed;
        }

        if (attempt.ExpiresAt <= now)
        {
            return OAuthErrors.StateExpired;
        }

        attempt.Use(now);
        return await db.SaveAsync(cancellationToken) is null ? null : OAuthErrors.StateUsed;
    }

    private async Task<Error?> FinishAsync(CompleteAuthorization request, AuthorizationAttempt attempt, CancellationToken cancellationToken)
    {
        if (AuthorizationOwner.CheckMayManage(context.Actor, attempt.OwnerKind) is { } forbidden)
        {
            return forbidden;
        }

        var found = await targets.FindAsync(new AuthorizationReference(attempt.OwnerKind, attempt.OwnerId), cancellationToken);
        if (!found.TryGet(out var target, out var error))
        {
            return error;
        }

        if (request.Error is { Length: > 0 })
        {
            db.RecordAct(AuditAction.AuthorizationRefused, OAuthAuthorization.SubjectKind, target.Reference.OwnerId, target.Name);
            return await db.SaveAsync(cancellationToken) ?? OAuthErrors.Refused(ProviderText.Describe(request.Error, request.ErrorDescription));
        }

        var read = await reader.ReadAsync(target, cancellationToken);
        if (!read.TryGet(out var settings, out error))
        {
            return error;
        }

        // RFC 9207 §2.4: simple string comparison; a provider that is known to send it must send it.
        if (settings.Issuer is { } issuer && !string.Equals(issuer, request.Issuer, StringComparison.Ordinal))
        {
            return OAuthErrors.WrongIssuer;
        }

        if (request.Code is not { Length: > 0 } code)
        {
            return OAuthErrors.NoCode;
        }

        if (target.ConfigurationHash != attempt.ConfigurationHash)
        {
            return OAuthErrors.SettingsChanged;
        }

        var verifier = await protector.UnprotectAsync(AuthorizationBinding.CodeVerifier(context.OrganizationId, attempt.Id), attempt.CodeVerifier, cancellationToken);
        if (!verifier.TryGetPlaintext(out var plaintext))
        {
            return OAuthErrors.UnknownState;
        }

        var answer = new CodeAnswer(code, Encoding.ASCII.GetString(plaintext), attempt.RedirectUri);
        return (await authorizations.ExchangeAsync(target, settings, answer, context.Actor, cancellationToken)).Error;
    }
}

/// <summary>What a provider says, made fit for a message: one line, limited in length, without control characters.</summary>
public static class ProviderText
{
    private const int LongestCode = 100;
    private const int LongestDescription = 400;

    /// <summary>"access_denied: The person said no."</summary>
    public static string Describe(string code, string? description) =>
        string.IsNullOrWhiteSpace(description) ? Clean(code, LongestCode) : $"{Clean(code, LongestCode)}: {Clean(description, LongestDescription)}";

    public static string Clean(string text, int length)
    {
        var line = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= length)
            {
                return line.Append("...").ToString();
            }

            var isText = !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format;
            if (isText)
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
