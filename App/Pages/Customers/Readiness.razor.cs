using System.Globalization;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Connections;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Customers;

/// <summary>Customers against organization connections of the customer kind, a few columns at a time.</summary>
public sealed partial class Readiness : ListPage
{
    private static readonly ListShape s_shape = new() { Filters = ["state", "columns"] };
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Customers", ConsoleUrls.Customers)];
    private static readonly SelectOption<string>[] s_states =
    [
        .. new[] { CustomerConnectionState.Missing, CustomerConnectionState.Incomplete, CustomerConnectionState.Failing }
            .Select(s => new SelectOption<string>(Looks.ToFilter(s), ConnectionLooks.Words(s))),
    ];

    private ReadinessPage? _page;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    private int ColumnPage => int.TryParse(State.Filter("columns"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 100_000) : 1;

    private int FirstColumn => ((ColumnPage - 1) * ListReadinessLimits.Columns) + 1;

    private void GoToColumns(int number) => Go(State.WithFilter("columns", number <= 1 ? null : number.ToString(CultureInfo.InvariantCulture)));

    private async Task<TablePage<ReadinessRow>> LoadAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var state = Looks.FromFilter<CustomerConnectionState>(request.Filter("state"));
        if (state is not (CustomerConnectionState.Missing or CustomerConnectionState.Incomplete or CustomerConnectionState.Failing))
        {
            state = null;
        }

        var found = await Sender.SendAsync(new ListReadiness(request.ToPageRequest(), state, ColumnPage: ColumnPage), cancellationToken);
        if (!found.TryGet(out var page, out var error))
        {
            return error.ToTable<ReadinessRow>();
        }

        _page = page;
        StateHasChanged();
        return new TablePage<ReadinessRow>(page.Items, page.Total, page.TotalIsAtLeast);
    }
}
