using ConnectionsConsole.App.Demo.Sandbox.S3;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

public sealed class ObjectListingTests
{
    private static readonly string[] s_keys = ["a", "a/1", "a/2", "a/b/3", "b", "\uFF21", "😀"];

    [Theory]
    [InlineData("", "", 100, "a a/1 a/2 a/b/3 b \uFF21 😀")]
    [InlineData("", "/", 100, "a [a/] b \uFF21 😀")]
    [InlineData("a", "/", 100, "a [a/]")]
    [InlineData("a/", "/", 100, "a/1 a/2 [a/b/]")]
    [InlineData("a/b/", "/", 100, "a/b/3")]
    [InlineData("", "b", 100, "a a/1 a/2 [a/b] [b] \uFF21 😀")]
    [InlineData("c", "/", 100, "")]
    [InlineData("", "", 0, "")]
    public void Of_RollsUpWhatSharesTheDelimiter(string prefix, string delimiter, int maximum, string expected)
    {
        var listing = ObjectListing.Of(Bucket(s_keys), new ListingQuery(prefix, delimiter, "", maximum));

        Assert.Equal(expected, Text(listing));
        Assert.False(listing.IsTruncated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("b")]
    public void Of_InPagesOfAnySize_GivesEachItemOnce(string delimiter)
    {
        var bucket = Bucket(s_keys);
        var whole = Text(ObjectListing.Of(bucket, new ListingQuery("", delimiter, "", 100)));
        for (var size = 1; size <= s_keys.Length; size++)
        {
            var pages = new List<string>();
            var after = "";
            ObjectListing page;
            do
            {
                page = ObjectListing.Of(bucket, new ListingQuery("", delimiter, after, size));
                pages.Add(Text(page));
                after = page.LastItem;
            }
            while (page.IsTruncated);

            Assert.Equal(whole, string.Join(' ', pages));
        }
    }

    [Fact]
    public void Of_AfterAKeyThatIsNotThere_GoesOnBehindIt() =>
        Assert.Equal("a/b/3 b \uFF21 😀", Text(ObjectListing.Of(Bucket(s_keys), new ListingQuery("", "", "a/3", 100))));

    [Fact]
    public void Index_KnowsWhichNamesAreTaken()
    {
        var bucket = Bucket(["a/b", "File.png"]);

        Assert.True(bucket.IsNameFree("a/b"));
        Assert.True(bucket.IsNameFree("a/c"));
        Assert.False(bucket.IsNameFree("a"));
        Assert.False(bucket.IsNameFree("A/B"));
        Assert.False(bucket.IsNameFree("a/b/c"));
        Assert.False(bucket.IsNameFree("file.png"));
        bucket.Remove("a/b");
        Assert.True(bucket.IsNameFree("a"));
        Assert.True(bucket.IsNameFree("a/b/c"));
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=5-", 5, 5)]
    [InlineData("bytes=-3", 7, 3)]
    [InlineData("bytes=-30", 0, 10)]
    [InlineData("bytes=9-100", 9, 1)]
    public void ByteRange_InsideTheObject_IsThatPart(string header, long first, long length) =>
        Assert.Equal(new ByteRange(first, length), ByteRange.Parse(header, 10));

    [Theory]
    [InlineData(null)]
    [InlineData("bytes=")]
    [InlineData("bytes=-")]
    [InlineData("bytes=5-4")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=+1-2")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=99999999999999999999-")]
    public void ByteRange_ThatIsNotOne_IsIgnored(string? header) => Assert.Null(ByteRange.Parse(header, 10));

    [Theory]
    [InlineData("bytes=10-", 10)]
    [InlineData("bytes=10-20", 10)]
    [InlineData("bytes=-0", 10)]
    [InlineData("bytes=0-", 0)]
    public void ByteRange_OutsideTheObject_IsNotSatisfiable(string header, long size) =>
        Assert.Equal("InvalidRange", Assert.Throws<S3Exception>(() => ByteRange.Parse(header, size)).Code);

    private static BucketIndex Bucket(IEnumerable<string> keys)
    {
        var bucket = new BucketIndex("bucket", DateTimeOffset.UnixEpoch);
        foreach (var key in keys.Reverse())
        {
            bucket.Set(new StoredObject
            {
                Key = key,
                IsNamedByKey = true,
                Length = 1,
                ETag = "",
                LastModified = DateTimeOffset.UnixEpoch,
                FileTicks = 0,
                Attributes = new ObjectAttributes(),
            });
        }

        return bucket;
    }

    /// <summary>Keys and, in brackets, common prefixes, in the order in which they sort.</summary>
    private static string Text(ObjectListing listing) => string.Join(' ', listing.Objects.Select(stored => (stored.Key, Shown: stored.Key))
        .Concat(listing.CommonPrefixes.Select(prefix => (Key: prefix, Shown: $"[{prefix}]")))
        .OrderBy(item => item.Key, Utf8Order.Instance)
        .Select(item => item.Shown));
}
