using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Credentials.Queries;

/// <summary>Credentials by name. Sort keys: <c>name</c> (default), <c>method</c>, <c>changed</c>.</summary>
/// <param name="AuthorizationMethod">Only those of this method.</param>
[Requires(Permission.ViewCredentials)]
public sealed record ListCredentials(PageRequest Page, string? AuthorizationMethod = null) : IQuery<Page<CredentialRow>>;

/// <param name="Method">The method's label.</param>
/// <param name="Users">How many instances and test configurations are bound to it.</param>
public sealed record CredentialRow(Guid Id, string Name, string AuthorizationMethod, string Method, int Users, DateTime SetAt, string SetBy);

internal sealed class ListCredentialsValidator : AbstractValidator<ListCredentials>
{
    public ListCredentialsValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListCredentialsHandler(IConsoleDb db) : IRequestHandler<ListCredentials, Result<Page<CredentialRow>>>
{
    public async Task<Result<Page<CredentialRow>>> Handle(ListCredentials request, CancellationToken cancellationToken)
    {
        var credentials = db.Credentials.AsNoTracking();
        if (request.AuthorizationMethod is { } method)
        {
            credentials = credentials.Where(c => c.AuthorizationMethod == method);
        }

        if (!string.IsNullOrWhiteSpace(request.Page.Search))
        {
            var search = Text.Normalize(request.Page.Search);
            credentials = credentials.Where(c => c.NormalizedName.Contains(search));
        }

        var rows =
            from credential in credentials
            join values in db.ValueSets.AsNoTracking() on credential.Values.CurrentId equals (Guid?)values.Id
            select new { credential, values.CreatedAt, values.CreatedBy };
        rows = (request.Page.Sort, request.Page.Descending) switch
        {
            ("method", false) => rows.OrderBy(r => r.credential.AuthorizationMethod).ThenBy(r => r.credential.NormalizedName),
            ("method", true) => rows.OrderByDescending(r => r.credential.AuthorizationMethod).ThenByDescending(r => r.credential.NormalizedName),
            ("changed", false) => rows.OrderBy(r => r.CreatedAt).ThenBy(r => r.credential.NormalizedName),
            ("changed", true) => rows.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.credential.NormalizedName),
            (_, true) => rows.OrderByDescending(r => r.credential.NormalizedName),
            _ => rows.OrderBy(r => r.credential.NormalizedName),
        };
        var page = await rows
            .Select(r => new
            {
                r.credential.Id, r.credential.Name, r.credential.AuthorizationMethod, Users = db.BindingReferences.Count(b => b.CredentialId == r.credential.Id), r.CreatedAt, r.CreatedBy,
            })
            .ToPageAsync(request.Page, cancellationToken);
        return page.Select(r => new CredentialRow(
            r.Id, r.Name, r.AuthorizationMethod, AuthorizationMethods.Find(r.AuthorizationMethod)?.Label ?? r.AuthorizationMethod, r.Users, r.CreatedAt, r.CreatedBy));
    }
}

/// <summary>Who is bound to a credential, by name.</summary>
[Requires(Permission.ViewCredentials)]
public sealed record ListCredentialUsers(Guid Id, PageRequest Page) : IQuery<Page<Usage>>;

internal sealed class ListCredentialUsersValidator : AbstractValidator<ListCredentialUsers>
{
    public ListCredentialUsersValidator() => RuleFor(q => q.Page).SetValidator(new PageRequestValidator());
}

internal sealed class ListCredentialUsersHandler(IConsoleDb db, BindingUsage usage) : IRequestHandler<ListCredentialUsers, Result<Page<Usage>>>
{
    public async Task<Result<Page<Usage>>> Handle(ListCredentialUsers request, CancellationToken cancellationToken) =>
        await db.Credentials.AnyAsync(c => c.Id == request.Id, cancellationToken)
            ? await usage.ListAsync(usage.OfCredential(request.Id), request.Page, cancellationToken)
            : CredentialErrors.NotFound;
}
