using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ConnectionsConsole.Tests.Benchmarks.Upstreams;

/// <summary>What the upstreams answer: a creature's document of about 10 kB as the real API's, and a picture of 4 kB.</summary>
internal sealed class UpstreamBodies(Uri address)
{
    private const int PictureBytes = 4_096, Moves = 95;

    private readonly ConcurrentDictionary<string, byte[]> _documents = new(StringComparer.Ordinal);

    public byte[] Picture { get; } = MakePicture();

    public byte[] Document(string name) => _documents.GetOrAdd(name, MakeDocument);

    /// <summary>The entity tag of what every run stores: opaque, of the usual length.</summary>
    public string EntityTag { get; } = $"\"{RandomNumberGenerator.GetHexString(32, lowercase: true)}\"";

    private static byte[] MakePicture()
    {
        // The signature of a PNG, then noise that does not compress.
        var picture = new byte[PictureBytes];
        new Random(25).NextBytes(picture);
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }.CopyTo(picture, 0);
        return picture;
    }

    private byte[] MakeDocument(string name) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = 25,
        name,
        height = 4,
        weight = 60,
        base_experience = 112,
        is_default = true,
        abilities = new[] { new { slot = 1, is_hidden = false, ability = Link("ability", 9) } },
        moves = Enumerable.Range(1, Moves).Select(i => new { move = Link("move", i), level_learned_at = i % 50 }),
        sprites = new { back_default = (string?)null, front_default = new Uri(address, "sprites/25.png") },
        stats = Enumerable.Range(1, 6).Select(i => new { base_stat = 40 + i, effort = i % 2, stat = Link("stat", i) }),
    });

    private object Link(string kind, int number) => new
    {
        name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}"),
        url = new Uri(address, string.Create(CultureInfo.InvariantCulture, $"api/v2/{kind}/{number}/")),
    };
}
