using System.Security.Cryptography;

namespace ConnectionsConsole.App.Demo.Sandbox.Checksums;

/// <summary>
/// The additional checksums of Amazon S3 ("Checking object integrity"): their names in <c>x-amz-checksum-algorithm</c>, their
/// headers and XML elements, and how they are computed. Values travel as base64 of the big-endian bytes.
/// </summary>
internal sealed class ChecksumAlgorithm
{
    public static readonly IReadOnlyList<ChecksumAlgorithm> All =
    [
        new("CRC32", 4, () => new CrcChecksum(Crc.Crc32())),
        new("CRC32C", 4, () => new CrcChecksum(Crc.Crc32C())),
        new("CRC64NVME", 8, () => new CrcChecksum(Crc.Crc64Nvme())),
        new("SHA1", 20, () => new HashChecksum(HashAlgorithmName.SHA1)),
        new("SHA256", 32, () => new HashChecksum(HashAlgorithmName.SHA256)),
    ];

    private readonly int _bytes;
    private readonly Func<RunningChecksum> _start;

    private ChecksumAlgorithm(string name, int bytes, Func<RunningChecksum> start)
    {
        Name = name;
        HeaderName = "x-amz-checksum-" + name.ToLowerInvariant();
        _bytes = bytes;
        _start = start;
    }

    public string Name { get; }

    public string HeaderName { get; }

    public string ElementName => "Checksum" + Name;

    public static ChecksumAlgorithm? Named(string name) => All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static ChecksumAlgorithm? WithHeader(string headerName) =>
        All.FirstOrDefault(one => one.HeaderName.Equals(headerName, StringComparison.OrdinalIgnoreCase));

    public RunningChecksum Start() => _start();

    /// <summary>Whether the text is base64 of the right number of bytes.</summary>
    public bool IsWellFormed(string value)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(value, bytes, out var written) && written == _bytes;
    }

    private sealed class CrcChecksum(Crc crc) : RunningChecksum
    {
        public override void Append(ReadOnlySpan<byte> data) => crc.Append(data);

        protected override byte[] Finish() => crc.Value();
    }

    private sealed class HashChecksum(HashAlgorithmName name) : RunningChecksum
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        protected override byte[] Finish() => _hash.GetHashAndReset();

        public override void Dispose()
        {
            _hash.Dispose();
            base.Dispose();
        }
    }
}

/// <summary>A checksum that grows with the data; <see cref="ToBase64"/> is asked once, at the end.</summary>
internal abstract class RunningChecksum : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> data);

    public string ToBase64() => Convert.ToBase64String(Finish());

    public virtual void Dispose()
    {
    }

    protected abstract byte[] Finish();
}
