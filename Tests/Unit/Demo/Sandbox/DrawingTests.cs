using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.Drawing;
using ConnectionsConsole.App.Demo.Sandbox.Pokemon;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

public sealed class DrawingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(64, 33)]
    public void Encode_ThenDecode_GivesTheSamePixels(int width, int height)
    {
        var pixels = new byte[width * height * 4];
        new Random(width).NextBytes(pixels);

        var decoded = Decode(PngEncoder.Encode(width, height, pixels));

        Assert.Equal((width, height), (decoded.Width, decoded.Height));
        Assert.Equal(pixels, decoded.Pixels);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 2, 15)]
    public void Encode_WithWrongSizes_IsRefused(int width, int height, int bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.Encode(width, height, new byte[bytes]));

    [Fact]
    public void Fill_OfASquare_CoversItsPixelsExactlyAndHalfPixelsByHalf()
    {
        var canvas = new Canvas();
        canvas.Fill(Shape.Polygon((10, 10), (20.5, 10), (20.5, 20), (10, 20)), "FF0000");

        var pixels = canvas.ToRgba();

        Assert.Equal([255, 0, 0, 255], Pixel(pixels, 15, 15));
        Assert.Equal([255, 0, 0, 128], Pixel(pixels, 20, 15));
        Assert.Equal([0, 0, 0, 0], Pixel(pixels, 21, 15));
        Assert.Equal([0, 0, 0, 0], Pixel(pixels, 15, 9));
    }

    [Fact]
    public void Avatars_AreLargeDistinctAndTheSameEveryTime()
    {
        var pictures = Creatures.All.Select(creature => Avatar.Render(creature.Draw)).ToList();
        var again = Creatures.All.Select(creature => Avatar.Render(creature.Draw)).ToList();

        Assert.Equal(pictures, again);
        Assert.Equal(pictures.Count, pictures.Select(Convert.ToBase64String).Distinct(StringComparer.Ordinal).Count());
        foreach (var picture in pictures)
        {
            var (width, height, pixels) = Decode(picture);
            Assert.Equal((256, 256), (width, height));
            Assert.True(pixels.Chunk(4).Select(pixel => BinaryPrimitives.ReadInt32LittleEndian(pixel)).Distinct().Count() > 100);
            Assert.Equal([0, 0, 0, 0], Pixel(pixels, 0, 255));
        }
    }

    [Fact]
    public void Creatures_HaveTheirOwnNumberAndName()
    {
        Assert.Equal(Creatures.All.Count, Creatures.All.Select(creature => creature.Id).Distinct().Count());
        Assert.Equal(Creatures.All.Count, Creatures.All.Select(creature => creature.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Creatures.All, creature => Assert.Equal(6, creature.Stats.Count));
        Assert.Null(Creatures.Find("missingno"));
    }

    private static byte[] Pixel(byte[] pixels, int x, int y) => pixels[(((y * Canvas.Size) + x) * 4)..((((y * Canvas.Size) + x) * 4) + 4)];

    /// <summary>Reads what a PNG says by the specification: chunks with right check values, rows unfiltered by their kind.</summary>
    private static (int Width, int Height, byte[] Pixels) Decode(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            Assert.Equal(Crc32(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }

        Assert.Equal("IHDR IDAT IEND", string.Join(' ', chunks.Select(chunk => chunk.Type)));
        var header = chunks[0].Data;
        Assert.Equal([8, 6, 0, 0, 0], header[8..]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        return (width, height, Unfilter(rows.ToArray(), width * 4, height));
    }

    private static byte[] Unfilter(byte[] rows, int stride, int height)
    {
        Assert.Equal((stride + 1) * height, rows.Length);
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = rows[y * (stride + 1)];
            Assert.True(filter is 0 or 2, "The encoder uses the filters None and Up.");
            for (var i = 0; i < stride; i++)
            {
                var above = filter == 2 && y > 0 ? pixels[((y - 1) * stride) + i] : (byte)0;
                pixels[(y * stride) + i] = (byte)(rows[(y * (stride + 1)) + 1 + i] + above);
            }
        }

        return pixels;
    }

    /// <summary>Bit by bit, as the PNG specification defines it: not the encoder's own table.</summary>
    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var octet in data)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
