using ConnectionsConsole.App.Demo.Sandbox.Http;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

/// <summary>
/// What a signature covers of a request. Header names are compared without case; several lines of one header stand joined by
/// commas, each value trimmed.
/// </summary>
internal sealed record SignableRequest(string Method, RequestTarget Target, IReadOnlyDictionary<string, string> Headers)
{
    public static SignableRequest From(HttpRequest request, RequestTarget target)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers)
        {
            headers[name] = string.Join(',', values.Select(value => value?.Trim()));
        }

        return new SignableRequest(request.Method, target, headers);
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
