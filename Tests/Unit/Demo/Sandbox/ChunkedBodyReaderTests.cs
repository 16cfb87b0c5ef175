using System.Globalization;
using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.S3;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;

namespace ConnectionsConsole.Tests.Unit.Demo.Sandbox;

/// <summary>
/// The worked examples of "Transferring payload in multiple chunks" in the Amazon S3 API reference, without and with trailing
/// headers: 65 KiB of the letter a in chunks of 64 and 1 KiB.
/// </summary>
public sealed class ChunkedBodyReaderTests
{
    private const string Timestamp = "20130524T000000Z";

    private static readonly string s_first = new('a', 65_536);
    private static readonly string s_second = new('a', 1024);

    private static readonly string s_signedExample =
        $"10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n{s_first}\r\n"
        + $"400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n{s_second}\r\n"
        + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

    private static readonly string s_trailerExample =
        $"10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n{s_first}\r\n"
        + $"400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n{s_second}\r\n"
        + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
        + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
        + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    [InlineData(4096)]
    public async Task Read_PublishedExample_GivesTheData(int mostBytesPerRead)
    {
        var (data, _) = await ReadAsync(s_signedExample, Signed(), hasSignedTrailer: false, mostBytesPerRead);

        Assert.Equal(s_first + s_second, data);
    }

    [Fact]
    public async Task Read_PublishedExampleWithTrailer_GivesDataAndTrailer()
    {
        var (data, trailers) = await ReadAsync(s_trailerExample, SignedWithTrailer(), hasSignedTrailer: true);

        Assert.Equal(s_first + s_second, data);
        Assert.Equal("sOO8/Q==", Assert.Single(trailers).Value);
    }

    [Fact]
    public async Task Read_TrailerWithEmptyLineBeforeItsSignature_IsAccepted()
    {
        var body = s_trailerExample.Replace("sOO8/Q==\r\n", "sOO8/Q==\n\r\n", StringComparison.Ordinal);

        var (_, trailers) = await ReadAsync(body, SignedWithTrailer(), hasSignedTrailer: true);

        Assert.Single(trailers);
    }

    [Theory]
    [InlineData("aaaa\r\n400", "aaab\r\n400", "SignatureDoesNotMatch")]
    [InlineData("ad80c730", "ad80c731", "SignatureDoesNotMatch")]
    [InlineData("b6c6ea8a", "b6c6ea8b", "SignatureDoesNotMatch")]
    [InlineData("400;chunk-signature", "3ff;chunk-signature", "SignatureDoesNotMatch")]
    [InlineData("400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", "400", "InvalidRequest")]
    [InlineData("10000;chunk", "zz;chunk", "InvalidRequest")]
    [InlineData("10000;chunk", "-1;chunk", "InvalidRequest")]
    [InlineData("10000;chunk", "ffffffffffffffff;chunk", "InvalidRequest")]
    [InlineData("10000;chunk", ";chunk", "InvalidRequest")]
    public async Task Read_AlteredSignedBody_IsRefused(string part, string replacement, string code) =>
        Assert.Equal(code, await RefusalAsync(s_signedExample.Replace(part, replacement, StringComparison.Ordinal), Signed(), hasSignedTrailer: false));

    [Theory]
    [InlineData("aaaa\r\n400;", "IncompleteBody")]
    [InlineData("\r\n400;", "InvalidRequest")]
    [InlineData("400;chunk", "IncompleteBody")]
    [InlineData("0;chunk-signature=b6", "IncompleteBody")]
    public async Task Read_SignedBodyCutOff_IsRefused(string endsBefore, string code) =>
        Assert.Equal(code, await RefusalAsync(s_signedExample[..s_signedExample.IndexOf(endsBefore, StringComparison.Ordinal)], Signed(),
            hasSignedTrailer: false));

