using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Domain.Organizations.Commands;

/// <summary>Puts a person's new password into the organization's audit log; passwords belong to no organization, so nothing else would. Answers the membership's id.</summary>
[Requires(Permission.Operate)]
public sealed record RecordPasswordReset(Guid UserId) : ICommand<Guid>;

internal sealed class RecordPasswordResetHandler(IConsoleDb db) : IRequestHandler<RecordPasswordReset, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordPasswordReset request, CancellationToken cancellationToken)
    {
        var member = await db.Memberships.AsNoTracking().Where(m => m.UserId == request.UserId).Select(m => new { m.Id, m.Email }).SingleOrDefaultAsync(cancellationToken);
        if (member is null)
        {
            return OrganizationErrors.MemberNotFound;
        }

        db.RecordAct(AuditAction.PasswordReset, "membership", member.Id, member.Email);
        return await db.SaveAsync(cancellationToken) is { } error ? error : member.Id;
    }
}
