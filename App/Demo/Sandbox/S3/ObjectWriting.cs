using System.Xml.Linq;
using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>PutObject, CopyObject, DeleteObject and DeleteObjects.</summary>
internal sealed class ObjectWriting(ObjectStore store)
{
    private const int MostDeletions = 1000;

    public async Task PutAsync(S3Request request)
    {
        var attributes = ObjectHeaders.Read(request);
        var precondition = Conditions.ForPut(request);
        await using var content = store.CreateTemporaryFile();
        var received = await new RequestBody(request).CopyToAsync(content.Stream, RequestBody.MaximumBytes, request.Aborted);
        var stored = store.Put(request.Bucket, request.Key, content, received, attributes, precondition);
        request.Http.Response.Headers.ETag = $"\"{stored.ETag}\"";
        ObjectHeaders.WriteChecksum(request.Http.Response, stored);
    }

    public async Task CopyAsync(S3Request request)
    {
        var (sourceBucket, sourceKey) = CopySource(request);
        var attributes = ObjectHeaders.Read(request);
        var replacesMetadata = Directive(request, "x-amz-metadata-directive");
        var replacesTags = Directive(request, "x-amz-tagging-directive");
        if (sourceBucket == request.Bucket && sourceKey == request.Key && !replacesMetadata)
        {
            throw S3Errors.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.");
        }

        var (source, sourceContent) = store.OpenRead(sourceBucket, sourceKey);
        await using var opened = sourceContent;
        await using var content = store.CreateTemporaryFile();
        await sourceContent.CopyToAsync(content.Stream, request.Aborted);
        attributes = (replacesMetadata ? attributes : source.Attributes with { Acl = attributes.Acl }) with
        {
            Tags = replacesTags ? attributes.Tags : source.Attributes.Tags,
        };

        // The entity tag of a copy is that of a plain put: a copy is one part, however many its source had.
        var md5 = source.ETag.Contains('-', StringComparison.Ordinal) ? EntityTag.Compute(sourceContent) : source.ETag;
        var stored = store.Put(
            request.Bucket, request.Key, content, new ReceivedBody(source.Length, md5, source.Checksum),
            attributes, Conditions.ForPut(request));
        await S3Xml.WriteAsync(request.Http, "CopyObjectResult", xml =>
        {
            xml.WriteElementString("ETag", $"\"{stored.ETag}\"");
            S3Xml.Time(xml, "LastModified", stored.LastModified);
        });
    }

    public Task Delete(S3Request request)
    {
        store.Delete(request.Bucket, request.Key);
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public async Task DeleteManyAsync(S3Request request)
    {
        var (content, received) = await new RequestBody(request).ReadAllAsync(S3Xml.MaximumBodyBytes, request.Aborted);
        if (request.Header("content-md5") is null && received.Checksum is null)
        {
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }

        var document = S3Xml.Parse(content, "Delete");
        var objects = S3Xml.Children(document, "Object").ToList();
        if (objects.Count is 0 or > MostDeletions || objects.Any(one => string.IsNullOrEmpty(S3Xml.ChildText(one, "Key"))))
        {
            throw S3Errors.MalformedXml();
        }

        var isQuiet = S3Xml.ChildText(document, "Quiet") == "true";
        var results = objects.Select(one => DeleteOne(request.Bucket, one)).ToList();
        await S3Xml.WriteAsync(request.Http, "DeleteResult", xml =>
        {
            foreach (var (key, refusal) in results.Where(result => !isQuiet || result.Refusal is not null))
            {
                xml.WriteStartElement(refusal is null ? "Deleted" : "Error");
                xml.WriteElementString("Key", key);
                if (refusal is not null)
                {
                    xml.WriteElementString("Code", refusal.Code);
                    xml.WriteElementString("Message", refusal.Message);
                }

                xml.WriteEndElement();
            }
        });
    }

    private (string Key, S3Exception? Refusal) DeleteOne(string bucket, XElement element)
    {
        var key = S3Xml.ChildText(element, "Key") ?? "";
        try
        {
            ObjectHeaders.ValidateKey(key);
            if (S3Xml.ChildText(element, "VersionId") is { } version and not ("" or "null"))
            {
                throw S3Errors.NoSuchVersion(version);
            }

            if (S3Xml.ChildText(element, "ETag") is not null)
            {
                throw S3Errors.NotImplemented("a conditional deletion");
            }

            store.Delete(bucket, key);
            return (key, null);
        }
        catch (S3Exception refusal)
        {
            return (key, refusal);
        }
    }

    private static (string Bucket, string Key) CopySource(S3Request request)
    {
        if (request.HeaderNames("x-amz-copy-source-") is [var condition, ..])
        {
            throw S3Errors.NotImplemented($"the header {condition}");
        }

        var header = request.Header("x-amz-copy-source") ?? "";
        S3Exception Invalid() =>
            S3Errors.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", "x-amz-copy-source", header);
        if (!RequestTarget.TryParse("/" + header.TrimStart('/'), out var target))
        {
            throw Invalid();
        }

        var slash = target.Path.IndexOf('/', 1);
        if (slash < 0 || slash == target.Path.Length - 1)
        {
            throw Invalid();
        }

        return target.Value("versionId") is { } version and not "null"
            ? throw S3Errors.NoSuchVersion(version)
            : (target.Path[1..slash], target.Path[(slash + 1)..]);
    }

    private static bool Directive(S3Request request, string header) => request.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Errors.InvalidArgument("The directive must be COPY or REPLACE.", header, other),
    };
}
