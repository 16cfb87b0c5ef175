using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

public sealed class StorageNameTests
{
    [Theory]
    [InlineData("FTL Rockets.png", true)]
    [InlineData("Smith & Söhne (2).png", true)]
    [InlineData("a/b/c.d", true)]
    [InlineData("50%.png", true)]
    [InlineData(".hidden", true)]
    [InlineData("…", true)]
    [InlineData("日本.png", true)]
    [InlineData("😀.png", true)]
    [InlineData("console.png", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("../a", false)]
    [InlineData("a/..", false)]
    [InlineData("a/./b", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("a\\b", false)]
    [InlineData("C:a", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u007f", false)]
    [InlineData("a?", false)]
    [InlineData("end.", false)]
    [InlineData("end ", false)]
    [InlineData("CON", false)]
    [InlineData("nul.png", false)]
    [InlineData("dir/Lpt1.txt", false)]
    [InlineData("u\u0308", false)]
    [InlineData("a\u200bb", false)]
    [InlineData("a\u202eb", false)]
    [InlineData("a\u2028b", false)]
    public void CanBeFile_OnlyForKeysThatAreSafeNamesEverywhere(string key, bool canBeFile) => Assert.Equal(canBeFile, ObjectPath.CanBeFile(key));

    [Fact]
    public void CanBeFile_CountsBytesOfASegment()
    {
        Assert.True(ObjectPath.CanBeFile(new string('a', 240) + "/" + new string('ü', 120)));
        Assert.False(ObjectPath.CanBeFile(new string('a', 241)));
        Assert.False(ObjectPath.CanBeFile(new string('ü', 121)));
    }

    [Theory]
    [InlineData("avatars")]
    [InlineData("a-1")]
    [InlineData("my.bucket.2026")]
    [InlineData("123")]
    public void BucketName_ThatFollowsTheRules_HasNoProblem(string name) => Assert.Null(BucketName.Problem(name));

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-begins")]
    [InlineData("ends-")]
    [InlineData(".meta")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData("a/b")]
    [InlineData("192.168.0.1")]
    [InlineData("xn--bucket")]
    [InlineData("bucket-s3alias")]
    [InlineData("bücket")]
    [InlineData("api")]
    [InlineData("sprites")]
    [InlineData("con")]
    [InlineData("nul.bucket")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890abcd")]
    public void BucketName_ThatBreaksARule_HasAProblem(string name) => Assert.NotNull(BucketName.Problem(name));
}
