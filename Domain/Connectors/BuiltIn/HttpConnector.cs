namespace ConnectionsConsole.Domain.Connectors.BuiltIn;

/// <summary>HTTP requests and the generic connection types for them (reference §5.3).</summary>
public static class HttpConnector
{
    public const string Key = "http";

    public const string ApiKeyType = "apiKey";
    public const string BasicType = "basic";
    public const string BearerType = "bearer";
    public const string OAuth2Type = "oauth2";
    public const string OAuth2ClientCredentialsType = "oauth2ClientCredentials";

    public static readonly ActionKey Get = new(Key, "httpGet");
    public static readonly ActionKey Post = new(Key, "httpPost");
    public static readonly ActionKey Put = new(Key, "httpPut");
    public static readonly ActionKey Patch = new(Key, "httpPatch");
    public static readonly ActionKey Delete = new(Key, "httpDelete");
    public static readonly ActionKey Head = new(Key, "httpHead");

    /// <summary>Keys of the inputs that every request shares.</summary>
    public static class Inputs
    {
        public const string Url = "url";
        public const string Connection = "connection";
        public const string Headers = "headers";
        public const string QueryParameters = "queryParams";
        public const string Data = "data";
        public const string ContentType = "contentType";
        public const string ResponseType = "responseType";
        public const string Timeout = "timeout";
        public const string MaximumRetries = "maxRetries";
        public const string RetryDelay = "retryDelayMS";
        public const string ExponentialBackoff = "useExponentialBackoff";
        public const string RetryOnAllErrors = "retryOnAllErrors";
        public const string IncludeFullResponse = "includeFullResponse";
        public const string IgnoreSslErrors = "ignoreSslErrors";
        public const string IdempotencyKeyHeader = "idempotencyKeyHeader";
    }

    public static Connector Definition { get; } = new(
        Key,
        "HTTP",
        "Requests to any web API.",
        [
            new ConnectionType(ApiKeyType, "API Key", "A key that is sent in a header of every request.",
                [
                    new InputField("apiKey", "API Key", InputType.Password, Required: true),
                    new InputField("headerName", "Header Name", InputType.String, Required: true, Default: "Authorization",
                        Hint: "The header that carries the key."),
                    new InputField("prefix", "Prefix", InputType.String, Default: "",
                        Hint: "Put before the key with a space between, for example Bearer. Leave it empty to send the key alone."),
                ],
                [new CredentialMapping(AuthorizationMethods.ApiKey, new Dictionary<string, string> { ["api_key"] = "apiKey" })]),
            new ConnectionType(BasicType, "Basic", "User name and password (HTTP Basic authentication).",
                [
                    new InputField("username", "Username", InputType.String, Required: true),
                    new InputField("password", "Password", InputType.Password, Required: true),
                ],
                [new CredentialMapping(AuthorizationMethods.Basic, new Dictionary<string, string> { ["username"] = "username", ["password"] = "password" })]),
            new ConnectionType(BearerType, "Bearer Token", "A token that is sent as \"Authorization: Bearer\".",
                [new InputField("token", "Token", InputType.Password, Required: true)],
                [new CredentialMapping(AuthorizationMethods.ApiKey, new Dictionary<string, string> { ["api_key"] = "token" })]),
            GenericOAuth.AuthorizationCode(OAuth2Type),
            GenericOAuth.ClientCredentials(OAuth2ClientCredentialsType),
        ],
        [
            Request(Get, "GET", hasBody: false, idempotent: true),
            Request(Post, "POST", hasBody: true, idempotent: false),
            Request(Put, "PUT", hasBody: true, idempotent: true),
            Request(Patch, "PATCH", hasBody: true, idempotent: false),
            Request(Delete, "DELETE", hasBody: true, idempotent: true),
            Request(Head, "HEAD", hasBody: false, idempotent: true),
        ])
    {
        Icon = "network",
    };

    private static ActionDefinition Request(ActionKey key, string method, bool hasBody, bool idempotent)
    {
        List<InputField> inputs =
        [
            new(Inputs.Url, "URL", InputType.String, Required: true, Placeholder: "https://api.example.com/v1/things"),
            new(Inputs.Connection, "Connection", InputType.Connection, Hint: "Signs the request in; leave it empty for an open API."),
        ];
        if (hasBody)
        {
            inputs.Add(new(Inputs.Data, "Data", InputType.Data, Hint: "The body: text is sent as it is, objects as JSON, binary as bytes."));
            inputs.Add(new(Inputs.ContentType, "Content Type", InputType.String, Hint: "Left empty it follows from the data."));
        }

        inputs.AddRange(
        [
            new(Inputs.Headers, "Headers", InputType.KeyValueList),
            new(Inputs.QueryParameters, "Query Parameters", InputType.KeyValueList),
            new(Inputs.ResponseType, "Response Type", InputType.Choice, Default: "json", Choices: ["json", "text", "binary"]),
            new(Inputs.Timeout, "Timeout", InputType.Number, Hint: "In milliseconds; empty for the console's own limit."),
            new(Inputs.MaximumRetries, "Max Retry Count", InputType.Number, Default: "0", Hint: "0 to 5."),
            new(Inputs.RetryDelay, "Retry Delay (ms)", InputType.Number, Default: "0"),
            new(Inputs.ExponentialBackoff, "Use Exponential Backoff", InputType.Boolean, Default: "false"),
            new(Inputs.RetryOnAllErrors, "Retry On All Errors", InputType.Boolean, Default: "false",
                Hint: "Also retry answers that will hardly change, such as 404."),
            new(Inputs.IncludeFullResponse, "Include Full Response", InputType.Boolean, Default: "false",
                Hint: "Pass on status and headers beside the body."),
            new(Inputs.IgnoreSslErrors, "Ignore SSL Errors", InputType.Boolean, Default: "false"),
            new(Inputs.IdempotencyKeyHeader, "Idempotency Key Header", InputType.String,
                Hint: "A header that carries a key which stays the same when this step is repeated, for example Idempotency-Key."),
        ]);
        return new ActionDefinition(key.Action, $"HTTP - {method} Request", $"Sends a {method} request.", inputs, idempotent);
    }
}
