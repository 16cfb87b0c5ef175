using Bunit;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConnectionsConsole.Tests.Components;

public sealed class DisplayTests : ComponentTest
{
    [Fact]
    public void EveryStatus_HasWordsAndASymbol_AndNoTwoLookTheSame()
    {
        var looks = Enum.GetValues<StatusLook>();

        Assert.All(looks, look =>
        {
            var badge = Render<StatusBadge>(parameters => parameters.Add(status => status.Look, look));
            Assert.NotEmpty(badge.Find(".badge").TextContent.Trim());
            Assert.NotEmpty(badge.Find("svg path").GetAttribute("d")!);
        });
        Assert.Equal(looks.Length, looks.Select(look => StatusBadge.Of(look).Text).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void EveryIcon_IsDrawn() => Assert.All(Enum.GetValues<IconName>(), name =>
        Assert.StartsWith("M", Render<Icon>(parameters => parameters.Add(icon => icon.Name, name)).Find("path").GetAttribute("d"), StringComparison.Ordinal));

    [Fact]
    public async Task ActionButton_WhileItRuns_IsBusyAndCannotBePressedAgain()
    {
        var running = new TaskCompletionSource();
        var presses = 0;
        var button = Render<ActionButton>(parameters => parameters
            .Add(action => action.OnClick, EventCallback.Factory.Create(this, () =>
            {
                presses++;
                return running.Task;
            }))
            .Add(action => action.RunningText, "Saving…")
            .AddChildContent("Save"));

        button.Find("button").Click();
        button.Find("button").Click();

        Assert.Equal(1, presses);
        Assert.Equal(("true", "true"), (button.Find("button").GetAttribute("aria-busy"), button.Find("button").GetAttribute("aria-disabled")));
        Assert.False(button.Find("button").HasAttribute("disabled"));
        Assert.Equal("Saving…", button.Find("button").TextContent.Trim());
        await button.InvokeAsync(running.SetResult);
        button.WaitForAssertion(() => Assert.Equal("Save", button.Find("button").TextContent.Trim()));
        Assert.False(button.Find("button").HasAttribute("aria-busy"));
    }

    [Fact]
    public void ActionButton_Disabled_DoesNothing()
    {
        var presses = 0;
        var button = Render<ActionButton>(parameters => parameters.Add(action => action.OnClick, () => presses++).Add(action => action.Disabled, true).AddChildContent("Save"));

        button.Find("button").Click();

        Assert.Equal(0, presses);
    }

    [Fact]
    public void ActionButton_WithItsTextHidden_StillHasAName()
    {
        var button = Render<ActionButton>(parameters => parameters.Add(action => action.Icon, IconName.Trash).Add(action => action.HideText, true).AddChildContent("Delete Acme"));

        Assert.Equal("Delete Acme", button.Find("button .visually-hidden").TextContent.Trim());
    }

    [Fact]
    public void CopyButton_SaysWhatItCopies()
    {
        var button = Render<CopyButton>(parameters => parameters.Add(copy => copy.Value, "0198").Add(copy => copy.Name, "Run id").AddChildContent("0198")).Find("button");

        Assert.Equal("Copy run id 0198", button.GetAttribute("aria-label"));
        Assert.Equal("0198", button.GetAttribute("data-copy"));
    }

    [Fact]
    public void PageLayout_HasOneHeadingAndSetsTheDocumentsTitle()
    {
        var head = Render<Microsoft.AspNetCore.Components.Web.HeadOutlet>();
        var page = Render<PageLayout>(parameters => parameters
            .Add(layout => layout.Title, "Customers").Add(layout => layout.Toolbar, "<button>New</button>").Add(layout => layout.Footer, "<p>Foot</p>")
            .Add(layout => layout.Breadcrumbs, [new Breadcrumb("Home", "/")]).AddChildContent("<p>Body</p>"));

        Assert.Equal("Customers", Assert.Single(page.FindAll("h1")).TextContent);
        Assert.NotNull(page.Find("header .page-toolbar button"));
        Assert.NotNull(page.Find("footer p"));
        Assert.Equal("/", page.Find("nav[aria-label=Breadcrumb] a").GetAttribute("href"));
        Assert.Equal("Customers · Connections", head.Find("title").TextContent);
    }

    [Theory]
    [InlineData(null, "Steps", "first")]
    [InlineData("log", "Log3", "second")]
    [InlineData("unknown", "Steps", "first")]
    public void Tabs_FollowTheAddress_AndRenderOnlyTheOpenOne(string? current, string selected, string content)
    {
        var tabs = Render<Tabs>(parameters => parameters
            .Add(component => component.Label, "Run").Add(component => component.Current, current).Add(component => component.Href, key => "/runs/1?tab=" + key)
            .AddChildContent<Tab>(tab => tab.Add(component => component.Key, "steps").Add(component => component.Title, "Steps").AddChildContent("first"))
            .AddChildContent<Tab>(tab => tab.Add(component => component.Key, "log").Add(component => component.Title, "Log").Add(component => component.Count, 3).AddChildContent("second")));

        var open = tabs.Find("[role=tab][aria-selected=true]");
        Assert.Equal((selected, "0"), (open.TextContent, open.GetAttribute("tabindex")));
        Assert.Equal("-1", tabs.Find("[role=tab][aria-selected=false]").GetAttribute("tabindex"));
        Assert.Equal(content, tabs.Find("[role=tabpanel]").TextContent);
        Assert.Equal(open.Id, tabs.Find("[role=tabpanel]").GetAttribute("aria-labelledby"));
        Assert.Equal("/runs/1?tab=log", tabs.FindAll("[role=tab]")[1].GetAttribute("href"));
    }

    [Fact]
    public void StepTimeline_DrawsEachStepAsItsPartOfTheWhole()
    {
        TimelineRow[] rows =
        [
            new("a", "Get pokemon", 0, StatusLook.Succeeded, TimeSpan.Zero, TimeSpan.FromSeconds(1), "/runs/1?step=a"),
            new("b", "Put avatar", 1, StatusLook.Running, TimeSpan.FromSeconds(1), null, "/runs/1?step=b"),
            new("c", "Tell", 0, StatusLook.Skipped, null, null, "/runs/1?step=c"),
        ];
        var timeline = Render<StepTimeline>(parameters => parameters.Add(steps => steps.Rows, rows).Add(steps => steps.Total, TimeSpan.FromSeconds(4)).Add(steps => steps.SelectedKey, "b"));

        Assert.Equal([("0%", "25%"), ("25%", "75%")], timeline.FindAll(".timeline-span").Select(bar => (bar.GetAttribute("x")!, bar.GetAttribute("width")!)));
        Assert.Equal("/runs/1?step=b", timeline.Find("[aria-current=true]").GetAttribute("href"));
        Assert.Contains("Skipped", timeline.FindAll("li")[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void StepTimeline_OfNoTimeAtAll_StaysInItsFrame()
    {
        var timeline = Render<StepTimeline>(parameters => parameters
            .Add(steps => steps.Rows, [new TimelineRow("a", "A", 0, StatusLook.Succeeded, TimeSpan.Zero, TimeSpan.Zero, "#")]).Add(steps => steps.Total, TimeSpan.Zero));

        Assert.Equal(("0%", "100%"), (timeline.Find(".timeline-span").GetAttribute("x"), timeline.Find(".timeline-span").GetAttribute("width")));
    }

    [Fact]
    public void LogViewer_ShowsSeverityInWords()
    {
        LogLine[] lines = [new(Clock.GetUtcNow(), LogSeverity.Error, "no bucket", "putAvatar")];
        var log = Render<LogViewer>(parameters => parameters.Add(viewer => viewer.Lines, lines));

        Assert.Equal(["12:00:00.000", "error", "putAvatar", "no bucket"], log.FindAll(".log-line span").Select(span => span.TextContent));
        Assert.Equal("0", log.Find(".log-lines").GetAttribute("tabindex"));
    }

    [Fact]
    public void LogViewer_Live_FollowsUntilTheViewerScrollsUp()
    {
        var lines = new List<LogLine> { new(Clock.GetUtcNow(), LogSeverity.Info, "one") };
        var log = Render<LogViewer>(parameters => parameters.Add(viewer => viewer.Lines, lines).Add(viewer => viewer.Live, true));
        Script.VerifyInvoke("scrollToEnd", 1);

        _ = log.InvokeAsync(() => log.Instance.FollowChanged(false));
        lines.Add(new LogLine(Clock.GetUtcNow(), LogSeverity.Info, "two"));
        log.Render(parameters => parameters.Add(viewer => viewer.Lines, lines));
        Script.VerifyInvoke("scrollToEnd", 1);

        log.Find(".log-follow button").Click();
        Script.VerifyInvoke("scrollToEnd", 2);
    }

    [Fact]
    public void ImagePreview_ThatCannotBeShown_SaysSo()
    {
        var image = Render<ImagePreview>(parameters => parameters
            .Add(preview => preview.Src, "/runs/1/output").Add(preview => preview.Alt, "Output of Get avatar").Add(preview => preview.ContentType, "image/png").Add(preview => preview.Bytes, 14_200));
        Assert.Contains("image/png · 14.2 KB", image.Find("figcaption").TextContent, StringComparison.Ordinal);

        image.Find("img").TriggerEvent("onerror", new Microsoft.AspNetCore.Components.Web.ErrorEventArgs());

        Assert.Contains("cannot be shown", image.Find(".image-failed").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 byte")]
    [InlineData(812, "812 bytes")]
    [InlineData(999_949, "999.9 KB")]
    [InlineData(999_950, "1.0 MB")]
    [InlineData(3_000_000_000, "3.0 GB")]
    public void Sizes_AreReadable(long bytes, string expected) => Assert.Equal(expected, ImagePreview.Size(bytes));
}
