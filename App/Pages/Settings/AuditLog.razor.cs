using System.Globalization;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit;
using ConnectionsConsole.Domain.Audit.Queries;
using ConnectionsConsole.Domain.OAuth;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings;

/// <summary>The audit log. Pages by keys: <c>b123</c> is before, <c>a123</c> after line 123.</summary>
public sealed partial class AuditLog : ListPage
{
    private const string OperatorFilter = "operator";
    private const string SystemFilter = "system";

    private static readonly ListShape s_shape = new() { Filters = ["actor", "action", "period"] };

    private static readonly SelectOption<string>[] s_actions = [.. AuditAction.Groups.Select(g => new SelectOption<string>(g, Capital(g)))];

    private static readonly SelectOption<string>[] s_periods =
        [new("1", "Last 24 hours"), new("7", "Last 7 days"), new("30", "Last 30 days"), new("90", "Last 90 days")];

    private IReadOnlyList<SelectOption<string>> _actors = [new(OperatorFilter, "Operator"), new(SystemFilter, "System")];

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        var actors = await Sender.SendAsync(new ListAuditActors());
        if (actors.IsSuccess)
        {
            _actors =
            [
                .. _actors,
                .. actors.Value.Items.Select(a => new SelectOption<string>(a.Id.ToString(), a.Kind == ActorKind.ApiToken ? $"{a.Name} (API token)" : a.Name)),
            ];
        }

        // A link may lead to somebody who is gone: the filter has to be seen, to be taken away.
        if (State.Filter("actor") is { } chosen && _actors.All(a => a.Value != chosen))
        {
            _actors = [.. _actors, new(chosen, "Somebody who was removed")];
        }
    }

    private async Task<TablePage<AuditRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var (before, after) = Parse(request.Cursor);
        var (kind, id) = Actor(request.Filter("actor"));
        var from = int.TryParse(request.Filter("period"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3_660
            ? Clock.GetUtcNow().UtcDateTime.AddDays(-days)
            : (DateTime?)null;
        var found = await Sender.SendAsync(new ListAuditEntries(request.PageSize, before, after, kind, id, Action(request.Filter("action")), from), cancellationToken);
        if (!found.TryGet(out var page, out var error))
        {
            return error.ToTable<AuditRow>();
        }

        return new TablePage<AuditRow>(
            page.Items, page.Total, page.TotalIsAtLeast,
            NextCursor: page.HasOlder && page.Items.Count > 0 ? Cursor('b', page.Items[^1]) : null,
            PreviousCursor: page.HasNewer && page.Items.Count > 0 ? Cursor('a', page.Items[0]) : null);
    }

    private static string Cursor(char direction, AuditRow row) => direction + row.Sequence.ToString(CultureInfo.InvariantCulture);

    private static (long? Before, long? After) Parse(string? cursor) =>
        cursor is { Length: > 1 } && long.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? cursor[0] switch { 'b' => (sequence, null), 'a' => (null, sequence), _ => (null, null) }
            : (null, null);

    private static (ActorKind? Kind, Guid? Id) Actor(string? filter) => filter switch
    {
        OperatorFilter => (ActorKind.Operator, null),
        SystemFilter => (ActorKind.System, null),
        _ => Guid.TryParse(filter, out var id) ? (null, id) : (null, null),
    };

    private static string? Action(string? filter) => filter is not null && AuditAction.Groups.Contains(filter) ? filter : null;

    private static string? ActorFilter(AuditRow row) => row.ActorKind switch
    {
        ActorKind.Operator => OperatorFilter,
        ActorKind.System => SystemFilter,
        _ => row.ActorId?.ToString(),
    };

    private static string? SubjectHref(AuditRow row) => row.Action == AuditAction.Deleted.Text ? null : row.SubjectKind switch
    {
        "customer" => ConsoleUrls.Customer(row.SubjectId),
        "integration" => ConsoleUrls.Integration(row.SubjectId),
        "instance" => ConsoleUrls.Instance(row.SubjectId),
        "organization connection" => ConsoleUrls.Connection(row.SubjectId),
        _ => null,
    };

    private static string Kind(string subjectKind) => subjectKind switch
    {
        "api token" => "API token",
        "membership" => "user",
        _ => subjectKind,
    };

    /// <summary>"tested, works" is told as "Tested connection Acme: works".</summary>
    private static string Act(AuditRow row)
    {
        var act = row.Action.Split(", ", 2)[0];
        return row switch
        {
            _ when act == AuditAction.PasswordReset.Text => "Reset the password of user",
            // Its name is that of what is authorized.
            { SubjectKind: OAuthAuthorization.SubjectKind } when act.StartsWith(OAuthAuthorization.SubjectKind, StringComparison.Ordinal) => $"{Capital(act)}:",
            { SubjectKind: OAuthAuthorization.SubjectKind } => Capital(act),
            _ => $"{Capital(act)} {Kind(row.SubjectKind)}",
        };
    }

    private static string? Outcome(AuditRow row) => row.Action.Split(", ", 2) is [_, var outcome] ? $": {outcome}" : null;

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Of a new thing everything is new: naming it all would hide the lines that matter.</summary>
    private static string Changed(AuditRow row) => row.Action == AuditAction.Changed.Text ? string.Join(", ", row.Changed.Select(Words)) : "";

    /// <summary>"externalId" reads "external id".</summary>
    private static string Words(string property) => string.Concat(property.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
