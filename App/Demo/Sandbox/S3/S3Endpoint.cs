using System.Security.Cryptography;
using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>
/// The bucket service: verifies each request before anything else looks at it, and finds its operation. What S3 knows and the
/// sandbox does not is answered with NotImplemented, never taken for something else.
/// </summary>
internal sealed class S3Endpoint(SignatureVerifier verifier, ObjectStore store, string region)
{
    // Query parameters that make a request another operation; all others refine one or mean nothing.
    private static readonly string[] s_subresources =
    [
        "accelerate", "acl", "analytics", "annotation", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold",
        "lifecycle", "location", "logging", "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls",
        "policy", "policyStatus", "publicAccessBlock", "renameObject", "replication", "requestPayment", "restore", "retention", "select", "session",
        "tagging", "torrent", "uploadId", "uploads", "versioning", "versions", "website", "abac",
    ];

    private readonly BucketOperations _buckets = new(store, region);
    private readonly ListingOperations _listings = new(store);
    private readonly ObjectReading _reading = new(store);
    private readonly ObjectWriting _writing = new(store);
    private readonly ObjectProperties _properties = new(store);
    private readonly MultipartOperations _multipart = new(store);

    /// <summary>Whether the request is meant for S3 even though its path is one of the sandbox's own.</summary>
    public static bool IsSigned(HttpRequest request, RequestTarget target) =>
        RequestAuthorization.IsPresent(SignableRequest.From(request, target));

    /// <returns>The failure behind an InternalError, for the console; null otherwise.</returns>
    public async Task<Exception?> HandleAsync(HttpContext http, RequestTarget target)
    {
        Identify(http.Response);
        try
        {
            var verified = verifier.Verify(SignableRequest.From(http.Request, target));
            await DispatchAsync(new S3Request(http, target, verified));
            return null;
        }
        catch (S3Exception error) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, error, PercentEncoding.Encode(target.Path, keepSlash: true));
            return null;
        }
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(http, S3Errors.InternalError(), PercentEncoding.Encode(target.Path, keepSlash: true));
            return failure;
        }
    }

    /// <summary>Answers with an error document, and nothing of what was prepared for an answer before.</summary>
    public static Task RefuseAsync(HttpContext http, S3Exception error, string resource)
    {
        http.Response.Clear();
        Identify(http.Response);
        return S3Xml.WriteErrorAsync(http, error, resource);
    }

    private static void Identify(HttpResponse response)
    {
        response.Headers["x-amz-request-id"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        response.Headers["x-amz-id-2"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
    }

    private Task DispatchAsync(S3Request request)
    {
        var subresource = s_subresources.FirstOrDefault(request.Target.Has) ?? "";
        if (request.Bucket.Length == 0)
        {
            return request switch
            {
                { Key.Length: > 0 } => throw S3Errors.InvalidBucketName(""),
                { Method: "GET" } when subresource.Length == 0 => WithoutBodyAsync(request, _buckets.ListAsync),
                _ => throw S3Errors.MethodNotAllowed(request.Method),
            };
        }

        return request.Key.Length == 0 ? DispatchBucket(request, subresource) : DispatchObject(request, subresource);
    }

    private Task DispatchBucket(S3Request request, string subresource)
    {
        if (request.Method == "PUT" && subresource.Length == 0)
        {
            return _buckets.CreateAsync(request);
        }

        RequireBucket(request);
        return (request.Method, subresource) switch
        {
            ("GET", "") => WithoutBodyAsync(request, _listings.ListAsync),
            ("HEAD", "") => WithoutBodyAsync(request, _buckets.Head),
            ("DELETE", "") => WithoutBodyAsync(request, _buckets.Delete),
            ("POST", "delete") => _writing.DeleteManyAsync(request),
            ("GET", "acl") => WithoutBodyAsync(request, _properties.GetBucketAclAsync),
            ("GET", _) => WithoutBodyAsync(request, _ => _buckets.GetConfigurationAsync(request, subresource)),
            ("POST", "") => throw S3Errors.MethodNotAllowed(request.Method),
            _ => throw S3Errors.NotImplemented($"{request.Method} ?{subresource}"),
        };
    }

    private Task DispatchObject(S3Request request, string subresource)
    {
        RequireBucket(request);
        ObjectHeaders.ValidateKey(request.Key);
        RefuseVersions(request);
        return (request.Method, subresource) switch
        {
            ("GET" or "HEAD", "") => WithoutBodyAsync(request, _reading.SendAsync),
            ("PUT", "") => request.Header("x-amz-copy-source") is null ? _writing.PutAsync(request) : WithoutBodyAsync(request, _writing.CopyAsync),
            ("DELETE", "") => WithoutBodyAsync(request, _writing.Delete),
            ("GET", "tagging") => WithoutBodyAsync(request, _properties.GetTagsAsync),
            ("PUT", "tagging") => _properties.PutTagsAsync(request),
            ("DELETE", "tagging") => WithoutBodyAsync(request, _properties.DeleteTags),
            ("GET", "acl") => WithoutBodyAsync(request, _properties.GetAclAsync),
            ("PUT", "acl") => WithoutBodyAsync(request, _properties.PutAcl),
            ("POST", "uploads") => WithoutBodyAsync(request, _multipart.CreateAsync),
            ("PUT", "uploadId") => _multipart.PutPartAsync(request),
            ("GET", "uploadId") => WithoutBodyAsync(request, _multipart.ListPartsAsync),
            ("POST", "uploadId") => _multipart.CompleteAsync(request),
            ("DELETE", "uploadId") => WithoutBodyAsync(request, _multipart.Abort),
            (_, "") => throw S3Errors.MethodNotAllowed(request.Method),
            _ => throw S3Errors.NotImplemented($"{request.Method} ?{subresource}"),
        };
    }

    private static async Task WithoutBodyAsync(S3Request request, Func<S3Request, Task> operation)
    {
        await new RequestBody(request).VerifyUnusedAsync(request.Aborted);
        await operation(request);
    }

    private void RequireBucket(S3Request request)
    {
        if (!store.HasBucket(request.Bucket))
        {
            throw S3Errors.NoSuchBucket(request.Bucket);
        }
    }

    /// <summary>Buckets are not versioned: the only version there is has the id "null".</summary>
    private static void RefuseVersions(S3Request request)
    {
        if (request.Target.Value("versionId") is { } version and not "null")
        {
            throw S3Errors.NoSuchVersion(version);
        }
    }
}
