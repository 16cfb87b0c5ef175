using System.Globalization;
using System.Xml.Linq;
using ConnectionsConsole.App.Demo.Sandbox.Checksums;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>CreateMultipartUpload, UploadPart, ListParts, CompleteMultipartUpload and AbortMultipartUpload.</summary>
internal sealed class MultipartOperations(ObjectStore store)
{
    private readonly MultipartUploads _uploads = new(store);

    public Task CreateAsync(S3Request request)
    {
        var algorithm = request.Header("x-amz-checksum-algorithm");
        if (algorithm is not null && ChecksumAlgorithm.Named(algorithm) is null)
        {
            throw S3Errors.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                + string.Join(", ", ChecksumAlgorithm.All.Select(one => one.Name)));
        }

        // The type that S3 assumes where none is given ("Checking object integrity").
        var type = request.Header("x-amz-checksum-type") ?? (algorithm == "CRC64NVME" ? ObjectHeaders.FullObject : "COMPOSITE");
        if (type is not (ObjectHeaders.FullObject or "COMPOSITE"))
        {
            throw S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid.");
        }

        var uploadId = _uploads.Create(request.Bucket, new UploadFile(request.Key, ObjectHeaders.Read(request), algorithm, type));
        if (algorithm is not null)
        {
            request.Http.Response.Headers["x-amz-checksum-algorithm"] = algorithm;
            request.Http.Response.Headers["x-amz-checksum-type"] = type;
        }

        return S3Xml.WriteAsync(request.Http, "InitiateMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("UploadId", uploadId);
        });
    }

    public async Task PutPartAsync(S3Request request)
    {
        var uploadId = UploadId(request);
        var number = PartNumber(request.Target.Value("partNumber") ?? "");
        _uploads.Find(request.Bucket, request.Key, uploadId);
        if (request.Header("x-amz-copy-source") is not null)
        {
            throw S3Errors.NotImplemented("the header x-amz-copy-source on a part");
        }

        await using var content = store.CreateTemporaryFile();
        var received = await new RequestBody(request).CopyToAsync(content.Stream, RequestBody.MaximumBytes, request.Aborted);
        _uploads.PutPart(request.Bucket, uploadId, number, content, received.ETag);
        request.Http.Response.Headers.ETag = $"\"{received.ETag}\"";
        if (received.Checksum is { } checksum)
        {
            request.Http.Response.Headers["x-amz-checksum-" + checksum.Algorithm.ToLowerInvariant()] = checksum.Value;
        }
    }

    public Task ListPartsAsync(S3Request request)
    {
        var uploadId = UploadId(request);
        _uploads.Find(request.Bucket, request.Key, uploadId);
        var marker = int.TryParse(request.Target.Value("part-number-marker"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var maximum = int.TryParse(request.Target.Value("max-parts"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Min(asked, 1000) : 1000;
        var following = _uploads.Parts(request.Bucket, uploadId).Where(part => part.Number > marker).ToList();
        var page = following.Take(maximum).ToList();
        return S3Xml.WriteAsync(request.Http, "ListPartsResult", xml =>
        {
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("UploadId", uploadId);
            S3Xml.Owner(xml, "Initiator");
            S3Xml.Owner(xml);
            xml.WriteElementString("StorageClass", "STANDARD");
            S3Xml.Number(xml, "PartNumberMarker", marker);
            S3Xml.Number(xml, "NextPartNumberMarker", page.Count > 0 ? page[^1].Number : 0);
            S3Xml.Number(xml, "MaxParts", maximum);
            S3Xml.Flag(xml, "IsTruncated", page.Count < following.Count);
            foreach (var part in page)
            {
                xml.WriteStartElement("Part");
                S3Xml.Number(xml, "PartNumber", part.Number);
                S3Xml.Time(xml, "LastModified", part.LastModified);
                xml.WriteElementString("ETag", $"\"{part.ETag}\"");
                S3Xml.Number(xml, "Size", part.Length);
                xml.WriteEndElement();
            }
        });
    }

    public async Task CompleteAsync(S3Request request)
    {
        var uploadId = UploadId(request);
        var upload = _uploads.Find(request.Bucket, request.Key, uploadId);
        var document = await S3Xml.ReadAsync(new RequestBody(request), "CompleteMultipartUpload", request.Aborted);
        var completed = S3Xml.Children(document, "Part").Select(CompletedPart).ToList();
        if (completed.Count is 0 or > MultipartUploads.MostParts)
        {
            throw S3Errors.MalformedXml();
        }

        // The parts' checksums are held against the parts; one of the whole object is computed where it is asked for.
        var algorithm = upload.ChecksumType == ObjectHeaders.FullObject && upload.ChecksumAlgorithm is not null
            ? ChecksumAlgorithm.Named(upload.ChecksumAlgorithm) : null;
        await using var content = store.CreateTemporaryFile();
        var received = await _uploads.JoinAsync(request.Bucket, uploadId, completed, algorithm, content, request.Aborted);
        if (algorithm is not null && request.Header(algorithm.HeaderName) is { } announced && announced != received.Checksum?.Value)
        {
            throw S3Errors.BadDigest(algorithm.Name);
        }

        store.Put(request.Bucket, request.Key, content, received, upload.Attributes, Conditions.ForPut(request));
        _uploads.Delete(request.Bucket, uploadId);
        await S3Xml.WriteAsync(request.Http, "CompleteMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Location", $"/{request.Bucket}/{request.Key}");
            xml.WriteElementString("Bucket", request.Bucket);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("ETag", $"\"{received.ETag}\"");
            if (algorithm is not null && received.Checksum is { } checksum)
            {
                xml.WriteElementString(algorithm.ElementName, checksum.Value);
                xml.WriteElementString("ChecksumType", ObjectHeaders.FullObject);
            }
        });
    }

    public Task Abort(S3Request request)
    {
        var uploadId = UploadId(request);
        _uploads.Find(request.Bucket, request.Key, uploadId);
        _uploads.Delete(request.Bucket, uploadId);
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static CompletedPart CompletedPart(XElement element)
    {
        var number = PartNumber(S3Xml.ChildText(element, "PartNumber") ?? throw S3Errors.MalformedXml());
        var etag = S3Xml.ChildText(element, "ETag") ?? throw S3Errors.MalformedXml();
        var checksum = ChecksumAlgorithm.All
            .Select(algorithm => S3Xml.ChildText(element, algorithm.ElementName) is { } value ? new StoredChecksum(algorithm.Name, value) : null)
            .FirstOrDefault(one => one is not null);
        return new CompletedPart(number, etag.Trim('"'), checksum);
    }

    private static int PartNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MultipartUploads.MostParts
            ? number
            : throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);

    private static string UploadId(S3Request request) => request.Target.Value("uploadId") ?? "";
}
