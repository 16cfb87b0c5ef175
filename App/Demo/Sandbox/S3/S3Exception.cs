namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>A refusal as Amazon S3 words it: HTTP status, error code, message, and the elements that some codes add.</summary>
internal sealed class S3Exception(int statusCode, string code, string message, params IReadOnlyList<(string Name, string Value)> details) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public string Code { get; } = code;

    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;
}
