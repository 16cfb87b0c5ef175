using Bunit;
using Bunit.TestDoubles;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Tables;

public sealed class ListPageTests : ComponentTest
{
    private BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    [Fact]
    public void State_IsReadFromTheAddress_AndFollowsIt()
    {
        Navigation.NavigateTo("/runs?q=pika&page=2");
        var page = Render<RunsPage>();
        Assert.Equal("pika 1", page.Markup);

        Navigation.NavigateTo("/runs?q=eevee");

        page.WaitForAssertion(() => Assert.Equal("eevee 0", page.Markup));
    }

    [Fact]
    public void TheAddressOfAnotherPage_IsNotReadAsThisOnes()
    {
        Navigation.NavigateTo("/runs?q=pika");
        var page = Render<RunsPage>();

        Navigation.NavigateTo("/customers?q=acme");

        Assert.Equal("pika 0", page.Markup);
    }

    [Fact]
    public async Task Go_LeavesDefaultsOut_AndReplacesHistoryOnlyWhileTypingOn()
    {
        Navigation.NavigateTo("/runs");
        var page = Render<RunsPage>();

        await page.InvokeAsync(() => page.Instance.GoTo(new ListState().WithSearch("pi")));
        Assert.False(Navigation.History.First().Options.ReplaceHistoryEntry);
        await page.InvokeAsync(() => page.Instance.GoTo(new ListState().WithSearch("pik")));
        Assert.Equal("http://localhost/runs?q=pik", Navigation.Uri);
        Assert.True(Navigation.History.First().Options.ReplaceHistoryEntry);

        await page.InvokeAsync(() => page.Instance.GoTo(new ListState().WithSearch("pik").ToPage(2)));
        Assert.Equal("http://localhost/runs?q=pik&page=3", Navigation.Uri);
        Assert.False(Navigation.History.First().Options.ReplaceHistoryEntry);

        await page.InvokeAsync(() => page.Instance.GoTo(new ListState()));
        Assert.Equal("http://localhost/runs", Navigation.Uri);
    }

    private sealed class RunsPage : ListPage
    {
        protected override ListShape Shape { get; } = new() { SortKeys = ["name"] };

        public void GoTo(ListState state) => Go(state);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{State.Search} {State.PageIndex}");
    }
}
