using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Access.ApiTokens.Commands;

/// <summary>Makes an API token. Its text is in the answer and nowhere else.</summary>
/// <param name="ExpiresAt">UTC; null for a token that does not expire.</param>
[Requires(Permission.ManageApiTokens)]
public sealed record CreateApiToken(string Name, Roles Roles, DateTime? ExpiresAt = null) : ICommand<NewApiToken>;

/// <param name="Text">To be shown once.</param>
public sealed record NewApiToken(Guid Id, string Text)
{
    /// <summary>Never the text: records end up in logs and test outputs.</summary>
    public override string ToString() => $"API token {Id}";
}

internal sealed class CreateApiTokenValidator : AbstractValidator<CreateApiToken>
{
    private const int LongestDays = 3_660;

    public CreateApiTokenValidator(TimeProvider time)
    {
        RuleFor(t => t.Name)
            .NotEmpty().WithMessage("Give the token a name that says which program uses it.")
            .MaximumLength(ApiToken.MaximumNameLength).WithMessage($"A name has at most {ApiToken.MaximumNameLength} characters.");
        RuleFor(t => t.Roles)
            .Must(r => r != Roles.None).WithMessage("Give at least one role.")
            .Must(RoleSets.IsKnown).WithMessage("Give roles that exist: admin, builder, support or viewer.");
        RuleFor(t => t.ExpiresAt)
            .Must(e => e is null || e > time.GetUtcNow().UtcDateTime).WithMessage("The expiry lies in the past.")
            .Must(e => e is null || e <= time.GetUtcNow().UtcDateTime.AddDays(LongestDays)).WithMessage("A token expires within ten years, or never.");
    }
}

internal sealed class CreateApiTokenHandler(IConsoleDb db, ActorContext context, TimeProvider time) : IRequestHandler<CreateApiToken, Result<NewApiToken>>
{
    public async Task<Result<NewApiToken>> Handle(CreateApiToken request, CancellationToken cancellationToken)
    {
        if (context.Actor.Kind == ActorKind.ApiToken)
        {
            return ApiTokenErrors.MadeByToken;
        }

        if (!context.Actor.MayGrant(request.Roles))
        {
            return AccessErrors.MoreThanOwn;
        }

        var text = ApiTokenText.Generate();
        var token = ApiToken.Create(context.OrganizationId, request.Name, request.Roles, text, request.ExpiresAt, context.Actor.Name, time.GetUtcNow().UtcDateTime);
        db.ApiTokens.Add(token);
        return await db.SaveAsync(cancellationToken) is { } error ? error : new NewApiToken(token.Id, text);
    }
}
