using System.Buffers;
using System.Security.Cryptography;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript.Host;

/// <summary>One hash or HMAC under way. It gathers its input, which the execution's memory limit bounds, so that it holds no native handle.</summary>
internal sealed class HostHash(string algorithm, byte[]? key)
{
    private readonly ArrayBufferWriter<byte> _input = new();

    public void Append(ReadOnlySpan<byte> bytes) => _input.Write(bytes);

    public HostHash Copy()
    {
        var copy = new HostHash(algorithm, key);
        copy.Append(_input.WrittenSpan);
        return copy;
    }

    public byte[] Digest()
    {
        var name = algorithm switch
        {
            "md5" => HashAlgorithmName.MD5,
            "sha1" => HashAlgorithmName.SHA1,
            "sha256" => HashAlgorithmName.SHA256,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            _ => throw new InvalidOperationException($"Unknown digest {algorithm}"),
        };
        var input = _input.WrittenSpan;
        return key is null ? CryptographicOperations.HashData(name, input) : CryptographicOperations.HmacData(name, key, input);
    }
}
