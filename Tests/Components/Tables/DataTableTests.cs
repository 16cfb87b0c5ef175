using AngleSharp.Dom;
using Bunit;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.Tests.Components.Tables;

public sealed class DataTableTests : ComponentTest
{
    private readonly List<TableRequest> _requests = [];
    private Func<TableRequest, CancellationToken, Task<TablePage<Row>>> _answer = (_, _) => Task.FromResult(new TablePage<Row>([]));

    private sealed record Row(int Id, string Name);

    [Fact]
    public void Loading_ShowsASkeleton()
    {
        _answer = (_, _) => new TaskCompletionSource<TablePage<Row>>().Task;

        var table = Render();

        Assert.NotNull(table.Find(".skeleton [class=visually-hidden]"));
        Assert.Equal("true", table.Find(".table-frame").GetAttribute("aria-busy"));
        Assert.Empty(table.FindAll("table"));
    }

    [Fact]
    public void Empty_SaysSoAndOffersTheFirstStep()
    {
        var table = Render();

        Assert.Equal("No customers yet", table.Find("h2").TextContent);
        Assert.Equal("Add one", table.Find(".empty-action").TextContent);
        Assert.Equal("No customers yet", Announcement(table));
    }

    [Fact]
    public void NoMatch_OffersToClear_AndClearingShowsEverything()
    {
        _answer = (request, _) => Task.FromResult(request.Search.Length > 0 ? new TablePage<Row>([], 0) : Page(3, 3));
        var table = Render();
        Search(table, "zzz");
        table.WaitForAssertion(() => Assert.Equal("No customers match", table.Find("h2").TextContent));

        table.Find(".empty-action button").Click();

        table.WaitForAssertion(() => Assert.Equal(3, table.FindAll("tbody tr").Count));
        Assert.Equal("", table.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public void APageBeyondTheLast_IsNoMatch_NotEmpty()
    {
        _answer = (_, _) => Task.FromResult(new TablePage<Row>([], 3));

        var table = Render(state: new ListState { PageIndex = 40 });

        Assert.Equal("No customers match", table.Find("h2").TextContent);
    }

    [Fact]
    public void Failed_ShowsAReferenceAndNoDetails_AndRetryLoadsAgain()
    {
        _answer = (_, _) => throw new InvalidOperationException("secret detail");
        var table = Render();
        Assert.Equal("The customers could not be loaded", table.Find(".error-title").TextContent);
        Assert.DoesNotContain("secret detail", table.Markup, StringComparison.Ordinal);
        Assert.Matches("^[A-Z2-9]{8}$", table.Find("[data-copy]").GetAttribute("data-copy"));

        _answer = (_, _) => Task.FromResult(Page(2, 2));
        table.Find(".error button:not([data-copy])").Click();

        table.WaitForAssertion(() => Assert.Equal(2, table.FindAll("tbody tr").Count));
    }

    [Fact]
    public void AnExpectedFailure_IsShownInItsWords()
    {
        _answer = (_, _) => Task.FromResult(TablePage<Row>.Failed("You may not see customers."));

        Assert.Contains("You may not see customers.", Render().Find(".error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_HasARealLinkInItsFirstColumn_AndRowsKeepTheirKeys()
    {
        _answer = (_, _) => Task.FromResult(Page(25, 312));
        var table = Render();

        Assert.Equal("/customers/1", table.Find("tbody tr td a").GetAttribute("href"));
        Assert.Equal("Name", table.Find("tbody td").GetAttribute("data-label"));
        Assert.Equal("1–25 of 312 customers", Announcement(table));
        Assert.Contains("Page 1 of 13", table.Find(".pager").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void One_IsSpokenOfInTheSingular()
    {
        _answer = (_, _) => Task.FromResult(Page(1, 1));

        Assert.Equal("1 customer", Announcement(Render()));
    }

    [Fact]
    public void ATotalThatIsALowerBound_HasAPlus()
    {
        _answer = (_, _) => Task.FromResult(new TablePage<Row>(Page(25, 0).Items, 10_000, TotalIsAtLeast: true));
        var table = Render();

        Assert.Equal("1–25 of 10,000+ customers", Announcement(table));
        Assert.DoesNotContain(" of 400", table.Find(".pager").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_AsksForTheNextPage()
    {
        _answer = (_, _) => Task.FromResult(Page(25, 60));
        var table = Render();

        Button(table, "Next").Click();

        table.WaitForAssertion(() => Assert.Equal([0, 1], _requests.Select(request => request.PageIndex)));
        Assert.Equal("26–50 of 60 customers", Announcement(table));
    }

    [Fact]
    public void Previous_OnTheFirstPage_DoesNothing()
    {
        _answer = (_, _) => Task.FromResult(Page(25, 60));
        var table = Render();

        Assert.Equal("true", Button(table, "Previous").GetAttribute("aria-disabled"));
        Button(table, "Previous").Click();

        Assert.Single(_requests);
    }

    [Fact]
    public void Cursors_AreHandedBackUnread()
    {
        _answer = (request, _) => Task.FromResult(Page(25, null) with
        {
            NextCursor = request.Cursor is null ? "after-25" : null,
            PreviousCursor = request.Cursor is null ? null : "before-26",
        });
        var table = Render(paging: TablePaging.Cursor);

        Button(table, "Next").Click();
        table.WaitForAssertion(() => Assert.Equal([null, "after-25"], _requests.Select(request => request.Cursor)));
        Assert.Equal("true", Button(table, "Next").GetAttribute("aria-disabled"));
        Button(table, "Previous").Click();

        table.WaitForAssertion(() => Assert.Equal([null, "after-25", "before-26"], _requests.Select(request => request.Cursor)));
    }

    [Fact]
    public void Sorting_IsTheServersWork_AndSaidToAssistiveTechnology()
    {
        _answer = (_, _) => Task.FromResult(Page(3, 3));
        var table = Render();
        Assert.Null(table.Find("th").GetAttribute("aria-sort"));

        table.Find("th button").Click();
        table.WaitForAssertion(() => Assert.Equal("ascending", table.Find("th").GetAttribute("aria-sort")));
        table.Find("th button").Click();

        table.WaitForAssertion(() => Assert.Equal("descending", table.Find("th").GetAttribute("aria-sort")));
        Assert.Equal(("name", true), (_requests[^1].SortKey, _requests[^1].SortDescending));
    }

    [Fact]
    public void TheOrder_CanBeChosenWithoutHeadings_AmongTheColumnsOnly()
    {
        _answer = (_, _) => Task.FromResult(Page(3, 3));
        var table = Render();

        table.Find(".table-order").Change("secret_column");
        Assert.Single(_requests);
        table.Find(".table-order").Change("-name");

        table.WaitForAssertion(() => Assert.Equal(("name", true), (_requests[^1].SortKey, _requests[^1].SortDescending)));
        Assert.Equal(["Name, ascending", "Name, descending"], table.FindAll(".table-order option").Select(option => option.TextContent));
    }

    [Fact]
    public async Task Typing_IsActedUponOnceItRests()
    {
        _answer = (_, _) => Task.FromResult(Page(3, 3));
        var table = Render();
        table.WaitForElements("tbody tr");

        foreach (var typed in new[] { "a", "ac", "acm" })
        {
            // Found and used in one go: what is typed is bound, so each letter renders the input anew.
            await table.InvokeAsync(() => table.Find("input[type=search]").Input(typed));
        }

        Assert.Single(_requests);
        LetRest();

        table.WaitForAssertion(() => Assert.Equal(["", "acm"], _requests.Select(request => request.Search)));
    }

    [Fact]
    public async Task ALateAnswer_DoesNotOverwriteANewerOne()
    {
        var first = new TaskCompletionSource<TablePage<Row>>();
        _answer = (request, _) => request.Search.Length == 0 ? first.Task : Task.FromResult(new TablePage<Row>([new Row(9, "newer")], 1));
        var table = Render();
        Search(table, "newer");
        table.WaitForAssertion(() => Assert.Contains("newer", table.Find("tbody").TextContent, StringComparison.Ordinal));

        await table.InvokeAsync(() => first.SetResult(new TablePage<Row>([new Row(1, "former")], 1)));

        Assert.Contains("newer", table.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("former", table.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void AStateThatThePageOwns_IsAskedForAndNotTaken()
    {
        var asked = new List<ListState>();
        _answer = (_, _) => Task.FromResult(Page(3, 3));
        var table = Render(state: new ListState(), onState: asked.Add);

        table.Find("th button").Click();

        Assert.Equal([new ListState { SortKey = "name" }], asked);
        Assert.Single(_requests);
    }

    /// <summary>The address follows a search by a round trip; by then more was typed.</summary>
    [Fact]
    public void AnAddressThatFollowsLate_LeavesWhatWasTypedSince_AndOneFromElsewhereIsTakenOver()
    {
        var asked = new List<ListState>();
        _answer = (_, _) => Task.FromResult(Page(3, 3));
        var table = Render(state: new ListState(), onState: asked.Add);
        Search(table, "smi");
        table.WaitForAssertion(() => Assert.Equal(["smi"], asked.Select(state => state.Search)));
        Search(table, "smith");
        table.WaitForAssertion(() => Assert.Equal(["smi", "smith"], asked.Select(state => state.Search)));

        Follow("smi");
        Assert.Equal("smith", Typed());
        Follow("smith");
        Assert.Equal("smith", Typed());
        // Back, to what was searched for here before.
        Follow("smi");
        Assert.Equal("smi", Typed());
        Follow("ftl");
        Assert.Equal("ftl", Typed());

        string? Typed() => table.Find("input[type=search]").GetAttribute("value");
        void Follow(string search) => table.Render(parameters => parameters.Add(t => t.State, new ListState { Search = search }));
    }

    private static TablePage<Row> Page(int count, long? total) =>
        new([.. Enumerable.Range(1, count).Select(number => new Row(number, $"Customer {number}"))], total);

    private static string Announcement(IRenderedComponent<IComponent> table) => table.Find("p[role=status]").TextContent;

    private static IElement Button(IRenderedComponent<IComponent> table, string text) => table.FindAll(".pager button").Single(button => button.TextContent.Trim() == text);

    private void Search(IRenderedComponent<IComponent> table, string text)
    {
        // In one go: rows that come in between render the input anew.
        table.InvokeAsync(() => table.Find("input[type=search]").Input(text)).GetAwaiter().GetResult();
        LetRest();
    }

    private IRenderedComponent<DataTable<Row>> Render(TablePaging paging = TablePaging.Numbered, ListState? state = null, Action<ListState>? onState = null) =>
        Render<DataTable<Row>>(parameters =>
        {
            parameters
                .Add(table => table.Load, (request, token) =>
                {
                    _requests.Add(request);
                    return _answer(request, token);
                })
                .Add(table => table.RowKey, row => row.Id)
                .Add(table => table.RowHref, row => $"/customers/{row.Id}")
                .Add(table => table.Plural, "customers")
                .Add(table => table.Paging, paging)
                .Add(table => table.Shape, new ListShape { SortKeys = [] })
                .Add(table => table.EmptyAction, "Add one")
                .Add(table => table.Columns, Columns);
            if (state is not null)
                parameters.Add(table => table.State, state).Add(table => table.StateChanged, changed => onState?.Invoke(changed));
        });

    private static readonly RenderFragment Columns = builder =>
    {
        builder.OpenComponent<TableColumn<Row>>(0);
        builder.AddComponentParameter(1, nameof(TableColumn<Row>.Title), "Name");
        builder.AddComponentParameter(2, nameof(TableColumn<Row>.SortKey), "name");
        builder.AddComponentParameter(3, nameof(TableColumn<Row>.ChildContent), (RenderFragment<Row>)(row => content => content.AddContent(0, row.Name)));
        builder.CloseComponent();
        builder.OpenComponent<TableColumn<Row>>(4);
        builder.AddComponentParameter(5, nameof(TableColumn<Row>.Title), "Number");
        builder.AddComponentParameter(6, nameof(TableColumn<Row>.ChildContent), (RenderFragment<Row>)(row => content => content.AddContent(0, row.Id)));
        builder.CloseComponent();
    };
}
