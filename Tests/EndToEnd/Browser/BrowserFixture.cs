using System.Runtime.CompilerServices;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;

namespace ConnectionsConsole.Tests.EndToEnd.Browser;

/// <summary>Test classes that name this collection share one browser and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}

/// <summary>
/// The system's Chromium, without a window. Each test gets a fresh profile; when it fails, a trace (for Playwright's trace viewer),
/// a picture of the page and the browser's console are kept in <c>artifacts/end-to-end/CLASS.TEST</c>.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // No graphics card, no sandbox (tests run as root in CI), and no connections of the browser's own.
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>A failsafe in milliseconds: what goes on for as long is stuck, however slow the machine.</summary>
    private const float Failsafe = 90_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Requirement.Chromium.Missing is not null)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Failsafe);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Requirement.Chromium.Value,
            Args = s_arguments,
            Headless = true,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Runs the body of a test with a page of its own.</summary>
    /// <exception cref="BrowserErrorException">The test went through, but the page reported errors.</exception>
    public async Task RunAsync(BrowserOptions options, Func<IPage, Task> body, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(body);
        await using var context = await NewContextAsync(options);
        await context.Tracing.StartAsync(new TracingStartOptions { Snapshots = true, Screenshots = false, Sources = false });
        var page = await context.NewPageAsync();
        var log = new BrowserLog(page, options.IsExpectedError);
        try
        {
            await body(page);
            log.ThrowIfErrors();
        }
        catch
        {
            await KeepEvidenceAsync(context, page, log, ArtifactFolder($"{Path.GetFileNameWithoutExtension(file)}.{test}"));
            throw;
        }

        await context.Tracing.StopAsync();
    }

    /// <summary>Where the evidence of a failed test stands.</summary>
    public static string ArtifactFolder(string name) => RepositoryRoot.Combine("artifacts", "end-to-end", name);

    private async Task<IBrowserContext> NewContextAsync(BrowserOptions options)
    {
        var browser = _browser ?? throw new InvalidOperationException(Requirement.Chromium.Missing);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = options.BaseAddress.ToString(),
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            ColorScheme = options.Theme == Theme.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(Failsafe);
        context.SetDefaultNavigationTimeout(Failsafe);
        await context.AddCookiesAsync(
        [
            new Cookie { Name = "theme", Value = options.Theme == Theme.Dark ? "dark" : "light", Url = options.BaseAddress.ToString() },
        ]);
        return context;
    }

    private static async Task KeepEvidenceAsync(IBrowserContext context, IPage page, BrowserLog log, string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "console.txt"), log.Text);
        try
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, "page.png"), FullPage = true });
            await context.Tracing.StopAsync(new TracingStopOptions { Path = Path.Combine(folder, "trace.zip") });
        }
        catch (PlaywrightException exception)
        {
            // A page that crashed cannot be drawn; what failed first is what the test reports.
            await File.WriteAllTextAsync(Path.Combine(folder, "no-evidence.txt"), exception.Message);
        }
    }
}
