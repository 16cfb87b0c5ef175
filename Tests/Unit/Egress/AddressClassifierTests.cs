using System.Net;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Tests.Unit.Egress;

public sealed class AddressClassifierTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2002:0101:0101::1")]
    [InlineData("2001:200::1")]
    public void Classify_WithPublicAddress_SaysPublic(string address) =>
        Assert.True(AddressClassifier.Classify(IPAddress.Parse(address)).IsPublic);

    [Theory]
    [InlineData("127.0.0.1", nameof(AddressKind.Loopback))]
    [InlineData("127.255.255.254", nameof(AddressKind.Loopback))]
    [InlineData("::1", nameof(AddressKind.Loopback))]
    [InlineData("10.0.0.1", nameof(AddressKind.Private))]
    [InlineData("172.16.0.1", nameof(AddressKind.Private))]
    [InlineData("172.31.255.255", nameof(AddressKind.Private))]
    [InlineData("192.168.1.1", nameof(AddressKind.Private))]
    [InlineData("fec0::1", nameof(AddressKind.Private))]
    [InlineData("64:ff9b:1::808:808", nameof(AddressKind.Private))]
    [InlineData("fc00::1", nameof(AddressKind.UniqueLocal))]
    [InlineData("fdff::1", nameof(AddressKind.UniqueLocal))]
    [InlineData("169.254.0.1", nameof(AddressKind.LinkLocal))]
    [InlineData("fe80::1", nameof(AddressKind.LinkLocal))]
    [InlineData("febf::1", nameof(AddressKind.LinkLocal))]
    [InlineData("100.64.0.1", nameof(AddressKind.CarrierGradeNat))]
    [InlineData("100.127.255.255", nameof(AddressKind.CarrierGradeNat))]
    [InlineData("169.254.169.254", nameof(AddressKind.Metadata))]
    [InlineData("169.254.170.2", nameof(AddressKind.Metadata))]
    [InlineData("100.100.100.200", nameof(AddressKind.Metadata))]
    [InlineData("168.63.129.16", nameof(AddressKind.Metadata))]
    [InlineData("192.0.0.192", nameof(AddressKind.Metadata))]
    [InlineData("fd00:ec2::254", nameof(AddressKind.Metadata))]
    [InlineData("fd20:ce::254", nameof(AddressKind.Metadata))]
    [InlineData("224.0.0.1", nameof(AddressKind.Multicast))]
    [InlineData("239.255.255.250", nameof(AddressKind.Multicast))]
    [InlineData("ff02::1", nameof(AddressKind.Multicast))]
    [InlineData("255.255.255.255", nameof(AddressKind.Broadcast))]
    [InlineData("0.0.0.0", nameof(AddressKind.Unspecified))]
    [InlineData("::", nameof(AddressKind.Unspecified))]
    [InlineData("198.18.0.1", nameof(AddressKind.Benchmarking))]
    [InlineData("2001:2::1", nameof(AddressKind.Benchmarking))]
    [InlineData("192.0.2.1", nameof(AddressKind.Documentation))]
    [InlineData("198.51.100.1", nameof(AddressKind.Documentation))]
    [InlineData("203.0.113.1", nameof(AddressKind.Documentation))]
    [InlineData("2001:db8::1", nameof(AddressKind.Documentation))]
    [InlineData("3fff::1", nameof(AddressKind.Documentation))]
    [InlineData("0.1.2.3", nameof(AddressKind.Reserved))]
    [InlineData("192.0.0.1", nameof(AddressKind.Reserved))]
    [InlineData("192.88.99.1", nameof(AddressKind.Reserved))]
    [InlineData("240.0.0.1", nameof(AddressKind.Reserved))]
    [InlineData("100::1", nameof(AddressKind.Reserved))]
    [InlineData("2001:20::1", nameof(AddressKind.Reserved))]
    [InlineData("5f00::1", nameof(AddressKind.Reserved))]
    [InlineData("4000::1", nameof(AddressKind.Reserved))]
    [InlineData("::8.8.8.8", nameof(AddressKind.Reserved))]
    [InlineData("2001:0:808:808::f7f7:f7f7", nameof(AddressKind.Reserved))]
    public void Classify_WithSpecialAddress_SaysWhich(string address, string kind)
    {
        var verdict = AddressClassifier.Classify(IPAddress.Parse(address));

        Assert.Equal(kind, verdict.Kind.ToString());
        Assert.False(verdict.IsPublic);
    }

    [Theory]
    [InlineData("::ffff:127.0.0.1", nameof(AddressKind.Loopback), "a loopback address")]
    [InlineData("::127.0.0.1", nameof(AddressKind.Loopback), "the IPv4-compatible form of 127.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1", nameof(AddressKind.Loopback), "the IPv4-translated form of 127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1", nameof(AddressKind.Loopback), "the NAT64 form of 127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe", nameof(AddressKind.Metadata), "the NAT64 form of 169.254.169.254")]
    [InlineData("2002:7f00:1::", nameof(AddressKind.Loopback), "the 6to4 form of 127.0.0.1")]
    [InlineData("2002:c0a8:101::1", nameof(AddressKind.Private), "the 6to4 form of 192.168.1.1")]
    [InlineData("2001:0:7f00:1::", nameof(AddressKind.Loopback), "the Teredo form of 127.0.0.1")]
    [InlineData("2001:0:808:808::80ff:fffe", nameof(AddressKind.Loopback), "the Teredo form of 127.0.0.1")]
    [InlineData("2606:4700::5efe:10.0.0.1", nameof(AddressKind.Private), "the ISATAP form of 10.0.0.1")]
    [InlineData("2606:4700::200:5efe:169.254.169.254", nameof(AddressKind.Metadata), "the ISATAP form of 169.254.169.254")]
    public void Classify_WithIPv4InsideIPv6_JudgesTheIPv4Address(string address, string kind, string words)
    {
        var verdict = AddressClassifier.Classify(IPAddress.Parse(address));

        Assert.Equal(kind, verdict.Kind.ToString());
        Assert.Contains(words, verdict.Words, StringComparison.Ordinal);
    }
}
