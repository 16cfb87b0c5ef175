using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.Tests.Unit.Domain;

public sealed class TextTests
{
    [Theory]
    [InlineData("  Smith Rocket ", "SMITH ROCKET")]
    [InlineData("ﬁne", "FINE")]
    [InlineData("Zoe\u0308", "ZOË")]
    [InlineData("straße", "STRASSE", false)]
    public void Normalize_IgnoresCaseFormAndSpaceAround(string value, string expected, bool same = true) =>
        Assert.Equal(same, Text.Normalize(value) == expected);

    [Fact]
    public void Normalize_OfANameThatGrows_EndsWhereItsColumnEnds()
    {
        var normalized = Text.Normalize(new string('\uFDFA', 200));
        Assert.Equal(Text.LongestNormalized, normalized.Length);
    }

    [Fact]
    public void Normalize_ThatEndsInsideAPair_LeavesNoHalfOfIt()
    {
        var normalized = Text.Normalize(new string('a', 181) + "\uFDFA" + "\U0001F600");
        Assert.False(char.IsHighSurrogate(normalized[^1]));
        Assert.Equal(199, normalized.Length);
    }

    [Fact]
    public void Normalize_WithHalfASurrogatePair_ReplacesItRatherThanFailing() => Assert.Equal("A\uFFFDB", Text.Normalize("a\uD800b"));
}
