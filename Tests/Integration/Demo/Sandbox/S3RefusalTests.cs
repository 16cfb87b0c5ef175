using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>What is wrong with a request is refused with the code of AWS, and leaves nothing behind.</summary>
public sealed class S3RefusalTests : IAsyncLifetime
{
    private const string Bucket = SandboxHost.Bucket;

    private SandboxHost _host = null!;

    public async Task InitializeAsync() => _host = await SandboxHost.StartAsync();

    public async Task DisposeAsync()
    {
        Assert.Empty(Directory.GetFiles(Path.Combine(_host.Server.ObjectsDirectory, ".meta", "temporary")));
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("AKIANOBODY", SandboxHost.SecretAccessKey, "us-east-1", "InvalidAccessKeyId", 403)]
    [InlineData(SandboxHost.AccessKeyId, "wrong", "us-east-1", "SignatureDoesNotMatch", 403)]
    [InlineData(SandboxHost.AccessKeyId, SandboxHost.SecretAccessKey, "eu-central-1", "AuthorizationHeaderMalformed", 400)]
    public async Task AnyRequest_WithWrongKeySecretOrRegion_IsRefused(string key, string secret, string region, string code, int status)
    {
        using var s3 = _host.S3(key, secret, region);

        await RefusedAsync(code, status, () => PutAsync(s3, useChunks: false));
        await RefusedAsync(code, status, () => PutAsync(s3, useChunks: true));
        await RefusedAsync(code, status, () => s3.GetObjectAsync(Bucket, "a"));
        await RefusedAsync(code, status, () => s3.ListBucketsAsync());
        Assert.False(File.Exists(_host.FileOf("a")));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(-16)]
    public async Task AnyRequest_WithSkewedClock_IsRefused(int minutes)
    {
        _host.Time.Offset = TimeSpan.FromMinutes(minutes);
        using var http = _host.Http();
        using var request = SignedRequests.Create(_host, "GET", $"/{Bucket}");

        using var response = await http.SendAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, "RequestTimeTooSkewed"), (response.StatusCode, await SignedRequests.CodeAsync(response)));
    }

    [Fact]
    public async Task Put_WithAlteredBody_IsRefused()
    {
        using var s3 = _host.S3(tamper: request => ReplaceAsync(request, "hello", "jello"));

        await RefusedAsync("XAmzContentSHA256Mismatch", 400, () => PutAsync(s3, useChunks: false));
        await RefusedAsync("SignatureDoesNotMatch", 403, () => PutAsync(s3, useChunks: true));
        Assert.False(File.Exists(_host.FileOf("a")));
    }

    [Fact]
    public async Task Put_WithAlteredHeader_IsRefused()
    {
        using var replaced = _host.S3(tamper: request => Changed(() => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("text/html")));
        using var added = _host.S3(tamper: request => Changed(() => request.Headers.Add("x-amz-acl", "public-read")));
        using var metadata = _host.S3(tamper: request => Changed(() => request.Headers.Add("x-amz-meta-a", "b")));

        await RefusedAsync("SignatureDoesNotMatch", 403, () => PutAsync(replaced, useChunks: false));
        await RefusedAsync("AccessDenied", 403, () => PutAsync(added, useChunks: false));
        await RefusedAsync("AccessDenied", 403, () => PutAsync(metadata, useChunks: true));
        Assert.False(File.Exists(_host.FileOf("a")));
    }

    [Fact]
    public async Task List_WithAlteredQueryOrPath_IsRefused()
    {
        using var query = _host.S3(tamper: request => Changed(() => request.RequestUri = new Uri(request.RequestUri + "&prefix=a")));
        using var path = _host.S3(tamper: request =>
            Changed(() => request.RequestUri = new Uri(request.RequestUri!.ToString().Replace(Bucket, "other-bucket", StringComparison.Ordinal))));

        await RefusedAsync("SignatureDoesNotMatch", 403, () => query.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket }));
        await RefusedAsync("SignatureDoesNotMatch", 403, () => path.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket }));
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/avatars")]
    [InlineData("GET", "/avatars/a")]
    [InlineData("PUT", "/avatars/a")]
    [InlineData("DELETE", "/avatars/a")]
    [InlineData("GET", "/missing/a")]
    public async Task AnyRequest_WithoutSignature_IsDeniedInXml(string method, string path)
    {
        using var http = _host.Http();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "PUT" ? new StringContent("hello") : null };

        using var response = await http.SendAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (response.StatusCode, await SignedRequests.CodeAsync(response)));
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("content-md5", "CY9rzUYh03PK3k6DJie09g==", "BadDigest")]
    [InlineData("content-md5", "nonsense", "InvalidDigest")]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc32", "AAAA", "InvalidRequest")]
    [InlineData("x-amz-checksum-crc32c", "AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=", "BadDigest")]
    [InlineData("x-amz-checksum-sha1", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "BadDigest")]
    [InlineData("x-amz-checksum-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "BadDigest")]
    [InlineData("x-amz-tagging", "a=1&a=2", "InvalidTag")]
    [InlineData("x-amz-storage-class", "GLACIER", "InvalidStorageClass")]
    [InlineData("x-amz-server-side-encryption", "aws:kms", "NotImplemented")]
    [InlineData("x-amz-acl", "everyone", "InvalidArgument")]
    public async Task Put_WithHeaderThatDoesNotFit_IsRefused(string header, string value, string code)
    {
        using var request = SignedRequests.Create(_host, "PUT", $"/{Bucket}/a", "hello"u8.ToArray(), headers: [(header, value)]);

        Assert.Equal(code, await SendAsync(request));
        Assert.False(File.Exists(_host.FileOf("a")));
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "NhCmhg==")]
    [InlineData("x-amz-checksum-crc32c", "mnG7TA==")]
    [InlineData("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=")]
    [InlineData("content-md5", "XUFAKrxLKna5cZ2REBfFkg==")]
    public async Task Put_WithRightChecksum_IsAccepted(string header, string value)
    {
        using var request = SignedRequests.Create(_host, "PUT", $"/{Bucket}/a", "hello"u8.ToArray(), headers: [(header, value)]);

        Assert.Equal("", await SendAsync(request));
    }

    [Fact]
    public async Task Put_AnnouncingMoreThanTheLimit_IsRefusedUnread()
    {
        using var request = SignedRequests.Create(_host, "PUT", $"/{Bucket}/a", "hello"u8.ToArray(), "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            [("x-amz-decoded-content-length", "104857601"), ("x-amz-trailer", "x-amz-checksum-crc32")]);

        Assert.Equal("EntityTooLarge", await SendAsync(request));
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "")]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest")]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-sha1:qvTGHdzF6KLavt4PO0gs2a6pQ00=\r\n\r\n", "MalformedTrailerError")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "MalformedTrailerError")]
    [InlineData("4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "IncompleteBody")]
    [InlineData("5\r\nhello\r\n", "IncompleteBody")]
    [InlineData("hello", "InvalidRequest")]
    public async Task Put_InUnsignedChunks_IsHeldAgainstItsTrailer(string body, string code)
    {
        using var request = SignedRequests.Create(_host, "PUT", $"/{Bucket}/a", Encoding.ASCII.GetBytes(body), "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            [("x-amz-decoded-content-length", "5"), ("x-amz-trailer", "x-amz-checksum-crc32"), ("content-encoding", "aws-chunked")]);

        Assert.Equal(code, await SendAsync(request));
        Assert.Equal(code.Length == 0, File.Exists(_host.FileOf("a")));
    }

    [Fact]
    public async Task Put_WithUnsignedPayload_IsAcceptedOnlyWhenThatWasSigned()
    {
        using var unsigned = SignedRequests.Create(_host, "PUT", $"/{Bucket}/a", "hello"u8.ToArray(), "UNSIGNED-PAYLOAD");
        using var claimed = SignedRequests.Create(_host, "PUT", $"/{Bucket}/b", "hello"u8.ToArray());
        claimed.Headers.Remove("x-amz-content-sha256");
        claimed.Headers.Add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");

        Assert.Equal("", await SendAsync(unsigned));
        Assert.Equal("SignatureDoesNotMatch", await SendAsync(claimed));
    }

    [Theory]
    [InlineData("<Delete><Object><Key>a</Key></Object>")]
    [InlineData("<Delete></Delete>")]
    [InlineData("<Other><Object><Key>a</Key></Object></Other>")]
    [InlineData("<!DOCTYPE Delete [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&a;</Key></Object></Delete>")]
    [InlineData("not xml")]
    public async Task DeleteObjects_WithMalformedXml_IsRefused(string body)
    {
        var content = Encoding.UTF8.GetBytes(body);
        using var request = SignedRequests.Create(_host, "POST", $"/{Bucket}?delete", content, headers: [("content-md5", SignedRequests.Md5(content))]);

        Assert.Equal("MalformedXML", await SendAsync(request));
    }

    [Theory]
    [InlineData("GET", "/avatars?versions", "NotImplemented")]
    [InlineData("PUT", "/avatars?policy", "NotImplemented")]
    [InlineData("GET", "/avatars?policy", "NoSuchBucketPolicy")]
    [InlineData("GET", "/avatars/a?torrent", "NotImplemented")]
    [InlineData("GET", "/avatars/a?versionId=7", "NoSuchVersion")]
    [InlineData("POST", "/avatars/a", "MethodNotAllowed")]
    [InlineData("PATCH", "/avatars/a", "MethodNotAllowed")]
    [InlineData("POST", "/avatars?delete", "InvalidRequest")]
    [InlineData("GET", "/avatars?list-type=3", "InvalidArgument")]
    [InlineData("GET", "/avatars?max-keys=-1", "InvalidArgument")]
    [InlineData("GET", "/avatars?list-type=2&continuation-token=%21", "InvalidArgument")]
    [InlineData("GET", "/avatars/%ff", "InvalidURI")]
    [InlineData("PUT", "/a.", "InvalidBucketName")]
    [InlineData("PUT", "/.meta", "InvalidBucketName")]
    [InlineData("GET", "/.meta/lock", "NoSuchBucket")]
    public async Task SignedRequest_ForWhatIsNotThere_IsRefused(string method, string target, string code)
    {
        using var request = SignedRequests.Create(_host, method, target, method is "PUT" or "POST" ? "<Delete/>"u8.ToArray() : null);

        Assert.Equal(code, await SendAsync(request));
    }

    [Fact]
    public async Task Delete_WithBodyThatWasNotSigned_IsRefusedAndDeletesNothing()
    {
        await File.WriteAllTextAsync(_host.FileOf("x"), "not an object");
        using var s3 = _host.S3();
        await PutAsync(s3, useChunks: false);
        using var request = SignedRequests.Create(_host, "DELETE", $"/{Bucket}/a");
        request.Content = new StringContent("something");
        request.Content.Headers.ContentType = null;

        Assert.Equal("XAmzContentSHA256Mismatch", await SendAsync(request));
        Assert.True(File.Exists(_host.FileOf("a")));
    }

    [Fact]
    public async Task PresignedUrl_GetsAndPutsUntilItExpires()
    {
        using var s3 = _host.S3();
        using var http = _host.Http();
        var put = new Uri(Presigned(s3, HttpVerb.PUT));
        var get = new Uri(Presigned(s3, HttpVerb.GET));

        using var stored = await http.PutAsync(put, new ByteArrayContent("hello"u8.ToArray()));
        var got = await http.GetStringAsync(get);
        using var altered = await http.GetAsync(new Uri(get.ToString().Replace("/a?", "/b?", StringComparison.Ordinal)));
        using var forOtherMethod = await http.DeleteAsync(get);
        _host.Time.Offset = TimeSpan.FromMinutes(11);
        using var expired = await http.GetAsync(get);

        Assert.Equal((HttpStatusCode.OK, "hello"), (stored.StatusCode, got));
        Assert.Equal("SignatureDoesNotMatch", await SignedRequests.CodeAsync(altered));
        Assert.Equal("SignatureDoesNotMatch", await SignedRequests.CodeAsync(forOtherMethod));
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (expired.StatusCode, await SignedRequests.CodeAsync(expired)));
        Assert.Contains("Request has expired", await expired.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-amz-meta-note", "hello", "")]
    [InlineData("x-amz-meta-note", "a\r\nset-cookie: b", "InvalidArgument")]
    [InlineData("x-amz-meta-no te", "hello", "InvalidArgument")]
    [InlineData("x-amz-acl", "everyone", "InvalidArgument")]
    public async Task PresignedUrl_WithAmazonParameter_CountsAsThatHeader(string name, string value, string code)
    {
        using var s3 = _host.S3();
        using var http = _host.Http();
        var request = new GetPreSignedUrlRequest { BucketName = Bucket, Key = "a", Verb = HttpVerb.PUT, Expires = DateTime.UtcNow.AddMinutes(10),
            Protocol = Protocol.HTTP };
        request.Parameters.Add(name, value);

        using var response = await http.PutAsync(new Uri(await s3.GetPreSignedURLAsync(request)), new ByteArrayContent("hello"u8.ToArray()));

        Assert.Equal(code, response.IsSuccessStatusCode ? "" : await SignedRequests.CodeAsync(response));
        if (code.Length == 0)
        {
            Assert.Equal(value, (await s3.GetObjectMetadataAsync(Bucket, "a")).Metadata["note"]);
        }
    }

    private static string Presigned(AmazonS3Client s3, HttpVerb verb) => s3.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = Bucket,
        Key = "a",
        Verb = verb,
        Expires = DateTime.UtcNow.AddMinutes(10),
        Protocol = Protocol.HTTP,
    });

    private static Task<PutObjectResponse> PutAsync(AmazonS3Client s3, bool useChunks) =>
        s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "hello", UseChunkEncoding = useChunks });

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        using var http = _host.Http();
        using var response = await http.SendAsync(request);
        return response.IsSuccessStatusCode ? "" : await SignedRequests.CodeAsync(response);
    }

    private static async Task ReplaceAsync(HttpRequestMessage request, string text, string replacement)
    {
        var original = request.Content!;
        var body = Encoding.Latin1.GetString(await original.ReadAsByteArrayAsync()).Replace(text, replacement, StringComparison.Ordinal);
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        foreach (var (name, values) in original.Headers.Where(header => header.Key != "Content-Length"))
        {
            request.Content.Headers.TryAddWithoutValidation(name, values);
        }
    }

    private static Task Changed(Action change)
    {
        change();
        return Task.CompletedTask;
    }

    private static async Task RefusedAsync(string code, int status, Func<Task> action)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonS3Exception>(action);
        Assert.Equal((code, (HttpStatusCode)status), (refusal.ErrorCode, refusal.StatusCode));
    }
}
