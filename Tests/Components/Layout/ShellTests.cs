using Bunit;
using Bunit.TestDoubles;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Layout;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Layout;

public sealed class ShellTests : ComponentTest
{
    private static readonly SearchHit[] s_hits =
    [
        new("Customer", "Kanto Labs", "kanto-001", "/customers/1", IconName.Customers),
        new("Run", "0198f6a2", null, "/runs/1", IconName.Run),
    ];

    public ShellTests()
    {
        Services.AddSingleton<AntiforgeryStateProvider>(new FakeAntiforgery());
    }

    private BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    [Fact]
    public void Layout_HasTheLandmarksAndASkipLink()
    {
        var layout = RenderLayout();

        Assert.Equal("#main", layout.Find(".skip-link").GetAttribute("href"));
        Assert.Equal("-1", layout.Find("main#main").GetAttribute("tabindex"));
        Assert.NotNull(layout.Find("nav[aria-label=Main]"));
        Assert.Equal("Navigation", layout.Find("[popovertarget=navigation]").GetAttribute("aria-label"));
        Assert.Contains("the page", layout.Find("main").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Navigation_ShowsWhatThePersonMayOpen_AndWhereHeIs()
    {
        Shell.Info = Shell.Info with { Navigation = [ConsoleNavigation.Customers, ConsoleNavigation.Runs] };
        Navigation.NavigateTo("/runs/5?step=a");

        var layout = RenderLayout();

        Assert.Equal(["Customers", "Runs"], layout.FindAll(".nav li").Select(item => item.TextContent.Trim()));
        Assert.Equal("Runs", layout.Find("[aria-current=page]").TextContent.Trim());
    }

    [Fact]
    public void TheOrganizationsName_OpensSettings()
    {
        var link = RenderLayout().Find(".organization a");

        Assert.Equal("/settings", link.GetAttribute("href"));
        Assert.Contains("Acme SaaS", link.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void TheOrganizationsName_WithoutAnySettings_IsPlainText()
    {
        Shell.Info = Shell.Info with { Settings = [] };

        Assert.Empty(RenderLayout().FindAll(".organization a"));
    }

    [Fact]
    public void SigningOut_IsAFormWithAnAntiforgeryToken()
    {
        var layout = RenderLayout();

        Assert.Equal(("post", "/account/sign-out"), (layout.Find("form").GetAttribute("method"), layout.Find("form").GetAttribute("action")));
        Assert.Equal("token", layout.Find("form input[type=hidden]").GetAttribute("value"));
        Assert.Contains("Ada Lovelace", layout.Find(".user-button").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void AFailingPage_LeavesTheShellStanding_AndShowsAReferenceOnly()
    {
        var layout = RenderLayout(builder => builder.AddContent(0, new RenderFragment(_ => throw new InvalidOperationException("secret detail"))));

        Assert.Equal("Something went wrong", layout.Find("h1").TextContent);
        Assert.DoesNotContain("secret detail", layout.Markup, StringComparison.Ordinal);
        Assert.NotNull(layout.Find("nav[aria-label=Main]"));
    }

    [Fact]
    public void Settings_ListsItsPages_AndWhichIsOpen()
    {
        Navigation.NavigateTo("/settings/connections");
        var info = Shell.Info with { Settings = [ConsoleNavigation.General, ConsoleNavigation.Connections] };

        var settings = Render<CascadingValue<ShellInfo>>(parameters => parameters
            .Add(value => value.Value, info).AddChildContent<SettingsLayout>(layout => layout.Add(component => component.Body, "<p>page</p>")));

        Assert.Equal(["General", "Connections"], settings.FindAll("nav a").Select(link => link.TextContent));
        Assert.Equal("Connections", settings.Find("[aria-current=page]").TextContent);
    }

    [Fact]
    public void Theme_IsRememberedByTheBrowser()
    {
        var themes = Render<ThemeSwitch>();

        themes.FindAll("input")[1].Change("Dark");

        Assert.Equal("dark", Script.VerifyInvoke("setTheme").Arguments[0]);
        Assert.True(themes.FindAll("input")[1].HasAttribute("checked"));
        Assert.Equal(["Light theme", "Dark theme", "Theme of the system"], themes.FindAll("label").Select(label => label.TextContent.Trim()));
    }

    [Fact]
    public async Task Theme_ChosenWhileThePagesOwnIsAsked_IsKept()
    {
        var asked = Script.Setup<string>("theme");
        var themes = Render<ThemeSwitch>();
        var loading = Services.GetRequiredService<ThemeState>().LoadAsync();

        await themes.FindAll("input")[1].ChangeAsync("Dark");
        asked.SetResult("light");
        await loading;

        Assert.Equal(ThemePreference.Dark, Services.GetRequiredService<ThemeState>().Preference);
        Assert.True(themes.FindAll("input")[1].HasAttribute("checked"));
    }

    [Theory]
    [InlineData("light", ThemePreference.Light)]
    [InlineData("dark", ThemePreference.Dark)]
    [InlineData("system", ThemePreference.System)]
    [InlineData("\"><script>", ThemePreference.System)]
    [InlineData(null, ThemePreference.System)]
    public void ThemeCookies_OfUnknownWords_MeanTheSystems(string? cookie, ThemePreference expected) => Assert.Equal(expected, ThemeState.Parse(cookie));

    [Fact]
    public void Search_ShowsHits_AndArrowKeysAndEnterOpenOne()
    {
        Shell.Find = _ => Task.FromResult<IReadOnlyList<SearchHit>>(s_hits);
        var search = RenderSearch("kan");
        search.WaitForAssertion(() => Assert.Equal(2, search.FindAll("[role=option]").Count));
        var input = search.Find("input");
        Assert.Equal("2 results", search.Find("p[role=status]").TextContent);

        input.KeyDown("ArrowDown");
        input.KeyDown("ArrowDown");
        Assert.Equal(search.FindAll("[role=option]")[1].Id, input.GetAttribute("aria-activedescendant"));
        input.KeyDown("Enter");

        Assert.Equal("http://localhost/runs/1", Navigation.Uri);
        Assert.Equal("false", search.Find("input").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Search_WithNothingFound_SaysSo()
    {
        var search = RenderSearch("zzz");

        search.WaitForAssertion(() => Assert.Equal("Nothing found for “zzz”.", search.Find("p[role=status]").TextContent));
    }

    [Fact]
    public void Search_ThatFails_SaysSo_AndShowsNoDetails()
    {
        Shell.Find = _ => throw new InvalidOperationException("secret detail");
        var search = RenderSearch("kan");

        search.WaitForAssertion(() => Assert.Equal("The search failed. Type again to retry.", search.Find("p[role=status]").TextContent));
        Assert.DoesNotContain("secret detail", search.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_OfOneLetter_AsksNobody()
    {
        RenderSearch("k");

        Assert.Empty(Shell.Searched);
    }

    [Fact]
    public void Escape_ClosesTheResults()
    {
        Shell.Find = _ => Task.FromResult<IReadOnlyList<SearchHit>>(s_hits);
        var search = RenderSearch("kan");
        search.WaitForAssertion(() => Assert.Equal("true", search.Find("input").GetAttribute("aria-expanded")));

        search.Find("input").KeyDown("Escape");

        Assert.Equal("false", search.Find("input").GetAttribute("aria-expanded"));
    }

    private IRenderedComponent<MainLayout> RenderLayout(RenderFragment? body = null) =>
        Render<MainLayout>(parameters => parameters.Add(layout => layout.Body, body ?? (builder => builder.AddContent(0, "the page"))));

    private IRenderedComponent<SearchBox> RenderSearch(string text)
    {
        var search = Render<SearchBox>(parameters => parameters.Add(box => box.Search, Shell.SearchAsync));
        search.Find("input").Input(text);
        LetRest();
        return search;
    }

    private sealed class FakeAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
