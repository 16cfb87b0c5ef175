namespace ConnectionsConsole.Domain.Connectors.BuiltIn;

/// <summary>Amazon S3 and stores that speak its protocol (reference §5.3).</summary>
public static class AwsS3Connector
{
    public const string Key = "aws-s3";

    public const string ApiKeySecretType = "apiKeySecret";

    public static readonly ActionKey PutObject = new(Key, "putObject");
    public static readonly ActionKey GetObject = new(Key, "getObject");
    public static readonly ActionKey ListObjects = new(Key, "listObjects");
    public static readonly ActionKey DeleteObject = new(Key, "deleteObject");

    /// <summary>Keys of the inputs of connection type and actions.</summary>
    public static class Inputs
    {
        public const string AccessKeyId = "accessKeyId";
        public const string SecretAccessKey = "secretAccessKey";
        public const string EndpointUrl = "endpointUrl";

        public const string Connection = "accessKey";
        public const string Region = "awsRegion";
        public const string Bucket = "bucket";
        public const string ObjectKey = "objectKey";
        public const string FileContents = "fileContents";
        public const string Tagging = "tagging";
        public const string Acl = "acl";
        public const string Prefix = "prefix";
        public const string MaximumKeys = "maxKeys";
        public const string ContinuationToken = "continuationToken";
        public const string ResponseType = "responseType";
    }

    public static Connector Definition { get; } = new(
        Key,
        "AWS S3",
        "Objects in Amazon S3 and in S3-compatible stores.",
        [
            new ConnectionType(ApiKeySecretType, "API Key / Secret", "An access key of an IAM user.",
                [
                    new InputField(Inputs.AccessKeyId, "Access Key ID", InputType.String, Required: true),
                    new InputField(Inputs.SecretAccessKey, "Secret Access Key", InputType.Password, Required: true),
                    new InputField(Inputs.EndpointUrl, "Endpoint URL", InputType.String, Placeholder: "https://s3.example.com",
                        Hint: "Only for S3-compatible stores; empty for Amazon's own endpoint of the region."),
                ],
                [
                    new CredentialMapping(AuthorizationMethods.ApiKeySecret,
                        new Dictionary<string, string> { ["api_key"] = Inputs.AccessKeyId, ["api_secret"] = Inputs.SecretAccessKey }),
                ]),
        ],
        [
            new ActionDefinition(PutObject.Action, "S3 - Put an Object", "Writes an object into a bucket.",
            [
                .. Common(),
                new InputField(Inputs.ObjectKey, "Object Key", InputType.String, Required: true, Hint: "The object's name in the bucket, without a leading slash."),
                new InputField(Inputs.FileContents, "File Contents", InputType.Data, Required: true, Hint: "Text, or the binary result of an earlier step."),
                new InputField(Inputs.Tagging, "Object Tags", InputType.KeyValueList),
                new InputField(Inputs.Acl, "ACL", InputType.Choice, Default: "",
                    Choices: ["", "private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "bucket-owner-read", "bucket-owner-full-control"],
                    Hint: "Empty for the bucket's own default."),
            ], Idempotent: true),
            new ActionDefinition(GetObject.Action, "S3 - Get an Object", "Reads an object out of a bucket.",
            [
                .. Common(),
                new InputField(Inputs.ObjectKey, "Object Key", InputType.String, Required: true),
                new InputField(Inputs.ResponseType, "Response Type", InputType.Choice, Default: "binary", Choices: ["binary", "text", "json"]),
            ], Idempotent: true),
            new ActionDefinition(ListObjects.Action, "S3 - List Objects", "Lists the objects of a bucket.",
            [
                .. Common(),
                new InputField(Inputs.Prefix, "Prefix", InputType.String),
                new InputField(Inputs.MaximumKeys, "Max Keys", InputType.Number, Default: "1000", Hint: "1 to 1000."),
                new InputField(Inputs.ContinuationToken, "Continuation Token", InputType.String, Hint: "From the result before, for the next page."),
            ], Idempotent: true),
            new ActionDefinition(DeleteObject.Action, "S3 - Delete an Object", "Deletes an object from a bucket.",
            [
                .. Common(),
                new InputField(Inputs.ObjectKey, "Object Key", InputType.String, Required: true),
            ], Idempotent: true),
        ])
    {
        Icon = "bucket",
    };

    private static IEnumerable<InputField> Common() =>
    [
        new(Inputs.Region, "AWS Region", InputType.String, Required: true, Default: "us-east-1", Hint: "Where the bucket is."),
        new(Inputs.Connection, "Connection", InputType.Connection, Required: true),
        new(Inputs.Bucket, "Bucket Name", InputType.String, Required: true),
    ];
}
