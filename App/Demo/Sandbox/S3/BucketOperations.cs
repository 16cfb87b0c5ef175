using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>Operations on buckets as a whole.</summary>
internal sealed class BucketOperations(ObjectStore store, string region)
{
    // Only this region forgives creating one's own bucket a second time ("CreateBucket" in the API reference).
    private const string ClassicRegion = "us-east-1";

    // Asking for a configuration that was never set has a code of its own for each kind.
    private static readonly Dictionary<string, string> s_missingConfigurations = new(StringComparer.Ordinal)
    {
        ["cors"] = "NoSuchCORSConfiguration",
        ["lifecycle"] = "NoSuchLifecycleConfiguration",
        ["policy"] = "NoSuchBucketPolicy",
        ["publicAccessBlock"] = "NoSuchPublicAccessBlockConfiguration",
        ["tagging"] = "NoSuchTagSet",
        ["website"] = "NoSuchWebsiteConfiguration",
    };

    public Task ListAsync(S3Request request) => S3Xml.WriteAsync(request.Http, "ListAllMyBucketsResult", xml =>
    {
        S3Xml.Owner(xml);
        xml.WriteStartElement("Buckets");
        foreach (var (name, created) in store.Buckets())
        {
            xml.WriteStartElement("Bucket");
            xml.WriteElementString("Name", name);
            S3Xml.Time(xml, "CreationDate", created);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    public async Task CreateAsync(S3Request request)
    {
        ObjectHeaders.RefuseUnsupported(request);
        ObjectHeaders.Acl(request);
        if (BucketName.Problem(request.Bucket) is { } problem)
        {
            throw S3Errors.InvalidBucketName(request.Bucket, problem);
        }

        var (content, _) = await new RequestBody(request).ReadAllAsync(S3Xml.MaximumBodyBytes, request.Aborted);
        if (content.Length > 0)
        {
            var constraint = S3Xml.ChildText(S3Xml.Parse(content, "CreateBucketConfiguration"), "LocationConstraint");
            if (!string.IsNullOrEmpty(constraint) && constraint != region)
            {
                throw S3Errors.IllegalLocationConstraint(constraint, region);
            }
        }

        if (!store.CreateBucket(request.Bucket) && region != ClassicRegion)
        {
            throw S3Errors.BucketAlreadyOwnedByYou(request.Bucket);
        }

        request.Http.Response.Headers.Location = "/" + request.Bucket;
    }

    public Task Head(S3Request request)
    {
        request.Http.Response.Headers["x-amz-bucket-region"] = region;
        return Task.CompletedTask;
    }

    public Task Delete(S3Request request)
    {
        store.DeleteBucket(request.Bucket);
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task GetConfigurationAsync(S3Request request, string subresource)
    {
        if (s_missingConfigurations.TryGetValue(subresource, out var code))
        {
            throw new S3Exception(404, code, "The bucket has no such configuration.", ("BucketName", request.Bucket));
        }

        return subresource switch
        {
            // The classic region has no name here, for historical reasons.
            "location" => S3Xml.WriteAsync(request.Http, "LocationConstraint", xml => xml.WriteString(region == ClassicRegion ? "" : region)),
            "versioning" => S3Xml.WriteAsync(request.Http, "VersioningConfiguration", _ => { }),
            "requestPayment" => S3Xml.WriteAsync(request.Http, "RequestPaymentConfiguration", xml => xml.WriteElementString("Payer", "BucketOwner")),
            _ => throw S3Errors.NotImplemented($"GET ?{subresource}"),
        };
    }
}
