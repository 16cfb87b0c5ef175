using ConnectionsConsole.App.Demo.Sandbox.Http;
using ConnectionsConsole.App.Demo.Sandbox.Signatures;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>A request whose signature was found right, addressed in path style: <c>/BUCKET/KEY</c>.</summary>
internal sealed class S3Request
{
    private const string AmazonPrefix = "x-amz-";

    public S3Request(HttpContext http, RequestTarget target, VerifiedRequest verified)
    {
        Http = http;
        Target = target;
        Verified = verified;
        var rest = target.Path[1..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        Bucket = slash < 0 ? rest : rest[..slash];
        Key = slash < 0 ? "" : rest[(slash + 1)..];
    }

    public HttpContext Http { get; }

    public RequestTarget Target { get; }

    public VerifiedRequest Verified { get; }

    /// <summary>Empty when the request is about the service as a whole.</summary>
    public string Bucket { get; }

    /// <summary>Empty when the request is about the bucket.</summary>
    public string Key { get; }

    public string Method => Http.Request.Method;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A header; for presigned URLs also the x-amz- parameter of that name, as the SDKs move such headers into the query.</summary>
    public string? Header(string name)
    {
        var values = Http.Request.Headers[name];
        if (values.Count > 0)
        {
            return values.ToString();
        }

        if (!Verified.Authorization.IsPresigned || !name.StartsWith(AmazonPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Unlike a header, a parameter can hold anything; it must not become part of a response header that way.
        var value = Target.Query.Where(parameter => parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(parameter => parameter.Value)
            .FirstOrDefault();
        return value?.Any(char.IsControl) == true
            ? throw S3Errors.InvalidArgument("The parameter must not hold control characters.", name, value)
            : value;
    }

    /// <summary>Names, in lower case, of all headers (and of a presigned URL's x-amz- parameters) that begin so.</summary>
    public IReadOnlyList<string> HeaderNames(string prefix)
    {
        var names = Http.Request.Headers.Keys.AsEnumerable();
        if (Verified.Authorization.IsPresigned)
        {
            names = names.Concat(Target.Query.Select(parameter => parameter.Key).Where(name =>
                name.StartsWith(AmazonPrefix, StringComparison.OrdinalIgnoreCase)));
        }

        return names.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => name.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal)
            .ToList();
    }
}
