using System.Buffers.Binary;
using ConnectionsConsole.Tests.EndToEnd.Browser;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Http;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace ConnectionsConsole.Tests.EndToEnd.SupportTests;

/// <summary>The browser tests' own tools, on small pages that a web server of the test serves.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Suite", "Long")]
public sealed class BrowserFixtureTests(BrowserFixture browser) : IAsyncLifetime
{
    private TestHttpServer _server = null!;

    public async Task InitializeAsync() => _server = (await TestHttpServer.StartAsync()).Answer("GET /favicon.ico", TestAnswer.Empty(204));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [ChromiumFact]
    public Task Page_IsDrivenByRoleAndLabel()
    {
        Serve("/", """<h1>Hello</h1><button onclick="document.querySelector('h1').textContent = 'Pressed'">Press</button>""");
        return browser.RunAsync(new BrowserOptions(_server.Address), async page =>
        {
            await page.GotoAsync("/");
            await page.GetByRole(AriaRole.Button, new() { Name = "Press" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Pressed");
        });
    }

    [ChromiumTheory]
    [InlineData(Theme.Light, "theme=light")]
    [InlineData(Theme.Dark, "theme=dark")]
    public async Task Theme_IsSentAsCookie(Theme theme, string cookie)
    {
        Serve("/", "<h1>Hello</h1>");
        await browser.RunAsync(new BrowserOptions(_server.Address) { Theme = theme }, page => page.GotoAsync("/"));
        Assert.Equal(cookie, _server.Requests[0].Header("Cookie"));
    }

    [ChromiumFact]
    public async Task FailedTest_LeavesATraceAndAPicture()
    {
        var folder = BrowserFixture.ArtifactFolder($"{nameof(BrowserFixtureTests)}.{nameof(FailedTest_LeavesATraceAndAPicture)}");
        Serve("/", "<h1>Hello</h1><script>console.log('a line')</script>");
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => browser.RunAsync(new BrowserOptions(_server.Address), async page =>
        {
            await page.GotoAsync("/");
            throw new TimeZoneNotFoundException("made up");
        }));

        Assert.True(new FileInfo(Path.Combine(folder, "trace.zip")).Length > 0);
        Assert.Equal((1280, 900), PngSize(Path.Combine(folder, "page.png")));
        Assert.Contains("a line", await File.ReadAllTextAsync(Path.Combine(folder, "console.txt")), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [ChromiumTheory]
    [InlineData("<script>undefinedFunction()</script>", "undefinedFunction")]
    [InlineData("<script>console.error('went wrong')</script>", "went wrong")]
    public async Task ErrorOfThePage_FailsTheTest(string script, string words)
    {
        Serve("/", $"<h1>Hello</h1>{script}");
        var exception = await Assert.ThrowsAsync<BrowserErrorException>(() =>
            browser.RunAsync(new BrowserOptions(_server.Address), async page =>
            {
                await page.GotoAsync("/");
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            }));
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);

        var expecting = new BrowserOptions(_server.Address) { IsExpectedError = text => text.Contains("went wrong", StringComparison.Ordinal) };
        if (script.Contains("went wrong", StringComparison.Ordinal))
        {
            await browser.RunAsync(expecting, page => page.GotoAsync("/"));
        }
    }

    [ChromiumFact]
    public Task AxeCheck_NamesRuleAndElement_AndTakesAcceptedFindings()
    {
        Serve("/good", "<main><h1>Hello</h1><p>Text</p></main>");
        Serve("/bad", "<main><h1>Hello</h1><div class=\"library-box\"><img src=\"data:,\"></div></main>");
        return browser.RunAsync(new BrowserOptions(_server.Address), async page =>
        {
            await page.GotoAsync("/good");
            await AxeCheck.PassesAsync(page);

            await page.GotoAsync("/bad");
            var exception = await Assert.ThrowsAsync<XunitException>(() => AxeCheck.PassesAsync(page));
            Assert.Contains("critical image-alt", exception.Message, StringComparison.Ordinal);
            Assert.Contains("<img src=\"data:,\">", exception.Message, StringComparison.Ordinal);

            await AxeCheck.PassesAsync(page, [new AcceptedFinding("image-alt", ".library-box", "test")]);
            await Assert.ThrowsAsync<XunitException>(() => AxeCheck.PassesAsync(page, [new AcceptedFinding("image-alt", ".other", "test")]));
            await Assert.ThrowsAsync<XunitException>(() => AxeCheck.PassesAsync(page, [new AcceptedFinding("color-contrast", ".library-box", "test")]));
        });
    }

    [ChromiumFact]
    public async Task Screenshots_AreTakenInBothThemesAndSizes()
    {
        Serve("/list", "<main><h1>List</h1><a href=\"/list/7\">Seven</a></main>");
        Serve("/list/7", "<main><h1>Seven</h1></main>");
        using var folder = new TemporaryDirectory();

        var files = await Screenshots.SaveAsync(
            browser, _server.Address, [new("list", "/list"), PageShot.Behind("detail", "/list", "/list/")], folder.Path);

        Assert.Equal(
            "list-light-1280.png detail-light-1280.png list-light-390.png detail-light-390.png " +
            "list-dark-1280.png detail-dark-1280.png list-dark-390.png detail-dark-390.png",
            string.Join(' ', files.Select(Path.GetFileName)));
        Assert.All(files, file => Assert.Equal(file.EndsWith("-390.png", StringComparison.Ordinal) ? (390, 844) : (1280, 900), PngSize(file)));
    }

    [ChromiumFact]
    public async Task Screenshots_OfAPageThatFails_AreRefused()
    {
        using var folder = new TemporaryDirectory();
        var exception = await Assert.ThrowsAsync<BrowserErrorException>(() => Screenshots.SaveAsync(browser, _server.Address, [new("gone", "/gone")], folder.Path));
        Assert.Equal("/gone answered 501.", exception.Message);
        Directory.Delete(BrowserFixture.ArtifactFolder("Screenshots.SaveAsync"), recursive: true);
    }

    [ChromiumFact]
    public async Task SignIn_FillsTheFormAndWaitsForTheNextPage()
    {
        Serve(SignInPage.Path, """
            <main><h1>Sign in</h1><form method="post" action="/account/sign-in">
            <label>Email <input name="email"></label><label>Password <input name="password" type="password"></label><button>Sign in</button></form></main>
            """);
        _server.Answer($"POST {SignInPage.Path}", TestAnswer.Redirect(_server.Url("/")));
        Serve("/", "<h1>Home</h1>");
        await browser.RunAsync(new BrowserOptions(_server.Address), async page =>
        {
            await SignInPage.SignInAsync(page, "ann@example.com", "pass word");
            await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Home");
        });
        Assert.Equal("email=ann%40example.com&password=pass+word", _server.Requests.Single(request => request.Method == "POST").Text);
    }

    private void Serve(string path, string body) => _server.Answer($"GET {path}", TestAnswer.Html(body));

    // Width and height stand big-endian behind the signature and the header of the first chunk (PNG specification, 5.2 and 11.2.2).
    private static (int Width, int Height) PngSize(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        return (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
    }
}
