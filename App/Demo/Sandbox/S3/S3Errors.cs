using System.Globalization;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>The refusals of the bucket service, each with code and status of the list "Error responses" in the Amazon S3 API reference.</summary>
internal static class S3Errors
{
    public static S3Exception AccessDenied(string message = "Access Denied", params IReadOnlyList<(string, string)> details) =>
        new(403, "AccessDenied", message, details);

    public static S3Exception AuthorizationHeaderMalformed(string reason, params IReadOnlyList<(string, string)> details) =>
        new(400, "AuthorizationHeaderMalformed", "The authorization header is malformed; " + reason, details);

    public static S3Exception AuthorizationQueryParametersError(string message, params IReadOnlyList<(string, string)> details) =>
        new(400, "AuthorizationQueryParametersError", message, details);

    public static S3Exception BadDigest(string what) => new(400, "BadDigest", $"The {what} you specified did not match what was received.");

    public static S3Exception BucketAlreadyOwnedByYou(string bucket) =>
        new(409, "BucketAlreadyOwnedByYou", "The bucket exists already and is yours.", ("BucketName", bucket));

    public static S3Exception BucketNotEmpty(string bucket) =>
        new(409, "BucketNotEmpty", "The bucket you tried to delete is not empty; delete its objects first.", ("BucketName", bucket));

    public static S3Exception EntityTooLarge(long maximum) =>
        new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.", ("MaxSizeAllowed", Text(maximum)));

    public static S3Exception EntityTooSmall(int partNumber, long size, long minimum) =>
        new(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size; only the last part may be smaller.",
            ("ProposedSize", Text(size)), ("MinSizeAllowed", Text(minimum)), ("PartNumber", Text(partNumber)));

    public static S3Exception IllegalLocationConstraint(string asked, string region) =>
        new(400, "IllegalLocationConstraintException", $"The location constraint '{asked}' does not fit this endpoint, whose region is '{region}'.");

    public static S3Exception IncompleteBody(string message = "The number of bytes received differs from the number that the headers announce.") =>
        new(400, "IncompleteBody", message);

    public static S3Exception InternalError() =>
        new(500, "InternalError", "The sandbox met an error of its own. Please try again; its console shows what happened.");

    public static S3Exception InvalidAccessKeyId(string accessKeyId) =>
        new(403, "InvalidAccessKeyId", "The access key ID you provided does not exist in our records.", ("AWSAccessKeyId", accessKeyId));

    public static S3Exception InvalidArgument(string message, string name, string value) =>
        new(400, "InvalidArgument", message, ("ArgumentName", name), ("ArgumentValue", value));

    public static S3Exception InvalidBucketName(string bucket, string reason = "The specified bucket is not valid.") =>
        new(400, "InvalidBucketName", reason, ("BucketName", bucket));

    public static S3Exception InvalidChunkSize(int chunk, long size) =>
        new(403, "InvalidChunkSizeError", "Only the last chunk may have a size of less than 8192 bytes.", ("Chunk", Text(chunk)), ("BadChunkSize", Text(size)));

    public static S3Exception InvalidDigest(string value) =>
        new(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", ("Content-MD5", value));

    public static S3Exception InvalidPart(int partNumber) =>
        new(400, "InvalidPart", "A specified part could not be found: it was not uploaded, or its entity tag or checksum differs.",
            ("PartNumber", Text(partNumber)));

    public static S3Exception InvalidPartOrder() =>
        new(400, "InvalidPartOrder", "The list of parts was not in ascending order of part numbers.");

    public static S3Exception InvalidRange(string range, long size) =>
        new(416, "InvalidRange", "The requested range is not satisfiable.", ("RangeRequested", range), ("ActualObjectSize", Text(size)));

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception InvalidStorageClass(string value) =>
        new(400, "InvalidStorageClass", "The storage class you specified is not valid; the sandbox keeps STANDARD.", ("StorageClassRequested", value));

    public static S3Exception InvalidTag(string message) => new(400, "InvalidTag", message);

    public static S3Exception InvalidToken() =>
        new(400, "InvalidToken", "The provided token is malformed or otherwise invalid; the sandbox's key needs no session token.");

    public static S3Exception InvalidUri() => new(400, "InvalidURI", "The request target could not be parsed.");

    public static S3Exception KeyTooLong(int bytes, int maximum) =>
        new(400, "KeyTooLongError", "Your key is too long.", ("Size", Text(bytes)), ("MaxSizeAllowed", Text(maximum)));

    public static S3Exception MalformedTrailer() =>
        new(400, "MalformedTrailerError", "The request contained trailing data that was not well-formed or is not the announced trailer.");

    public static S3Exception MalformedXml() =>
        new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against the published schema.");

    public static S3Exception MetadataTooLarge(int bytes, int maximum) =>
        new(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size.", ("Size", Text(bytes)),
            ("MaxSizeAllowed", Text(maximum)));

    public static S3Exception MethodNotAllowed(string method) =>
        new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", ("Method", method));

    public static S3Exception MissingContentLength() => new(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");

    public static S3Exception NoSuchBucket(string bucket) => new(404, "NoSuchBucket", "The specified bucket does not exist.", ("BucketName", bucket));

    public static S3Exception NoSuchKey(string key) => new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static S3Exception NoSuchUpload(string uploadId) =>
        new(404, "NoSuchUpload", "The specified multipart upload does not exist; it may have been aborted or completed.", ("UploadId", uploadId));

    public static S3Exception NoSuchVersion(string versionId) => new(404, "NoSuchVersion", "The specified version does not exist.", ("VersionId", versionId));

    public static S3Exception NotImplemented(string what) => new(501, "NotImplemented", $"The sandbox does not implement what {what} asks for.");

    public static S3Exception PreconditionFailed(string condition) =>
        new(412, "PreconditionFailed", "At least one of the preconditions you specified did not hold.", ("Condition", condition));

    public static S3Exception RequestTimeTooSkewed(string requestTime, string serverTime) =>
        new(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.",
            ("RequestTime", requestTime), ("ServerTime", serverTime), ("MaxAllowedSkewMilliseconds", "900000"));

    public static S3Exception SignatureDoesNotMatch(params IReadOnlyList<(string, string)> details) =>
        new(403, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.", details);

    public static S3Exception ContentSha256Mismatch(string announced, string computed) =>
        new(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.",
            ("ClientComputedContentSHA256", announced), ("S3ComputedContentSHA256", computed));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
