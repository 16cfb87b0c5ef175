using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Processes;

namespace ConnectionsConsole.Tests.Integration.Startup;

/// <summary>A console of its own, empty but for an organization and its administrator.</summary>
public sealed partial class ServingConsole : IAsyncLifetime
{
    private readonly TemporaryDirectory _parent = new();

    public ConsoleProcess Process { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public string Password { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Process = ConsoleProcess.Start(["demo", "--empty", "--data", _parent.Combine("data"), "--urls", "http://127.0.0.1:0"]);
        Address = await Process.WaitForAddressAsync();
        Password = (await Process.WaitForLineAsync(PasswordLine())).Groups["password"].Value;
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        _parent.Dispose();
    }

    [GeneratedRegex(@"Password: (?<password>\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PasswordLine();
}

/// <summary>What a browser or a load balancer gets from a console that serves.</summary>
public sealed partial class ServingTests(ServingConsole console) : IClassFixture<ServingConsole>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_IsAnsweredWithoutSigningIn(string path)
    {
        using var http = Client();
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/account/sign-in", HttpStatusCode.OK)]
    [InlineData("/customers", HttpStatusCode.Redirect)]
    [InlineData("/nothing-here.js", HttpStatusCode.NotFound)]
    [InlineData("/app.css", HttpStatusCode.OK)]
    public async Task EveryAnswer_HasTheSecurityHeaders(string path, HttpStatusCode status)
    {
        using var http = Client();
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/customers", "/customers")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData(@"/\evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task ReturnUrl_LeadsToThisSiteOnly(string returnUrl, string target)
    {
        using var http = Client();
        using var response = await SignInAsync(http, console.Password, $"?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var location = new Uri(console.Address, response.Headers.Location!);
        Assert.Equal(new Uri(console.Address, target), location);
    }

    [Fact]
    public async Task SignInCookie_IsKeptFromScriptsAndOtherSites()
    {
        using var http = Client();
        using var response = await SignInAsync(http, console.Password);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("console=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignOut_WithoutAntiforgeryToken_IsRefused_AndTheSessionGoesOn()
    {
        using var http = Client();
        using (await SignInAsync(http, console.Password))
        {
        }

        using var refused = await http.PostAsync(new Uri("/account/sign-out", UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var page = await http.GetAsync(new Uri("/customers", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused()
    {
        using var http = Client();
        using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.Email", "admin@acme.example"), new("Form.Password", console.Password)]);
        using var refused = await http.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task UnknownPage_IsAPageOfItsOwn_ForWhoeverIsSignedIn()
    {
        using var http = Client();
        using (await SignInAsync(http, console.Password))
        {
        }

        using var missing = await http.GetAsync(new Uri("/nothing-here", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("<html", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing-here?x=1&y=a%20b")]
    [InlineData("/customers?q=kanto")]
    public async Task SigningIn_LeadsToTheAddressThatWasAsked_KnownOrNot(string address)
    {
        using var http = Client();
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var location = new Uri(console.Address, response.Headers.Location!);
        Assert.Equal("/account/sign-in", location.AbsolutePath);
        using var signedIn = await SignInAsync(http, console.Password, location.Query);
        Assert.Equal(address, new Uri(console.Address, signedIn.Headers.Location!).PathAndQuery);
    }

    [Fact]
    public async Task SetUp_IsGone_OnceThereIsAnAdministrator()
    {
        using var http = Client();
        using var response = await http.GetAsync(new Uri("/account/set-up", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/account/sign-in", new Uri(console.Address, response.Headers.Location!).AbsolutePath);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = console.Address };

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient http, string password, string query = "")
    {
        var address = new Uri($"/account/sign-in{query}", UriKind.Relative);
        var page = await http.GetStringAsync(address);
        using var form = new FormUrlEncodedContent(
        [
            new("_handler", "sign-in"), new("__RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value)),
            new("Form.Email", "admin@acme.example"), new("Form.Password", password),
        ]);
        return await http.PostAsync(address, form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}

/// <summary>The first start, as a service has it.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task Serve_PrintsAddressAndCode_LogsJson_AndEndsWhenAsked()
    {
        using var parent = new TemporaryDirectory();
        await using var process = ConsoleProcess.Start(["serve", "--data", parent.Combine("data"), "--urls", "http://127.0.0.1:0"]);
        var address = await process.WaitForAddressAsync();
        await process.WaitForLineAsync(new Regex($"Open {Regex.Escape(address.ToString())}account/set-up and enter this one-time code: [A-Z0-9]{{4}}-[A-Z0-9]{{4}}-[A-Z0-9]{{4}}$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        Assert.Equal(0, await process.TerminateAsync());

        var lines = process.ErrorOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(JsonDocument.Parse(line).RootElement.TryGetProperty("Timestamp", out _)));
        Assert.DoesNotContain(lines, line => JsonDocument.Parse(line).RootElement.GetProperty("LogLevel").GetString() is "Warning" or "Error" or "Critical");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(parent.Combine("data", "keys", "master.key")));
    }
}
