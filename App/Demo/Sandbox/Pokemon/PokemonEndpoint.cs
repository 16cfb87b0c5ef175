using System.Collections.Concurrent;
using System.Globalization;
using ConnectionsConsole.App.Demo.Sandbox.Drawing;

namespace ConnectionsConsole.App.Demo.Sandbox.Pokemon;

/// <summary>
/// <c>GET /api/v2/pokemon/NAME</c>, <c>GET /api/v2/pokemon</c> and <c>GET /sprites/pokemon/ID.png</c>. Links begin with the server's
/// own address and never with what a client sent as Host.
/// </summary>
internal sealed class PokemonEndpoint(Func<Uri> baseAddress)
{
    public const string ApiPath = "/" + SandboxRoutes.Api + "/v2/pokemon/";

    public const string SpritePath = "/" + SandboxRoutes.Sprites + "/pokemon/";

    private const string PngExtension = ".png";
    private const int LongestNameShown = 60;

    private readonly ConcurrentDictionary<int, byte[]> _sprites = new();

    public Task HandleAsync(HttpContext http, string path)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            return SendAsync(http, StatusCodes.Status405MethodNotAllowed, "application/json", CreatureDocument.MethodNotAllowed());
        }

        if (path.TrimEnd('/') == ApiPath.TrimEnd('/'))
        {
            return SendAsync(http, StatusCodes.Status200OK, "application/json", CreatureDocument.List(baseAddress()));
        }

        if (path.StartsWith(ApiPath, StringComparison.Ordinal))
        {
            var name = path[ApiPath.Length..].TrimEnd('/');
            return Creatures.Find(name) is { } creature
                ? SendAsync(http, StatusCodes.Status200OK, "application/json", CreatureDocument.One(creature, baseAddress()))
                : SendNotFoundAsync(http, $"creature named \"{(name.Length > LongestNameShown ? name[..LongestNameShown] + "…" : name)}\"");
        }

        return path.StartsWith(SpritePath, StringComparison.Ordinal) && path.EndsWith(PngExtension, StringComparison.Ordinal)
            ? SendSpriteAsync(http, path[SpritePath.Length..^PngExtension.Length])
            : SendNotFoundAsync(http, "such resource");
    }

    private Task SendSpriteAsync(HttpContext http, string id) =>
        Creatures.All.FirstOrDefault(one => one.Id.ToString(CultureInfo.InvariantCulture) == id) is { } creature
        ? SendAsync(http, StatusCodes.Status200OK, "image/png", _sprites.GetOrAdd(creature.Id, _ => Avatar.Render(creature.Draw)))
        : SendNotFoundAsync(http, "such picture");

    private static Task SendNotFoundAsync(HttpContext http, string what) =>
        SendAsync(http, StatusCodes.Status404NotFound, "application/json", CreatureDocument.NotFound(what));

    private static async Task SendAsync(HttpContext http, int statusCode, string contentType, byte[] content)
    {
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
        }
    }
}
