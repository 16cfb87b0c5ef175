using Bunit;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Tests.Components.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Services;

public sealed class BrowserTimeTests : ComponentTest
{
    [Theory]
    [InlineData(0, "just now")]
    [InlineData(44, "just now")]
    [InlineData(45, "1 minute ago")]
    [InlineData(60 * 59, "59 minutes ago")]
    [InlineData(60 * 60, "1 hour ago")]
    [InlineData(60 * 60 * 23, "23 hours ago")]
    [InlineData(60 * 60 * 24, "1 day ago")]
    [InlineData(60 * 60 * 24 * 6, "6 days ago")]
    [InlineData(60 * 60 * 24 * 7, "5 Mar 2026")]
    [InlineData(-20, "in a moment")]
    [InlineData(-60 * 60 * 2, "in 2 hours")]
    public void Relative_SaysHowLongAgo(int secondsAgo, string expected) =>
        Assert.Equal(expected, Time.Relative(Clock.GetUtcNow().AddSeconds(-secondsAgo)));

    [Fact]
    public async Task Exact_BeforeTheZoneIsKnown_IsInUtcAndSaysSo()
    {
        Assert.Equal("12 Mar 2026, 12:00:00 UTC", Time.Exact(Clock.GetUtcNow()));

        Script.Setup<string>("timeZone").SetResult("Asia/Tokyo");
        await Time.LoadAsync();

        Assert.Equal("12 Mar 2026, 21:00:00 GMT+09:00", Time.Exact(Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Load_WithAnUnknownZone_StaysInUtc()
    {
        Script.Setup<string>("timeZone").SetResult("Mars/Olympus");
        await Time.LoadAsync();

        Assert.Equal(TimeZoneInfo.Utc, Time.Zone);
    }

    [Fact]
    public async Task TimeText_FollowsTheClock()
    {
        var moment = Clock.GetUtcNow();
        await Time.LoadAsync();
        var text = Render<TimeText>(parameters => parameters.Add(component => component.Value, moment));
        Assert.Equal("just now", text.Find("time").TextContent);

        Clock.Advance(TimeSpan.FromMinutes(5));

        text.WaitForAssertion(() => Assert.Equal("5 minutes ago", text.Find("time").TextContent));
        Assert.Equal("2026-03-12T12:00:00.000Z", text.Find("time").GetAttribute("datetime"));
        Assert.Equal("12 Mar 2026, 12:00:00 UTC", text.Find("time").GetAttribute("title"));
    }

    [Theory]
    [InlineData(0.4, "0.4 ms")]
    [InlineData(480, "480 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(3200, "3.2 s")]
    [InlineData(125_000, "2 min 5 s")]
    [InlineData(3_840_000, "1 h 4 min")]
    [InlineData(266_400_000, "3 d 2 h")]
    public void Duration_IsShownInTheUnitsThatMatter(double milliseconds, string expected) =>
        Assert.Equal(expected, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));

    private BrowserTime Time => Services.GetRequiredService<BrowserTime>();
}
