using System.Text;
using ConnectionsConsole.Infrastructure.Runner.Http;

namespace ConnectionsConsole.Tests.Unit.Runner.Http;

public sealed class ResponseBodyTests
{
    [Theory]
    [InlineData("  a\r\n\tb  ", "a b")]
    [InlineData("", null)]
    [InlineData(" \n", null)]
    [InlineData("PNG\0\u0001", null)]
    public void Excerpt_IsOneLineOfTextOrNothing(string body, string? excerpt) =>
        Assert.Equal(excerpt, ResponseBody.Excerpt(Encoding.UTF8.GetBytes(body), "text/plain"));

    [Fact]
    public void Excerpt_OfALongBody_BreaksOffBetweenCharacters()
    {
        var excerpt = ResponseBody.Excerpt(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("😀", 1000))), "text/plain")!;

        Assert.EndsWith("😀...", excerpt, StringComparison.Ordinal);
        Assert.InRange(excerpt.Length, 300, 310);
    }

    [Theory]
    [InlineData("{\"a\":1}", true)]
    [InlineData(" [1] ", true)]
    [InlineData("\"text\"", true)]
    [InlineData("", true)]
    [InlineData("{\"a\":1", false)]
    [InlineData("{} {}", false)]
    [InlineData("{'a':1}", false)]
    [InlineData("NaN", false)]
    public void TryConvert_ToJson_AcceptsWhatIsJsonOnly(string body, bool accepted) =>
        Assert.Equal(accepted, ResponseBody.TryConvert(Encoding.UTF8.GetBytes(body), "application/json", ResponseType.Json, out _, out _));

    [Fact]
    public void TryConvert_ToJsonWithBytesThatAreNoText_Refuses()
    {
        Assert.False(ResponseBody.TryConvert([(byte)'"', 0xff, (byte)'"'], "application/json", ResponseType.Json, out _, out var problem));
        Assert.Equal("it is not text", problem);
    }
}
