using ConnectionsConsole.App.Components.Tables;

namespace ConnectionsConsole.Tests.Components.Tables;

public sealed class ListStateTests
{
    private static readonly ListShape s_shape = new() { SortKeys = ["-started", "name"], Filters = ["status", "customer"], Tabs = ["overview", "runs"] };

    [Fact]
    public void ToQuery_WithDefaultsOnly_IsEmpty()
    {
        var state = new ListState { SortKey = "started", SortDescending = true, Tab = "overview" };

        Assert.Equal("", state.ToQuery(s_shape));
    }

    [Fact]
    public void ToQuery_WithEverything_IsReadBackTheSame()
    {
        var state = new ListState { Search = "a&b = ü", SortKey = "name", SortDescending = true, PageIndex = 3, Tab = "runs" }
            .WithFilter("status", "failed");
        state = state with { PageIndex = 3 };

        var query = state.ToQuery(s_shape);

        Assert.Equal("?tab=runs&q=a%26b%20%3D%20%C3%BC&status=failed&sort=-name&page=4", query);
        Assert.Equal(state, ListState.Parse("https://console.example/runs" + query, s_shape));
    }

    [Fact]
    public void ToQuery_WithCursor_IsReadBackTheSame()
    {
        var state = new ListState().ToCursor("eyJ+/=");

        Assert.Equal(state, ListState.Parse("/runs" + state.ToQuery(s_shape), s_shape));
    }

    [Theory]
    [InlineData("?sort=unknown")]
    [InlineData("?sort=-")]
    [InlineData("?page=0")]
    [InlineData("?page=-4")]
    [InlineData("?page=abc")]
    [InlineData("?page=99999999999")]
    [InlineData("?tab=nowhere")]
    [InlineData("?foreign=1&q=")]
    [InlineData("?sort=-started&tab=overview&page=1")]
    [InlineData("")]
    public void Parse_WithUnknownMalformedOrDefault_IsTheDefault(string query) =>
        Assert.Equal(new ListState(), ListState.Parse("/runs" + query, s_shape));

    [Fact]
    public void Parse_WithOverlongValues_IgnoresThem()
    {
        var query = $"?q={new string('x', 201)}&at={new string('x', 501)}&status={new string('x', 201)}";

        Assert.Equal(new ListState(), ListState.Parse("/runs" + query, s_shape));
    }

    [Fact]
    public void WithSort_ByTheDefaultKey_TurnsTheDefaultOrderAround()
    {
        var state = new ListState().WithSort("started", s_shape);

        Assert.Equal(("started", false), state.Order(s_shape));
        Assert.Equal(("started", true), state.WithSort("started", s_shape).Order(s_shape));
    }

    [Fact]
    public void WithSort_ByAnotherKey_StartsAscending() =>
        Assert.Equal(("name", false), new ListState().WithSort("name", s_shape).Order(s_shape));

    [Fact]
    public void Changes_OfWhatIsListed_StartAtTheFirstPage()
    {
        var state = new ListState { PageIndex = 5, Cursor = "here" };

        Assert.All(
            [state.WithSearch("x"), state.WithFilter("status", "failed"), state.WithSort("name", s_shape), state.WithoutFilters()],
            changed => Assert.Equal((0, null), (changed.PageIndex, changed.Cursor)));
    }

    [Fact]
    public void WithFilter_ToNothing_TakesItAway()
    {
        var state = new ListState().WithFilter("status", "failed");

        Assert.True(state.IsNarrowed);
        Assert.False(state.WithFilter("status", "").IsNarrowed);
        Assert.Equal(new ListState(), state.WithFilter("status", null));
    }

    [Fact]
    public void WithTab_DropsTheStateOfTheOtherTab() =>
        Assert.Equal("?tab=runs", new ListState { Search = "x", PageIndex = 2 }.WithTab("runs").ToQuery(s_shape));

    [Fact]
    public void IsRefinedBy_IsTrueForTypingOnOnly()
    {
        var state = new ListState { Search = "p", PageIndex = 2 };

        Assert.True(state.IsRefinedBy(state.WithSearch("po")));
        Assert.False(new ListState().IsRefinedBy(state.WithSearch("p")));
        Assert.False(state.IsRefinedBy(state.WithSearch("")));
        Assert.False(state.IsRefinedBy(state.WithFilter("status", "failed")));
        Assert.False(state.IsRefinedBy(state.ToPage(3)));
        Assert.False(state.IsRefinedBy(state));
    }

    [Fact]
    public void WithSearch_OfTooMuch_IsCut() => Assert.Equal(ListState.MaxSearchLength, new ListState().WithSearch(new string('x', 5000)).Search.Length);
}
