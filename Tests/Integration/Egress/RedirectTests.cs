using System.Globalization;
using System.Net;
using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.AspNetCore.Http;

namespace ConnectionsConsole.Tests.Integration.Egress;

public sealed class RedirectTests
{
    private const string First = "93.184.215.14";
    private const string Second = "151.101.1.69";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Redirect_ToLoopbackAtAnyHop_IsRefusedNamingTheHop(int hop)
    {
        await using var victim = await LoopbackServer.AnsweringAsync("victim");
        await using var server = await ChainAsync(hop, $"http://127.0.0.1:{victim.Port}/");
        using var clients = new StagedNetwork().Name("start.example", First).PublicServer(First, server).Clients();

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().GetStringAsync(new Uri("http://start.example/1")));

        Assert.Equal((EgressRefusal.Destination, hop), (refused.Refusal, refused.Hop));
        Assert.StartsWith($"Redirect {hop}, from http://start.example, was not followed.", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{victim.Port}", refused.Message, StringComparison.Ordinal);
        Assert.Equal((hop, 0), (server.Requests, victim.Requests));
    }

    [Theory]
    [InlineData("http://internal.example/")]
    [InlineData("//internal.example/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("ftp://start.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://me:secret@start.example/")]
    [InlineData("http://%31%32%37.0.0.1/")]
    [InlineData("http://[")]
    public async Task Redirect_ToWhatIsRefused_IsNotFollowed(string location)
    {
        await using var server = await ChainAsync(1, location);
        using var clients = new StagedNetwork().Name("start.example", First).Name("internal.example", "127.0.0.1").PublicServer(First, server).Clients();

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().GetStringAsync(new Uri("http://start.example/1")));

        Assert.Equal((1, 1), (refused.Hop, server.Requests));
    }

    [Fact]
    public async Task Redirects_UpToFive_AreFollowedAndTheSixthIsNot()
    {
        await using var five = await ChainAsync(5, "/end");
        await using var six = await ChainAsync(6, "/end");
        using var clients = new StagedNetwork()
            .Name("five.example", First).PublicServer(First, five)
            .Name("six.example", Second).PublicServer(Second, six)
            .Clients();

        Assert.Equal("end", await clients.Get().GetStringAsync(new Uri("http://five.example/1")));
        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().GetStringAsync(new Uri("http://six.example/1")));

        Assert.Equal((EgressRefusal.Redirect, 6), (refused.Refusal, refused.Hop));
        Assert.Contains("after 5 redirects", refused.Message, StringComparison.Ordinal);
        Assert.Equal(6, six.Requests);
    }

    [Fact]
    public async Task Redirect_WithNoneWanted_IsTheResponse()
    {
        await using var server = await ChainAsync(1, "http://127.0.0.1/");
        using var clients = new StagedNetwork().Name("start.example", First).PublicServer(First, server).Clients();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://start.example/1");
        request.SetMaxRedirects(0);

        using var response = await clients.Get().SendAsync(request);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", 301, "GET", "")]
    [InlineData("POST", 302, "GET", "")]
    [InlineData("PUT", 302, "PUT", "payload")]
    [InlineData("POST", 303, "GET", "")]
    [InlineData("DELETE", 303, "GET", "")]
    [InlineData("HEAD", 303, "HEAD", null)]
    [InlineData("POST", 307, "POST", "payload")]
    [InlineData("PATCH", 308, "PATCH", "payload")]
    public async Task Redirect_ChangesMethodAndBodyAsTheStatusSays(string method, int status, string methodAfter, string? bodyAfter)
    {
        string? seenMethod = null;
        string? seenBody = null;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/start")
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "end?x=1#part";
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            (seenMethod, seenBody) = (context.Request.Method, await reader.ReadToEndAsync());
        });
        using var clients = new StagedNetwork().Name("start.example", First).PublicServer(First, server).Clients();
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://start.example/start");
        request.Content = method == "HEAD" ? null : new StringContent("payload");

        using var response = await clients.Get().SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((methodAfter, bodyAfter ?? ""), (seenMethod, seenBody));
    }

    [Theory]
    [InlineData("http://start.example/end", true)]
    [InlineData("/end", true)]
    [InlineData("http://other.example/end", false)]
    [InlineData("http://start.example:8080/end", false)]
    public async Task Redirect_ToAnotherOrigin_SendsNoHeaderThatCouldHoldACredential(string location, bool kept)
    {
        HeaderDictionary? seen = null;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            // A copy: the server uses the original again for the next request.
            seen = new HeaderDictionary(context.Request.Headers.ToDictionary());
            context.Response.StatusCode = context.Request.Path == "/start" ? StatusCodes.Status302Found : StatusCodes.Status200OK;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        using var clients = new StagedNetwork().Name("start.example", First).Name("other.example", Second)
            .PublicServer(First, server).PublicServer(Second, server).Clients();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://start.example/start");
        foreach (var name in new[] { "Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization", "X-Vendor-Token", "Accept", "Idempotency-Key" })
        {
            request.Headers.TryAddWithoutValidation(name, "value");
        }

        using var response = await clients.Get().SendAsync(request);

        Assert.Equal(2, server.Requests);
        Assert.All(["Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization", "X-Vendor-Token"], name => Assert.Equal(kept, seen!.ContainsKey(name)));
        Assert.All(["Accept", "Idempotency-Key"], name => Assert.Equal("value", seen![name]));
    }

    [Theory]
    [InlineData(302, true)]
    [InlineData(307, false)] // the body goes along and may hold what the connection gave
    public async Task Redirect_OutOfTheAllowedHosts_IsFollowedOnlyWithoutTheBody(int status, bool followed)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/start" ? status : StatusCodes.Status200OK;
            context.Response.Headers.Location = "http://other.example/end";
            return Task.CompletedTask;
        });
        using var clients = new StagedNetwork().Name("start.example", First).Name("other.example", Second)
            .PublicServer(First, server).PublicServer(Second, server).Clients();
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://start.example/start") { Content = new StringContent("payload") };
        request.SetCredentialHosts(new CredentialHosts(["start.example"]));

        var sending = clients.Get().SendAsync(request);

        if (followed)
        {
            using var response = await sending;
            Assert.Equal(2, server.Requests);
            return;
        }

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => sending);
        Assert.Equal((EgressRefusal.CredentialHost, 1), (refused.Refusal, refused.Hop));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Send_OfACredentialOutOfItsAllowedHosts_IsRefused()
    {
        var network = new StagedNetwork();
        using var clients = network.Clients();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://other.example/");
        request.SetCredentialHosts(new CredentialHosts(["start.example", "*.start.example"]));

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().SendAsync(request));

        Assert.Equal((EgressRefusal.CredentialHost, 0), (refused.Refusal, refused.Hop));
        Assert.Contains("start.example, *.start.example", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Lookups);
    }

    /// <summary>Answers /1 with a redirect to /2 and so on; the last of <paramref name="hops"/> redirects goes to <paramref name="last"/>.</summary>
    private static Task<LoopbackServer> ChainAsync(int hops, string last) => LoopbackServer.StartAsync(context =>
    {
        if (!int.TryParse(context.Request.Path.Value!.TrimStart('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var hop))
        {
            return context.Response.WriteAsync("end");
        }

        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = hop < hops ? $"/{hop + 1}" : last;
        return Task.CompletedTask;
    });
}
