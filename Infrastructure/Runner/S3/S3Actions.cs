using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;
using ConnectionsConsole.Infrastructure.Runner.Http;

namespace ConnectionsConsole.Infrastructure.Runner.S3;

/// <summary>The four actions, each: read the inputs, send one request, shape the result in S3's own names.</summary>
internal static class S3Actions
{
    private const int MostTags = 10;

    private static readonly string[] s_acls =
        ["private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "bucket-owner-read", "bucket-owner-full-control"];

    public static async Task<StepOutcome> PutAsync(IAmazonS3 client, S3Target target, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (bytes, contentType) = Contents(inputs);
        using var body = AsStream(bytes);
        var request = new PutObjectRequest
        {
            BucketName = target.Bucket,
            Key = S3Target.ReadKey(inputs),
            InputStream = body,
            AutoCloseStream = false,
            ContentType = contentType,
            // One payload whose hash is signed, also over plain http, instead of aws-chunked: every store takes that.
            UseChunkEncoding = false,
            DisablePayloadSigning = false,
            TagSet = Tags(inputs),
        };
        if (inputs.Text(AwsS3Connector.Inputs.Acl) is { } acl)
        {
            request.CannedACL = s_acls.Contains(acl) ? new S3CannedACL(acl) : throw inputs.Wrong($"ACL has to be empty or one of {string.Join(", ", s_acls)}");
        }

        var response = await client.PutObjectAsync(request, cancellationToken);
        if (string.IsNullOrEmpty(response.ETag))
        {
            // A web site may answer 200 to anything; a store that kept the object says its entity tag.
            return new S3Failures(target).NoStore((int)response.HttpStatusCode);
        }

        return Result(new
        {
            response.ETag,
            response.VersionId,
            Bucket = target.Bucket,
            Key = request.Key,
            ContentLength = bytes.Length,
            ContentType = contentType,
        });
    }

    public static async Task<StepOutcome> GetAsync(IAmazonS3 client, S3Target target, StepInputs inputs, long maxBytes, CancellationToken cancellationToken)
    {
        var type = HttpStepSettings.ReadResponseType(inputs, AwsS3Connector.Inputs.ResponseType, ResponseType.Binary);
        var request = new GetObjectRequest { BucketName = target.Bucket, Key = S3Target.ReadKey(inputs) };
        using var response = await client.GetObjectAsync(request, cancellationToken);
        if (response.ContentLength > maxBytes)
        {
            throw new ResponseTooLargeException(maxBytes);
        }

        using var content = new StreamContent(response.ResponseStream);
        var body = await CappedContent.ReadAsync(content, maxBytes, cancellationToken);
        var contentType = response.Headers.ContentType is { Length: > 0 } declared ? declared : null;
        return ResponseBody.TryConvert(body, contentType, type, out var value, out var problem)
            ? value
            : new StepFailure(
                FailureCategory.Permanent,
                $"The object {request.Key} is not JSON, because {problem}. Choose the Response Type text or binary to take it as it is.");
    }

    public static async Task<StepOutcome> ListAsync(IAmazonS3 client, S3Target target, StepInputs inputs, CancellationToken cancellationToken)
    {
        var response = await client.ListObjectsV2Async(
            new ListObjectsV2Request
            {
                BucketName = target.Bucket,
                Prefix = inputs.Text(AwsS3Connector.Inputs.Prefix),
                MaxKeys = (int)(inputs.Number(AwsS3Connector.Inputs.MaximumKeys, "Max Keys", 1, 1000) ?? 1000),
                ContinuationToken = inputs.Text(AwsS3Connector.Inputs.ContinuationToken),
            },
            cancellationToken);
        if (string.IsNullOrEmpty(response.Name))
        {
            return new S3Failures(target).NoStore((int)response.HttpStatusCode);
        }

        var contents = (response.S3Objects ?? []).Select(item => new { item.Key, item.Size, LastModified = item.LastModified?.ToUniversalTime(), item.ETag });
        return Result(new
        {
            Bucket = target.Bucket,
            Contents = contents,
            KeyCount = response.S3Objects?.Count ?? 0,
            IsTruncated = response.IsTruncated ?? false,
            NextContinuationToken = response.NextContinuationToken is { Length: > 0 } next ? next : null,
        });
    }

    public static async Task<StepOutcome> DeleteAsync(IAmazonS3 client, S3Target target, StepInputs inputs, CancellationToken cancellationToken)
    {
        var key = S3Target.ReadKey(inputs);
        var response = await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = target.Bucket, Key = key }, cancellationToken);
        return Result(new { Bucket = target.Bucket, Key = key, response.DeleteMarker, response.VersionId });
    }

    private static (ReadOnlyMemory<byte> Bytes, string ContentType) Contents(StepInputs inputs) => inputs.Value(AwsS3Connector.Inputs.FileContents) switch
    {
        BinaryStepValue binary => (binary.Data, binary.ContentType),
        JsonStepValue { Element.ValueKind: JsonValueKind.String } text => (Encoding.UTF8.GetBytes(text.Element.GetString()!), "text/plain; charset=utf-8"),
        JsonStepValue { Element.ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } json => (json.Utf8, "application/json"),
        _ => throw inputs.Wrong("File Contents is empty"),
    };

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    private static List<Tag>? Tags(StepInputs inputs)
    {
        var tags = inputs.KeyValues(AwsS3Connector.Inputs.Tagging);
        if (tags.Count > MostTags)
        {
            throw inputs.Wrong($"Object Tags has {tags.Count} tags; an object can have {MostTags}");
        }

        return tags.Count == 0 ? null : [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];
    }

    /// <summary>In S3's own spelling, which is not camel case.</summary>
    private static JsonStepValue Result<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value));
}
