using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.Checksums;

namespace ConnectionsConsole.App.Demo.Sandbox.Drawing;

/// <summary>Writes 8-bit RGBA pictures as PNG (W3C Portable Network Graphics specification, third edition).</summary>
internal static class PngEncoder
{
    private const int BytesPerPixel = 4;
    private const byte EightBits = 8;
    private const byte TruecolourWithAlpha = 6;
    private const byte FilterUp = 2;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="rgba">Row by row from the top, four bytes for each pixel, alpha not premultiplied.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgba)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgba.Length, checked(width * height * BytesPerPixel), nameof(rgba));
        using var png = new MemoryStream();
        png.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = EightBits;
        header[9] = TruecolourWithAlpha;
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", Compress(width * BytesPerPixel, rgba));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>Each row as its difference to the one above, which suits pictures of plain areas and vertical gradients.</summary>
    private static byte[] Compress(int stride, ReadOnlySpan<byte> rgba)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var filtered = new byte[stride + 1];
            filtered[0] = FilterUp;
            for (var start = 0; start < rgba.Length; start += stride)
            {
                for (var i = 0; i < stride; i++)
                {
                    var above = start == 0 ? (byte)0 : rgba[start - stride + i];
                    filtered[i + 1] = (byte)(rgba[start + i] - above);
                }

                zlib.Write(filtered);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream png, string type, ReadOnlySpan<byte> data)
    {
        var name = Encoding.ASCII.GetBytes(type);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        png.Write(length);
        png.Write(name);
        png.Write(data);
        var crc = Crc.Crc32();
        crc.Append(name);
        crc.Append(data);
        png.Write(crc.Value());
    }
}
