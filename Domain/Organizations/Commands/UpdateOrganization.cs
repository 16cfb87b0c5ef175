using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Organizations.Commands;

/// <summary>Changes what Settings > General holds; answers the organization's id.</summary>
/// <param name="TimeZone">IANA name, for example <c>Europe/Berlin</c>.</param>
/// <param name="TestFallbackAllowed">May a test run use a global connection's production values where no test connection was set?</param>
/// <param name="RunRetentionDays">How long finished runs are kept.</param>
/// <param name="Revision">The state that the editor saw; null to overwrite whatever is there.</param>
[Requires(Permission.ManageOrganization)]
public sealed record UpdateOrganization(string Name, string TimeZone, bool TestFallbackAllowed, int RunRetentionDays, Guid? Revision = null) : ICommand<Guid>;

internal sealed class UpdateOrganizationValidator : AbstractValidator<UpdateOrganization>
{
    public UpdateOrganizationValidator()
    {
        RuleFor(o => o.Name)
            .NotEmpty().WithMessage("Give the organization a name.")
            .MaximumLength(Organization.MaximumNameLength).WithMessage($"A name has at most {Organization.MaximumNameLength} characters.");
        RuleFor(o => o.TimeZone).Must(TimeZones.IsKnown).WithMessage("This is no time zone. Use a name such as Europe/Berlin, or UTC.");
        RuleFor(o => o.RunRetentionDays).InclusiveBetween(Organization.ShortestRetentionDays, Organization.LongestRetentionDays)
            .WithMessage($"Runs are kept for {Organization.ShortestRetentionDays} to {Organization.LongestRetentionDays:N0} days.");
    }
}

internal sealed class UpdateOrganizationHandler(IConsoleDb db) : IRequestHandler<UpdateOrganization, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(UpdateOrganization request, CancellationToken cancellationToken)
    {
        if (await db.Organizations.SingleOrDefaultAsync(cancellationToken) is not { } organization)
        {
            return OrganizationErrors.NotFound;
        }

        if (organization.CheckRevision(request.Revision) is { } stale)
        {
            return stale;
        }

        organization.Rename(request.Name);
        organization.UseTimeZone(request.TimeZone);
        organization.AllowTestFallback(request.TestFallbackAllowed);
        organization.KeepRunsFor(request.RunRetentionDays);
        return await db.SaveAsync(cancellationToken) is { } error ? error : organization.Id;
    }
}
