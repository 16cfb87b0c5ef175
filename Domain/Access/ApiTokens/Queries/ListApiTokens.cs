using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Access.ApiTokens.Queries;

/// <summary>API tokens, newest first. Sort keys: <c>created</c> (default, descending), <c>name</c>, <c>used</c>.</summary>
/// <param name="Status">Null for all, revoked and expired ones included.</param>
[Requires(Permission.ManageApiTokens)]
public sealed record ListApiTokens(PageRequest Page, ApiTokenStatus? Status = null) : IQuery<Page<ApiTokenRow>>;

/// <param name="Ending">The last characters of the text.</param>
public sealed record ApiTokenRow(
    Guid Id, string Name, Roles Roles, string Ending, ApiTokenStatus Status, DateTime CreatedAt, string CreatedBy, DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt);

internal sealed class ListApiTokensValidator : AbstractValidator<ListApiTokens>
{
    public ListApiTokensValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListApiTokensHandler(IConsoleDb db, TimeProvider time) : IRequestHandler<ListApiTokens, Result<Page<ApiTokenRow>>>
{
    public async Task<Result<Page<ApiTokenRow>>> Handle(ListApiTokens request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var tokens = Filter(db.ApiTokens.AsNoTracking(), request, now);
        tokens = (request.Page.Sort, request.Page.Descending) switch
        {
            ("name", false) => tokens.OrderBy(t => t.NormalizedName).ThenBy(t => t.Id),
            ("name", true) => tokens.OrderByDescending(t => t.NormalizedName).ThenByDescending(t => t.Id),
            ("used", false) => tokens.OrderBy(t => t.LastUsedAt).ThenBy(t => t.Id),
            ("used", true) => tokens.OrderByDescending(t => t.LastUsedAt).ThenByDescending(t => t.Id),
            ("created", false) => tokens.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id),
            _ => tokens.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id),
        };
        return await tokens
            .Select(t => new ApiTokenRow(
                t.Id, t.Name, t.Roles, t.Ending,
                t.RevokedAt != null ? ApiTokenStatus.Revoked : t.ExpiresAt != null && t.ExpiresAt <= now ? ApiTokenStatus.Expired : ApiTokenStatus.Active,
                t.CreatedAt, t.CreatedBy, t.ExpiresAt, t.RevokedAt, t.LastUsedAt))
            .ToPageAsync(request.Page, cancellationToken);
    }

    private static IQueryable<ApiToken> Filter(IQueryable<ApiToken> tokens, ListApiTokens request, DateTime now)
    {
        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            var exact = request.Page.Search.Trim();
            tokens = tokens.Where(t => t.NormalizedName.Contains(search) || t.Ending == exact);
        }

        return request.Status switch
        {
            ApiTokenStatus.Active => tokens.Where(t => t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now)),
            ApiTokenStatus.Expired => tokens.Where(t => t.RevokedAt == null && t.ExpiresAt != null && t.ExpiresAt <= now),
            ApiTokenStatus.Revoked => tokens.Where(t => t.RevokedAt != null),
            _ => tokens,
        };
    }
}
