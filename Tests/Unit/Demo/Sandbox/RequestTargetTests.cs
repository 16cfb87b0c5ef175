using ConnectionsConsole.App.Demo.Sandbox.Http;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/a/../b", "/a/../b")]
    [InlineData("/a%2Fb//c%20d+e", "/a/b//c d+e")]
    [InlineData("/%C3%BC?x", "/ü")]
    [InlineData("/", "/")]
    public void TryParse_DecodesThePathAndResolvesNothing(string raw, string path)
    {
        Assert.True(RequestTarget.TryParse(raw, out var target));
        Assert.Equal(path, target.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("http://other/path")]
    [InlineData("/%")]
    [InlineData("/%2")]
    [InlineData("/%g0")]
    [InlineData("/%ff")]
    [InlineData("/%ed%a0%80")]
    [InlineData("/ü")]
    [InlineData("/a?b=%")]
    [InlineData("/a?%ff=b")]
    public void TryParse_WhatIsNotWellFormed_IsRefused(string raw) => Assert.False(RequestTarget.TryParse(raw, out _));

    [Fact]
    public void Query_KeepsOrderRepetitionAndEmptyValues()
    {
        Assert.True(RequestTarget.TryParse("/?b=2&a&&b=%26+=&=x", out var target));

        Assert.Equal("b:2|a:|b:& =|:x", string.Join('|', target.Query.Select(parameter => $"{parameter.Key}:{parameter.Value}")));
        Assert.Equal("2", target.Value("b"));
        Assert.True(target.Has("a"));
        Assert.False(target.Has("A"));
    }

    [Theory]
    [InlineData("AZaz09-._~", "AZaz09-._~")]
    [InlineData("a b+c/d", "a%20b%2Bc%2Fd")]
    [InlineData("ü€😀", "%C3%BC%E2%82%AC%F0%9F%98%80")]
    [InlineData("!*'()", "%21%2A%27%28%29")]
    public void Encode_EncodesAllButUnreservedCharacters(string value, string encoded) => Assert.Equal(encoded, PercentEncoding.Encode(value));

    [Fact]
    public void Encode_KeepsSlashesWhereAsked() => Assert.Equal("/a%20b/c", PercentEncoding.Encode("/a b/c", keepSlash: true));
}
