namespace ConnectionsConsole.Tests.Support.Requirements;

/// <summary>How to reach an S3 server of the tests; both want path style addresses.</summary>
public sealed record S3TestServer(Uri Endpoint, string AccessKeyId, string SecretAccessKey, string Region)
{
    /// <summary>Verifies signatures: a wrong secret gets 403 SignatureDoesNotMatch. Takes no aws-chunked uploads.</summary>
    public static S3TestServer Swift => new(new Uri(Requirement.Swift.Value), "test:tester", "testing", "us-east-1");

    /// <summary>Good for bytes: keeps exactly what it was sent.</summary>
    public static S3TestServer S3rver => new(new Uri(Requirement.S3rver.Value), "S3RVER", "S3RVER", "us-east-1");
}
