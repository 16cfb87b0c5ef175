using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.Checksums;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

public sealed class ChecksumTests
{
    /// <summary>The check values of the catalogue of parametrised CRC algorithms, and those of FIPS 180 for "abc".</summary>
    [Theory]
    [InlineData("CRC32", "123456789", "CBF43926")]
    [InlineData("CRC32C", "123456789", "E3069283")]
    [InlineData("CRC64NVME", "123456789", "AE8B14860A799888")]
    [InlineData("SHA1", "abc", "A9993E364706816ABA3E25717850C26C9CD0D89D")]
    [InlineData("SHA256", "abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public void Checksum_OfKnownText_IsTheKnownValue(string name, string text, string expected)
    {
        using var checksum = ChecksumAlgorithm.Named(name)!.Start();
        foreach (var octet in Encoding.ASCII.GetBytes(text))
        {
            checksum.Append([octet]);
        }

        Assert.Equal(Convert.ToBase64String(Convert.FromHexString(expected)), checksum.ToBase64());
    }

    [Theory]
    [InlineData("CRC32", "AAAAAA==", true)]
    [InlineData("CRC32", "AAAAAAA=", false)]
    [InlineData("CRC32", "AAAA", false)]
    [InlineData("CRC32", "", false)]
    [InlineData("CRC32", "!", false)]
    [InlineData("CRC64NVME", "AAAAAAAAAAA=", true)]
    [InlineData("SHA256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", true)]
    public void IsWellFormed_AsksForTheRightNumberOfBytes(string name, string value, bool isWellFormed) =>
        Assert.Equal(isWellFormed, ChecksumAlgorithm.Named(name)!.IsWellFormed(value));
}
