using System.Net;
using System.Text.Json;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

public sealed class PokemonEndpointTests : IAsyncLifetime
{
    private static readonly byte[] s_pngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private SandboxHost _host = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _host = await SandboxHost.StartAsync();
        _http = _host.Http();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("pikachu", 25)]
    [InlineData("onix", 95)]
    [InlineData("bulbasaur", 1)]
    [InlineData("eevee", 133)]
    [InlineData("snorlax", 143)]
    [InlineData("Pikachu", 25)]
    [InlineData("25", 25)]
    public async Task Get_ByName_LeadsToAPictureOnTheSameServer(string name, int id)
    {
        using var response = await GetAsync($"api/v2/pokemon/{name}");
        var body = await response.Content.ReadAsByteArrayAsync();
        using var document = JsonDocument.Parse(body);
        var address = new Uri(document.RootElement.GetProperty("sprites").GetProperty("front_default").GetString()!);
        using var picture = await _http.GetAsync(address);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.InRange(body.Length, 8_000, 14_000);
        Assert.Equal(id, document.RootElement.GetProperty("id").GetInt32());
        Assert.Equal(_host.Server.BaseAddress.Authority, address.Authority);
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal(s_pngSignature, (await picture.Content.ReadAsByteArrayAsync())[..8]);
    }

    [Fact]
    public async Task Get_WithHostOfSomebodyElse_StillLinksToThisServer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v2/pokemon/onix") { Headers = { Host = "evil.example" } };

        using var response = await _http.SendAsync(request);

        Assert.DoesNotContain("evil", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_LeadsToEveryCreature()
    {
        using var response = await GetAsync("api/v2/pokemon?limit=100");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(document.RootElement.GetProperty("count").GetInt32(), document.RootElement.GetProperty("results").GetArrayLength());
        foreach (var entry in document.RootElement.GetProperty("results").EnumerateArray())
        {
            using var one = await _http.GetAsync(new Uri(entry.GetProperty("url").GetString()!));
            Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        }
    }

    [Theory]
    [InlineData("api/v2/pokemon/missingno")]
    [InlineData("api/v2/pokemon/%22%3Cscript%3E")]
    [InlineData("api/v2/pokemon/..%2F..%2Fsecret")]
    [InlineData("api/v1")]
    [InlineData("sprites/pokemon/2.png")]
    [InlineData("sprites/pokemon/25")]
    [InlineData("sprites/pokemon/../25.png.exe")]
    public async Task Get_OfWhatIsNotThere_Is404InJson(string path)
    {
        using var response = await GetAsync(path);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not_found", document.RootElement.GetProperty("error").GetString());
        Assert.Contains(document.RootElement.GetProperty("known_names").EnumerateArray(), name => name.GetString() == "pikachu");
    }

    [Fact]
    public async Task Post_IsNotAllowed()
    {
        using var response = await _http.PostAsync(new Uri("api/v2/pokemon/onix", UriKind.Relative), new StringContent("{}"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Head_TellsTheLengthWithoutTheBody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "sprites/pokemon/25.png");
        using var response = await _http.SendAsync(request);

        Assert.True(response.Content.Headers.ContentLength > 1000);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));
}
