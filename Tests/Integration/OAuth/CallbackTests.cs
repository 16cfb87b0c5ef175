using System.Net;
using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.Integration.Startup;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Processes;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>The callback as a browser gets it from a console that serves: what it shows, and what it never does.</summary>
public sealed partial class CallbackTests(ServingConsole console) : IClassFixture<ServingConsole>
{
    [Fact]
    public async Task Callback_OfSomebodyWhoIsNotSignedIn_AsksToSignInFirst()
    {
        using var http = Client();
        using var response = await http.GetAsync(new Uri("/oauth2/callback?state=x&code=y", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/account/sign-in", new Uri(console.Address, response.Headers.Location!).AbsolutePath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?state=made-up&code=made-up")]
    [InlineData("?state=made-up&error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("?state=a&state=b&code=c")]
    [InlineData("?state=%00&code=%00")]
    [InlineData("?error=access_denied")]
    public async Task Callback_WithAStateThatNobodyGot_SaysSo_AndRepeatsNothingOfTheAddress(string query)
    {
        using var http = Client();
        await SignInAsync(http);

        using var response = await http.GetAsync(new Uri($"/oauth2/callback{query}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl is { NoStore: true });
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("belongs to no authorization that was begun here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor-error-ui", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_WithMuchTooMuch_IsRefusedInWords()
    {
        using var http = Client();
        await SignInAsync(http);
        using var response = await http.GetAsync(new Uri($"/oauth2/callback?state=x&code={new string('c', 5_000)}", UriKind.Relative));
        Assert.Contains("longer than the 4,000 characters", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublicUrl_ThatIsNoAddress_KeepsTheConsoleFromStarting()
    {
        using var parent = new TemporaryDirectory();
        await using var process = ConsoleProcess.Start(
            ["serve", "--data", parent.Combine("data"), "--urls", "http://127.0.0.1:0"],
            environment: new Dictionary<string, string?> { ["Console__PublicUrl"] = "console.example.com/path" });
        Assert.NotEqual(0, await process.WaitForExitAsync());
        Assert.Contains("Console:PublicUrl", process.ErrorOutput, StringComparison.Ordinal);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = console.Address };

    private async Task SignInAsync(HttpClient http)
    {
        var address = new Uri("/account/sign-in", UriKind.Relative);
        var page = await http.GetStringAsync(address);
        using var form = new FormUrlEncodedContent(
        [
            new("_handler", "sign-in"), new("__RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value)),
            new("Form.Email", "admin@acme.example"), new("Form.Password", console.Password),
        ]);
        using var response = await http.PostAsync(address, form);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
