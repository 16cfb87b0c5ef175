using System.Text;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Infrastructure.Runner.Http;

/// <summary>
/// The header that a connection signs a request in with. The three generic types have theirs; a connection of another connector is read by the
/// fields that it has (reference §5.3): a token is sent as Bearer, an API key under its <c>authScheme</c>, user name and password as Basic.
/// </summary>
internal static class HttpConnectionHeader
{
    private const string Authorization = "Authorization";

    /// <exception cref="StepFailedException">The connection lacks a value, or one that cannot be sent in a header.</exception>
    public static (string Name, string Value) Of(ResolvedConnection connection)
    {
        var (name, value) = (connection.ConnectorKey, connection.TypeKey) switch
        {
            (HttpConnector.Key, HttpConnector.ApiKeyType) => ApiKey(connection),
            (HttpConnector.Key, HttpConnector.BasicType) => Basic(connection),
            (HttpConnector.Key, HttpConnector.BearerType) => (Authorization, $"Bearer {Required(connection, "token")}"),
            // RFC 6750 §2.1.
            _ when connection.Authorization is not null => (Authorization, $"Bearer {connection.Token?.AccessToken ?? throw Wrong(connection, FailureCategory.Credentials, "it has no access token")}"),
            _ => ByFields(connection),
        };
        if (!HttpHeaderRules.IsName(name))
        {
            throw Wrong(connection, FailureCategory.Configuration, $"its header name \"{name}\" is not a header name");
        }

        return HttpHeaderRules.IsValue(value)
            ? (name, value)
            : throw Wrong(connection, FailureCategory.Credentials, "its value has line breaks or characters that no header can carry; enter it again");
    }

    private static (string, string) ApiKey(ResolvedConnection connection)
    {
        var (key, prefix) = (Required(connection, "apiKey"), Field(connection, "prefix"));
        return (Field(connection, "headerName") ?? Authorization, prefix is null ? key : $"{prefix} {key}");
    }

    private static (string, string) Basic(ResolvedConnection connection)
    {
        var (user, password) = (Required(connection, "username"), Field(connection, "password") ?? "");
        if (user.Contains(':', StringComparison.Ordinal))
        {
            // RFC 7617 §2: the first colon ends the user name, so such a name would arrive as another one.
            throw Wrong(connection, FailureCategory.Credentials, "its user name has a colon, which Basic authentication cannot carry");
        }

        return (Authorization, $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}");
    }

    private static (string, string) ByFields(ResolvedConnection connection)
    {
        if (Field(connection, "token") is { } token)
        {
            return (Authorization, $"Bearer {token}");
        }

        if (Field(connection, "apiKey") is { } key)
        {
            return Field(connection, "authScheme") switch
            {
                null or "Bearer" => (Authorization, $"Bearer {key}"),
                "Basic" => (Authorization, $"Basic {key}"),
                _ => throw Wrong(connection, FailureCategory.Configuration, "its authScheme has to be Basic or Bearer"),
            };
        }

        return Field(connection, "username") is not null
            ? Basic(connection)
            : throw Wrong(
                connection,
                FailureCategory.Configuration,
                "an HTTP step cannot send it, because it has neither a token, an API key, nor a user name and password. Choose a connection of another type");
    }

    private static string? Field(ResolvedConnection connection, string key) => connection.Fields.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    private static string Required(ResolvedConnection connection, string key) =>
        Field(connection, key) ?? throw Wrong(connection, FailureCategory.Credentials, $"it has no value for {key}; enter it in the connection");

    private static StepFailedException Wrong(ResolvedConnection connection, FailureCategory category, string what) =>
        new(category, $"The connection \"{connection.Key}\" cannot be used: {what}.");
}