    [Theory]
    [InlineData("sOO8/Q==", "sOO8/R==", "SignatureDoesNotMatch")]
    [InlineData("x-amz-checksum-crc32c:sOO8/Q==\r\n", "", "SignatureDoesNotMatch")]
    [InlineData("x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n", "", "MalformedTrailerError")]
    [InlineData("x-amz-checksum-crc32c:", "x-amz-checksum-crc32c", "MalformedTrailerError")]
    [InlineData("e435\r\n\r\n", "e435\r\nx-amz-meta-a:b\r\n\r\n", "MalformedTrailerError")]
    public async Task Read_AlteredTrailer_IsRefused(string part, string replacement, string code) =>
        Assert.Equal(code, await RefusalAsync(s_trailerExample.Replace(part, replacement, StringComparison.Ordinal), SignedWithTrailer(),
            hasSignedTrailer: true));

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n")]
    [InlineData("2\r\nhe\r\n3\r\nllo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n")]
    public async Task Read_UnsignedChunks_GivesDataAndTrailer(string body)
    {
        var (data, trailers) = await ReadAsync(body, null, hasSignedTrailer: false);

        Assert.Equal(("hello", "NhCmhg=="), (data, trailers["x-amz-checksum-crc32"]));
    }

    [Fact]
    public async Task Read_SignedChunkUnderEightKibibytesBeforeAnother_IsRefused()
    {
        var signatures = new ChunkChain();
        var body = signatures.Chunk("hello") + signatures.Chunk("world") + signatures.Chunk("");

        Assert.Equal("InvalidChunkSizeError", await RefusalAsync(body, Signed(), hasSignedTrailer: false));
    }

    [Fact]
    public async Task Read_EndlessLine_IsRefused() =>
        Assert.Equal("InvalidRequest", await RefusalAsync(new string('1', 100_000), null, hasSignedTrailer: false));

    private static ChunkSignatures Signed() => Signatures("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");

    private static ChunkSignatures SignedWithTrailer() => Signatures("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");

    private static ChunkSignatures Signatures(string seed) =>
        new(new SigningKey(SignedExample.SecretAccessKey, SignedExample.Scope), Timestamp, SignedExample.Scope, seed);

    private static async Task<string> RefusalAsync(string body, ChunkSignatures? signatures, bool hasSignedTrailer) =>
        (await Assert.ThrowsAsync<S3Exception>(() => ReadAsync(body, signatures, hasSignedTrailer))).Code;

    private static async Task<(string Data, IReadOnlyDictionary<string, string> Trailers)> ReadAsync(
        string body, ChunkSignatures? signatures, bool hasSignedTrailer, int mostBytesPerRead = int.MaxValue)
    {
        using var reader = new ChunkedBodyReader(new SlowStream(Encoding.ASCII.GetBytes(body), mostBytesPerRead), signatures, hasSignedTrailer);
        var data = new StringBuilder();
        var buffer = new byte[10_000];
        while (await reader.ReadAsync(buffer, CancellationToken.None) is > 0 and var read)
        {
            data.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return (data.ToString(), reader.Trailers);
    }

    /// <summary>Signs chunks the way a client does, on from the seed of the published example.</summary>
    private sealed class ChunkChain
    {
        private readonly SigningKey _key = new(SignedExample.SecretAccessKey, SignedExample.Scope);
        private string _previous = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

        public string Chunk(string data)
        {
            _previous = _key.Sign(
                $"AWS4-HMAC-SHA256-PAYLOAD\n{Timestamp}\n{SignedExample.Scope}\n{_previous}\n{ChunkSignatures.EmptySha256}\n{CanonicalRequest.HexSha256(data)}");
            return $"{data.Length.ToString("x", CultureInfo.InvariantCulture)};chunk-signature={_previous}\r\n{data}\r\n";
        }
    }

    /// <summary>Gives few bytes at a time, as a network does.</summary>
    private sealed class SlowStream(byte[] content, int mostBytesPerRead) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, mostBytesPerRead)], cancellationToken);
    }
}
