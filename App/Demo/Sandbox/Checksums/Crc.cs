namespace ConnectionsConsole.App.Demo.Sandbox.Checksums;

/// <summary>
/// A cyclic redundancy check with reflected bits, all ones at the start and inverted at the end, which is the form of the three
/// that S3 knows (CRC-32 of ISO-HDLC, CRC-32C of Castagnoli, CRC-64/NVME) and of the one in PNG chunks (CRC-32).
/// </summary>
internal sealed class Crc
{
    private static readonly ulong[] s_crc32 = BuildTable(0xEDB8_8320);
    private static readonly ulong[] s_crc32c = BuildTable(0x82F6_3B78);
    private static readonly ulong[] s_crc64Nvme = BuildTable(0x9A6C_9329_AC4B_C9B5);

    private readonly ulong[] _table;
    private readonly int _size;
    private ulong _state = ulong.MaxValue;

    private Crc(ulong[] table, int size)
    {
        _table = table;
        _size = size;
        if (size == sizeof(uint))
        {
            _state = uint.MaxValue;
        }
    }

    public static Crc Crc32() => new(s_crc32, sizeof(uint));

    public static Crc Crc32C() => new(s_crc32c, sizeof(uint));

    public static Crc Crc64Nvme() => new(s_crc64Nvme, sizeof(ulong));

    public void Append(ReadOnlySpan<byte> data)
    {
        var state = _state;
        var table = _table;
        foreach (var octet in data)
        {
            state = table[(byte)state ^ octet] ^ (state >> 8);
        }

        _state = state;
    }

    /// <summary>The check value, most significant byte first: 4 or 8 bytes.</summary>
    public byte[] Value()
    {
        var value = ~_state;
        var bytes = new byte[_size];
        for (var i = _size - 1; i >= 0; i--)
        {
            bytes[i] = (byte)value;
            value >>= 8;
        }

        return bytes;
    }

    private static ulong[] BuildTable(ulong reflectedPolynomial)
    {
        var table = new ulong[256];
        for (var i = 0; i < table.Length; i++)
        {
            var entry = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ reflectedPolynomial;
            }

            table[i] = entry;
        }

        return table;
    }
}
