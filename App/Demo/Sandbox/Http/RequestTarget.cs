namespace ConnectionsConsole.App.Demo.Sandbox.Http;

/// <summary>
/// Path and query of a request, decoded from the raw request line. The server's own decoded path will not do: it resolves
/// dot segments, so an object key such as <c>a/../b</c> would reach another object than the one the client signed.
/// </summary>
internal sealed record RequestTarget(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>False when the target is not an absolute path (RFC 9112 section 3.2.1) or is wrongly percent-encoded.</summary>
    public static bool TryParse(string rawTarget, out RequestTarget target)
    {
        target = new RequestTarget("/", []);
        if (!rawTarget.StartsWith('/'))
        {
            return false;
        }

        var question = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var rawPath = question < 0 ? rawTarget : rawTarget[..question];
        var rawQuery = question < 0 ? "" : rawTarget[(question + 1)..];
        if (!PercentEncoding.TryDecode(rawPath, plusIsSpace: false, out var path) || !TryParseQuery(rawQuery, out var query))
        {
            return false;
        }

        target = new RequestTarget(path, query);
        return true;
    }

    /// <summary>Parses <c>a=1&amp;b</c>; a name without a value has the empty value.</summary>
    public static bool TryParseQuery(string rawQuery, out IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        query = parameters;
        foreach (var pair in rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var rawName = equals < 0 ? pair : pair[..equals];
            var rawValue = equals < 0 ? "" : pair[(equals + 1)..];
            if (!PercentEncoding.TryDecode(rawName, plusIsSpace: true, out var name) || !PercentEncoding.TryDecode(rawValue, plusIsSpace: true, out var value))
            {
                return false;
            }

            parameters.Add(new KeyValuePair<string, string>(name, value));
        }

        return true;
    }

    public bool Has(string name) => Query.Any(parameter => parameter.Key == name);

    /// <summary>The first value of that name, in exactly that case; null when absent.</summary>
    public string? Value(string name)
    {
        foreach (var parameter in Query)
        {
            if (parameter.Key == name)
            {
                return parameter.Value;
            }
        }

        return null;
    }
}
