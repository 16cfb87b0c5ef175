using System.Globalization;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Runs;

/// <summary>Runs, newest first, of everything or of one customer, integration or instance. Pages by keys: <c>b123</c> is before, <c>a123</c> after run 123.</summary>
public sealed partial class RunTable : ComponentBase
{
    private static readonly ListShape s_shape = new();

    [Parameter]
    public Guid? CustomerId { get; set; }

    [Parameter]
    public Guid? IntegrationId { get; set; }

    [Parameter]
    public Guid? InstanceId { get; set; }

    /// <summary>The page's state, where the address carries it; without one the table keeps its own.</summary>
    [Parameter]
    public ListState? State { get; set; }

    [Parameter]
    public EventCallback<ListState> StateChanged { get; set; }

    [Parameter]
    public ListShape? Shape { get; set; }

    [Parameter]
    public RenderFragment? Filters { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    private async Task<TablePage<RunRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var (before, after) = Parse(request.Cursor);
        var found = await Sender.SendAsync(
            new ListRuns(request.PageSize, before, after, Status(request.Filter("status")), InstanceId, IntegrationId, CustomerId), cancellationToken);
        if (!found.TryGet(out var page, out var error))
        {
            return error.ToTable<RunRow>();
        }

        return new TablePage<RunRow>(
            page.Items, page.Total, page.TotalIsAtLeast,
            NextCursor: page.HasOlder && page.Items.Count > 0 ? Cursor('b', page.Items[^1]) : null,
            PreviousCursor: page.HasNewer && page.Items.Count > 0 ? Cursor('a', page.Items[0]) : null);
    }

    private static string Cursor(char direction, RunRow row) => direction + row.Sequence.ToString(CultureInfo.InvariantCulture);

    private static (long? Before, long? After) Parse(string? cursor) =>
        cursor is { Length: > 1 } && long.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? cursor[0] switch { 'b' => (sequence, null), 'a' => (null, sequence), _ => (null, null) }
            : (null, null);

    private static RunStatus? Status(string? filter) => Enum.TryParse<RunStatus>(filter, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;
}
