using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Tests.Unit.Egress;

public sealed class CredentialHostsTests
{
    [Theory]
    [InlineData("api.example.com", "https://api.example.com/x")]
    [InlineData("API.example.com.", "https://api.example.com/x")]
    [InlineData("api.example.com", "http://api.example.com/x")]
    [InlineData("api.example.com:8443", "https://api.example.com:8443/")]
    [InlineData("*.example.com", "https://eu.api.example.com/")]
    [InlineData("127.0.0.1:8085", "http://2130706433:8085/")]
    [InlineData("[::1]:8085", "http://[::1]:8085/")]
    public void Allow_WithListedHost_SaysYes(string entry, string address) =>
        Assert.True(new CredentialHosts(["other.example", entry]).Allow(new Uri(address)));

    [Theory]
    [InlineData("api.example.com", "https://api.example.com:8443/")]
    [InlineData("api.example.com", "https://evil-api.example.com/")]
    [InlineData("api.example.com", "https://api.example.com.evil.example/")]
    [InlineData("*.example.com", "https://example.com/")]
    [InlineData("*.example.com", "https://evilexample.com/")]
    [InlineData("*.0.0.1", "http://127.0.0.1/")]
    [InlineData("me@api.example.com", "https://api.example.com/")]
    [InlineData("", "https://api.example.com/")]
    [InlineData("not a host", "https://api.example.com/")]
    public void Allow_WithOtherHost_SaysNo(string entry, string address) => Assert.False(new CredentialHosts([entry]).Allow(new Uri(address)));

    [Fact]
    public void Allow_WithEmptyList_SaysYes() => Assert.True(CredentialHosts.Any.Allow(new Uri("https://anything.example/")));
}
