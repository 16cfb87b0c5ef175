using System.Globalization;
using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

/// <summary>What a request says about its own signature, read from the Authorization header or from the query of a presigned URL.</summary>
/// <param name="ExpiresSeconds">How long a presigned URL holds; null for the header form.</param>
internal sealed record RequestAuthorization(
    string AccessKeyId,
    CredentialScope Scope,
    IReadOnlyList<string> SignedHeaders,
    string Signature,
    string Timestamp,
    DateTimeOffset Time,
    int? ExpiresSeconds)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const string AlgorithmParameter = "X-Amz-Algorithm";
    private const int LongestExpirySeconds = 604_800;

    private static readonly string[] s_queryParameters =
        [AlgorithmParameter, "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", CanonicalRequest.SignatureParameter];

    public bool IsPresigned => ExpiresSeconds is not null;

    /// <summary>Whether the request carries a signature of any kind; without one it is anonymous.</summary>
    public static bool IsPresent(SignableRequest request) =>
        request.Header("authorization") is not null || request.Target.Has(AlgorithmParameter) || request.Target.Has(CanonicalRequest.SignatureParameter);

    public static RequestAuthorization Parse(SignableRequest request)
    {
        var header = request.Header("authorization");
        var query = request.Target.Has(AlgorithmParameter) || request.Target.Has(CanonicalRequest.SignatureParameter);
        if (header is not null && query)
        {
            throw S3Errors.InvalidArgument(
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified.",
                "Authorization", header);
        }

        if (header is not null)
        {
            return FromHeader(request, header);
        }

        return query ? FromQuery(request) : throw S3Errors.AccessDenied();
    }

    private static RequestAuthorization FromHeader(SignableRequest request, string header)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw S3Errors.InvalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !fields.TryAdd(field[..equals], field[(equals + 1)..]))
            {
                throw S3Errors.AuthorizationHeaderMalformed("it must hold Credential, SignedHeaders and Signature, once each, separated by commas.");
            }
        }

        string Field(string name) => fields.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw S3Errors.AuthorizationHeaderMalformed($"the authorization component \"{name}={{...}}\" was not specified.");

        var (accessKeyId, scope) = ParseCredential(Field("Credential"), reason => S3Errors.AuthorizationHeaderMalformed(reason));
        var signedHeaders = ParseSignedHeaders(Field("SignedHeaders"), reason => S3Errors.AuthorizationHeaderMalformed(reason));
        var (timestamp, time) = HeaderTime(request);
        return new RequestAuthorization(accessKeyId, scope, signedHeaders, Field("Signature"), timestamp, time, null);
    }

    private static (string Timestamp, DateTimeOffset Time) HeaderTime(SignableRequest request)
    {
        if (request.Header("x-amz-date") is { } timestamp && TryParseTimestamp(timestamp, out var time))
        {
            return (timestamp, time);
        }

        if (request.Header("x-amz-date") is null && request.Header("date") is { } date
            && DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            return (SigningKey.Timestamp(time), time);
        }

        throw S3Errors.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
    }

    private static RequestAuthorization FromQuery(SignableRequest request)
    {
        if (s_queryParameters.Any(name => request.Target.Query.Count(parameter => parameter.Key == name) != 1))
        {
            throw S3Errors.AuthorizationQueryParametersError(
                $"Query-string authentication version 4 requires the parameters {string.Join(", ", s_queryParameters)}, once each.");
        }

        string Value(string name) => request.Target.Value(name) ?? "";
        if (Value(AlgorithmParameter) != Algorithm)
        {
            throw S3Errors.AuthorizationQueryParametersError("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\".");
        }

        var (accessKeyId, scope) = ParseCredential(
            Value("X-Amz-Credential"), reason => S3Errors.AuthorizationQueryParametersError("Error parsing the X-Amz-Credential parameter; " + reason));
        var signedHeaders = ParseSignedHeaders(
            Value("X-Amz-SignedHeaders"), reason => S3Errors.AuthorizationQueryParametersError("Error parsing the X-Amz-SignedHeaders parameter; " + reason));
        var timestamp = Value("X-Amz-Date");
        if (!TryParseTimestamp(timestamp, out var time))
        {
            throw S3Errors.AuthorizationQueryParametersError("X-Amz-Date must be in the ISO8601 long format \"yyyyMMdd'T'HHmmss'Z'\".");
        }

        return new RequestAuthorization(
            accessKeyId, scope, signedHeaders, Value(CanonicalRequest.SignatureParameter), timestamp, time, ParseExpires(Value("X-Amz-Expires")));
    }

    private static int ParseExpires(string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            throw S3Errors.AuthorizationQueryParametersError("X-Amz-Expires should be a number of seconds.");
        }

        return seconds switch
        {
            < 1 => throw S3Errors.AuthorizationQueryParametersError("X-Amz-Expires must be at least 1 second."),
            > LongestExpirySeconds => throw S3Errors.AuthorizationQueryParametersError("X-Amz-Expires must be at most a week (in seconds), that is 604800."),
            _ => (int)seconds,
        };
    }

    private static (string AccessKeyId, CredentialScope Scope) ParseCredential(string credential, Func<string, S3Exception> malformed)
    {
        var parts = credential.Split('/');
        if (parts.Length < 5)
        {
            throw malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }

        return (string.Join('/', parts[..^4]), new CredentialScope(parts[^4], parts[^3], parts[^2], parts[^1]));
    }

    private static string[] ParseSignedHeaders(string list, Func<string, S3Exception> malformed)
    {
        var names = list.Split(';');
        var wellFormed = names.All(name => name.Length > 0 && !name.Any(char.IsAsciiLetterUpper))
            && names.Zip(names.Skip(1), string.CompareOrdinal).All(order => order < 0);
        return wellFormed ? names : throw malformed("the signed headers must be in lower case, sorted, and separated by semicolons.");
    }

    private static bool TryParseTimestamp(string value, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        value, SigningKey.TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
