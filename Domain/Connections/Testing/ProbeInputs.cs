using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;

namespace ConnectionsConsole.Domain.Connections.Testing;

/// <summary>What a test asks for beside the connection's own values.</summary>
public static class ProbeInputs
{
    public const string Url = "url";
    public const string Method = "method";
    public const string Region = AwsS3Connector.Inputs.Region;
    public const string Bucket = AwsS3Connector.Inputs.Bucket;

    private static readonly InputField[] s_request =
    [
        new(Url, "Address to test with", InputType.String, Required: true, Placeholder: "https://api.example.com/v1/me",
            Hint: "Something that every valid account may read. The connection is sent there as an HTTP step would send it."),
        new(Method, "Request", InputType.Choice, Default: "GET", Choices: ["GET", "HEAD"]),
    ];

    private static readonly InputField[] s_storage =
    [
        new(Region, "AWS Region", InputType.String, Required: true, Default: "us-east-1"),
        new(Bucket, "Bucket Name", InputType.String, Hint: "Looks whether this bucket can be reached; left empty, the buckets are listed."),
    ];

    /// <summary>The inputs for testing connections of a type, in the order in which a form shows them; none where the type needs none.</summary>
    public static IReadOnlyList<InputField> For(ConnectionTypeKey key, ConnectionType type) => key.Connector switch
    {
        _ when type.TestRequest is not null => [],
        AwsS3Connector.Key => s_storage,
        HttpConnector.Key => s_request,
        _ => [],
    };
}
