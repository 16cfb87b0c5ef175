using System.Text;
using System.Text.RegularExpressions;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Runner.S3;

/// <summary>Where an S3 step goes and as whom: connection, region and bucket, checked before anything is sent.</summary>
/// <param name="Endpoint">Of an S3-compatible store; null for Amazon's own of the region.</param>
internal sealed partial record S3Target(string AccessKeyId, string SecretAccessKey, string Region, Uri? Endpoint, string Bucket)
{
    private const int LongestKeyBytes = 1024;

    /// <summary>For messages.</summary>
    public string Store => Endpoint is { } endpoint ? endpoint.GetLeftPart(UriPartial.Authority) : $"Amazon S3 in {Region}";

    /// <exception cref="StepFailedException">Something is missing or malformed.</exception>
    /// <exception cref="EgressRefusedException">The endpoint may not be reached.</exception>
    public static S3Target Read(StepInputs inputs, EgressGuard guard)
    {
        var connection = inputs.RequiredConnection(AwsS3Connector.Inputs.Connection, "Connection");
        var region = inputs.RequiredText(AwsS3Connector.Inputs.Region, "AWS Region").Trim();
        if (!IsRegion(region))
        {
            throw inputs.Wrong("AWS Region has to look like us-east-1");
        }

        var bucket = inputs.RequiredText(AwsS3Connector.Inputs.Bucket, "Bucket Name").Trim();
        if (!IsBucket(bucket))
        {
            throw inputs.Wrong("Bucket Name has to be 3 to 63 letters, digits, dots, hyphens and underscores, without the name of a folder");
        }

        return Of(connection, region, bucket, guard);
    }

    /// <param name="bucket">Empty for a request to no bucket.</param>
    /// <exception cref="StepFailedException">Something is missing or malformed.</exception>
    /// <exception cref="EgressRefusedException">The endpoint may not be reached.</exception>
    public static S3Target Of(ResolvedConnection connection, string region, string bucket, EgressGuard guard)
    {
        var target = new S3Target(
            Required(connection, AwsS3Connector.Inputs.AccessKeyId, "Access Key ID"),
            Required(connection, AwsS3Connector.Inputs.SecretAccessKey, "Secret Access Key"),
            region,
            ReadEndpoint(connection, guard),
            bucket);
        target.CheckAllowedHosts(connection);
        return target;
    }

    public static bool IsRegion(string text) => RegionForm().IsMatch(text);

    public static bool IsBucket(string text) => BucketForm().IsMatch(text);

    /// <summary>
    /// An object's name, without a leading slash (reference §5.3). Names with the path segments "." and ".." are refused: clients and servers
    /// shorten them on the way, so that they would name another object or even another bucket.
    /// </summary>
    /// <exception cref="StepFailedException">It is none.</exception>
    public static string ReadKey(StepInputs inputs)
    {
        var key = inputs.RequiredText(AwsS3Connector.Inputs.ObjectKey, "Object Key");
        if (key.StartsWith('/'))
        {
            throw inputs.Wrong("Object Key starts with a slash; S3 would make a nameless folder of it. Remove the slash");
        }

        if (Encoding.UTF8.GetByteCount(key) > LongestKeyBytes)
        {
            throw inputs.Wrong($"Object Key is longer than {LongestKeyBytes} bytes");
        }

        if (key.Split('/').Any(part => part is "." or ".."))
        {
            throw inputs.Wrong("Object Key has a part that is \".\" or \"..\", which does not arrive as written. Choose another name");
        }

        return key.Any(char.IsControl) ? throw inputs.Wrong("Object Key has control characters") : key;
    }

    /// <summary>Keeps the secret out of logs and debuggers.</summary>
    public override string ToString() => $"{Store}, bucket {Bucket}";

    private static Uri? ReadEndpoint(ResolvedConnection connection, EgressGuard guard)
    {
        if (connection.Fields.GetValueOrDefault(AwsS3Connector.Inputs.EndpointUrl) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var endpoint = guard.Parse(text);
        return endpoint.PathAndQuery == "/" && endpoint.Fragment.Length == 0
            ? endpoint
            : throw new StepFailedException(
                FailureCategory.Configuration,
                $"The Endpoint URL of the connection \"{connection.Key}\" has a path or a query. Write only scheme, host and port, such as "
                    + "https://s3.example.com.");
    }

    private static string Required(ResolvedConnection connection, string key, string label) =>
        connection.Fields.GetValueOrDefault(key)?.Trim() is { Length: > 0 } value
            ? value
            : throw new StepFailedException(
                FailureCategory.Credentials, $"The connection \"{connection.Key}\" has no {label}. Enter it in the connection.");

    private void CheckAllowedHosts(ResolvedConnection connection)
    {
        var hosts = new CredentialHosts(connection.AllowedHosts);
        List<Uri> possible = [Endpoint ?? new Uri($"https://s3.{Region}.amazonaws.com")];
        if (Endpoint is null && Bucket.Length > 0 && Uri.TryCreate($"https://{Bucket}.s3.{Region}.amazonaws.com", UriKind.Absolute, out var ofBucket))
        {
            possible.Add(ofBucket);
        }

        if (!possible.Exists(hosts.Allow))
        {
            throw new StepFailedException(
                FailureCategory.Configuration,
                $"The connection \"{connection.Key}\" allows its credential to be sent to {hosts} only, and the step would send it to "
                    + $"{possible[0].Authority}. Change the endpoint, or the allowed hosts of the connection.");
        }
    }

    [GeneratedRegex("^[a-z]{2,}[a-z0-9-]{0,60}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegionForm();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketForm();
}
