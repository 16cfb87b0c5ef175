namespace ConnectionsConsole.App.GraphQL.Engine;

/// <summary>What stands in <c>extensions.code</c> of errors.</summary>
internal static class ErrorCodes
{
    public const string SyntaxError = "GRAPHQL_PARSE_FAILED";
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
    public const string BadVariables = "BAD_USER_INPUT";
    public const string LimitExceeded = "LIMIT_EXCEEDED";
    public const string Internal = "INTERNAL_SERVER_ERROR";
}
