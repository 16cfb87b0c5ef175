using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Tests.Unit.Egress;

public sealed class WrittenHostTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")] // decimal
    [InlineData("0177.0.0.1", "127.0.0.1")] // octal
    [InlineData("017700000001", "127.0.0.1")]
    [InlineData("0x7f.1", "127.0.0.1")] // hexadecimal
    [InlineData("0x7f000001", "127.0.0.1")]
    [InlineData("0X7F.0X0.0.0x1", "127.0.0.1")]
    [InlineData("127.1", "127.0.0.1")] // short
    [InlineData("10.1.1", "10.1.0.1")]
    [InlineData("10.65793", "10.1.1.1")]
    [InlineData("0", "0.0.0.0")]
    [InlineData("0x", "0.0.0.0")]
    [InlineData("127.0.0.1.", "127.0.0.1")] // trailing dot
    [InlineData("0x7f.1.", "127.0.0.1")]
    [InlineData("%31%32%37.0.0.1", "127.0.0.1")] // percent-encoded
    [InlineData("127%2e0%2E0%2e1", "127.0.0.1")]
    [InlineData("１２７.０.０.１", "127.0.0.1")] // full-width digits
    [InlineData("①②⑦.⓪.⓪.①", "127.0.0.1")] // circled digits
    [InlineData("127。0．0｡1", "127.0.0.1")] // ideographic, full-width and half-width dots
    [InlineData("[::1]", "::1")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    [InlineData("[::ffff:127.0.0.1]", "127.0.0.1")] // IPv4-mapped
    [InlineData("::ffff:7f00:1", "127.0.0.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    public void TryParse_WithDisguisedAddress_TakesTheDisguiseOff(string written, string address)
    {
        Assert.True(WrittenHost.TryParse(written, out var host, out _));
        Assert.Equal(address, host.Address?.ToString());
        Assert.Equal(address, host.Name);
    }

    [Theory]
    [InlineData("Example.COM", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("ｅｘａｍｐｌｅ.com", "example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("my_host-1.internal", "my_host-1.internal")]
    [InlineData("1.2.3.4.example.com", "1.2.3.4.example.com")]
    [InlineData("0xg.example", "0xg.example")]
    public void TryParse_WithName_GivesItsLowerCaseAsciiForm(string written, string name)
    {
        Assert.True(WrittenHost.TryParse(written, out var host, out _));
        Assert.Null(host.Address);
        Assert.Equal(name, host.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("127.0.0.1..")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("08.1.1.1")] // 8 is no octal digit
    [InlineData("4294967296")]
    [InlineData("99999999999999999999999999")]
    [InlineData("example.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1%251]")]
    [InlineData("::g")]
    [InlineData("12:34")]
    [InlineData("a b")]
    [InlineData("example.com%2f.internal")]
    [InlineData("localhost%00.example.com")]
    [InlineData("%5b::1%5d%3a80%40x")]
    [InlineData("exa\u0000mple")]
    public void TryParse_WithWhatIsNoHost_Refuses(string written)
    {
        Assert.False(WrittenHost.TryParse(written, out _, out var problem));
        Assert.NotEmpty(problem);
    }
}
