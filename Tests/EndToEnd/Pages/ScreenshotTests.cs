using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.EndToEnd.Pages;

/// <summary>Draws when CONSOLE_SCREENSHOTS names the folder for the pictures; <c>screenshots.sh</c> does that.</summary>
public sealed class ScreenshotsFactAttribute : FactAttribute
{
    public ScreenshotsFactAttribute() => Skip = Requirement.Chromium.Missing ??
        (Folder is null ? "CONSOLE_SCREENSHOTS is not set: ./screenshots.sh makes the pictures of the documentation." : null);

    public static string? Folder => Environment.GetEnvironmentVariable("CONSOLE_SCREENSHOTS");
}

[Collection(BrowserCollection.Name)]
public sealed class ScreenshotTests(BrowserFixture browser)
{
    [ScreenshotsFact]
    public async Task EveryPageOfTheDemo_IsDrawn_InBothThemesAndSizes()
    {
        await using var demo = new DemoConsole();
        await demo.InitializeAsync();
        var folder = ScreenshotsFactAttribute.Folder!;

        var files = await Screenshots.SaveAsync(browser, demo.Address, ConsolePages.Public, folder);
        Assert.Equal(ConsolePages.Public.Count * 4, files.Count);

        IReadOnlyList<PageShot> shots = [.. ConsolePages.SignedIn, .. ConsolePages.Documentation];
        files = await Screenshots.SaveAsync(browser, demo.Address, shots, folder, demo.SignInAsync);
        Assert.Equal(shots.Count * 4, files.Count);
    }
}
