using System.Buffers.Binary;

namespace ConnectionsConsole.Domain.Connectors.Own;

/// <summary>
/// What a picture is, by its own bytes: PNG or JPEG, nothing that can hold scripts. The pixels are not decoded here; browsers get the bytes with the type that was
/// found, told not to look for another one.
/// </summary>
public static class PictureFormat
{
    public const int MaximumBytes = 256 * 1024;
    public const int MaximumSide = 1_024;

    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>The content type, or what is wrong in words.</returns>
    public static (string? ContentType, string? Problem) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumBytes)
        {
            return (null, $"The picture has {bytes.Length / 1024:N0} KB; at most {MaximumBytes / 1024} are kept.");
        }

        var (type, width, height) = bytes.StartsWith(PngSignature) ? ReadPng(bytes) : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ReadJpeg(bytes) : (null, 0, 0);
        if (type is null || width <= 0 || height <= 0)
        {
            return (null, "This is neither a PNG nor a JPEG picture.");
        }

        return width > MaximumSide || height > MaximumSide
            ? (null, $"The picture has {width} by {height} pixels; at most {MaximumSide} by {MaximumSide} are kept.")
            : (type, null);
    }

    /// <summary>The first chunk is the header: length, "IHDR", width, height (PNG specification §11.2.2).</summary>
    private static (string? Type, int Width, int Height) ReadPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 33 && bytes[12..16].SequenceEqual("IHDR"u8)
            ? (Png, BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : (null, 0, 0);

    /// <summary>Segments of marker and length until the frame header, which has height and width (ITU T.81 annex B).</summary>
    private static (string? Type, int Width, int Height) ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return (Jpeg, BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return (null, 0, 0);
    }
}
