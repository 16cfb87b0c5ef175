using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Browser;

/// <summary>One page to take pictures of.</summary>
/// <param name="Name">Begins the files' names: small letters, digits, hyphens.</param>
/// <param name="Path">Where it is, below the base address.</param>
/// <param name="Open">What to do there first, such as following a link or opening a dialog; null: nothing.</param>
public sealed record PageShot(string Name, string Path, Func<IPage, Task>? Open = null)
{
    /// <summary>The page behind the first link on <paramref name="path"/> that begins like <paramref name="link"/>: a list's first row.</summary>
    public static PageShot Behind(string name, string path, string link) => new(name, path, async page =>
    {
        var heading = page.Locator("h1").First;
        var list = await heading.InnerTextAsync();
        await page.Locator($"main a[href^='{link}']").First.ClickAsync();
        // The list's own heading says nothing of the page behind it.
        await Assertions.Expect(heading).Not.ToHaveTextAsync(list);
    });
}

/// <summary>Pictures of pages in both themes and two sizes: <c>NAME-light-1280.png</c>, <c>NAME-dark-390.png</c> and so on.</summary>
public static class Screenshots
{
    private static readonly (int Width, int Height)[] s_sizes = [(1280, 900), (390, 844)];

    /// <param name="browser">The browser to draw with.</param>
    /// <param name="baseAddress">Of the console.</param>
    /// <param name="pages">What to draw.</param>
    /// <param name="folder">Where the pictures go; made where it is missing.</param>
    /// <param name="signIn">Done once for each combination of theme and size, before the first page; null: nothing.</param>
    /// <returns>The files, in the order in which they were made.</returns>
    public static async Task<IReadOnlyList<string>> SaveAsync(
        BrowserFixture browser, Uri baseAddress, IReadOnlyList<PageShot> pages, string folder, Func<IPage, Task>? signIn = null)
    {
        ArgumentNullException.ThrowIfNull(browser);
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var theme in Enum.GetValues<Theme>())
        {
            foreach (var (width, height) in s_sizes)
            {
                var options = new BrowserOptions(baseAddress) { Theme = theme, Width = width, Height = height };
                await browser.RunAsync(options, async page =>
                {
                    if (signIn is not null)
                    {
                        await signIn(page);
                    }

                    foreach (var shot in pages)
                    {
                        var file = Path.Combine(folder, $"{shot.Name}-{(theme == Theme.Dark ? "dark" : "light")}-{width}.png");
                        await SaveAsync(page, shot, file);
                        files.Add(file);
                    }
                });
            }
        }

        return files;
    }

    private static async Task SaveAsync(IPage page, PageShot shot, string file)
    {
        var response = await page.GotoAsync(shot.Path);
        if (response is { Ok: false })
        {
            throw new BrowserErrorException($"{shot.Path} answered {response.Status}.");
        }

        await SettleAsync(page);
        if (shot.Open is not null)
        {
            await shot.Open(page);
            await SettleAsync(page);
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, Animations = ScreenshotAnimations.Disabled });
    }

    // A page is there when it has its heading and nothing says that it is still loading.
    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator("h1").First.WaitForAsync();
        await Assertions.Expect(page.Locator("[aria-busy='true']:visible")).ToHaveCountAsync(0);
    }
}
