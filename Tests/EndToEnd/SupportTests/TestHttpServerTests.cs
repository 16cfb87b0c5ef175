using System.Net;
using ConnectionsConsole.Tests.Support.Http;

namespace ConnectionsConsole.Tests.EndToEnd.SupportTests;

public sealed class TestHttpServerTests : IAsyncLifetime
{
    private static readonly HttpClient s_http = new();
    private TestHttpServer _server = null!;

    public async Task InitializeAsync() => _server = await TestHttpServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Answers_ComeInTurn_AndTheLastOneStays()
    {
        _server.Answer("GET /thing", TestAnswer.Empty(503), TestAnswer.Json(new { Name = "pikachu" }));
        using var first = await s_http.GetAsync(_server.Url("/thing?x=1"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal("""{"name":"pikachu"}""", await s_http.GetStringAsync(_server.Url("/thing")));
        Assert.Equal("""{"name":"pikachu"}""", await s_http.GetStringAsync(_server.Url("/thing")));
    }

    [Fact]
    public async Task Requests_AreRememberedAsTheyWereSent()
    {
        _server.Answer("POST /a%20b", TestAnswer.Empty(204));
        using var content = new StringContent("""{"é":1}""");
        content.Headers.Add("X-Thing", "one");
        using var response = await s_http.PostAsync(_server.Url("/a%20b?q=%2F"), content);

        var request = Assert.Single(await _server.WaitForRequestsAsync(1));
        Assert.Equal("POST", request.Method);
        Assert.Equal("/a%20b?q=%2F", request.Target);
        Assert.Equal("one", request.Header("x-thing"));
        Assert.Null(request.Header("absent"));
        Assert.Equal("""{"é":1}""", request.Text);
        Assert.Equal(1, request.Json.GetProperty("é").GetInt32());
        Assert.Empty(_server.UnexpectedRequests);
    }

    [Fact]
    public async Task RequestWithoutAnswer_Gets501_AndIsNamed()
    {
        using var response = await s_http.GetAsync(_server.Url("/other"));
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("/other", Assert.Single(_server.UnexpectedRequests).Path);
    }

    [Fact]
    public async Task GatedAnswer_WaitsForTheTest()
    {
        var gate = new TaskCompletionSource();
        _server.Answer("GET /slow", TestAnswer.Text("done") with { Gate = gate.Task });
        var answer = s_http.GetStringAsync(_server.Url("/slow"));
        await _server.WaitForRequestsAsync(1);
        Assert.False(answer.IsCompleted);
        gate.SetResult();
        Assert.Equal("done", await answer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a body that is cut")]
    public async Task AbortedAnswer_CutsTheConnection(string body)
    {
        _server.Answer("GET /cut", TestAnswer.Text(body) with { Abort = true });
        await Assert.ThrowsAsync<HttpRequestException>(() => s_http.GetStringAsync(_server.Url("/cut")));
    }
}
