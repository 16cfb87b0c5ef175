namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>What a single request asks of <see cref="EgressHandler"/>.</summary>
internal static class EgressRequestOptions
{
    /// <summary>How many redirects are followed unless a request says otherwise.</summary>
    public const int DefaultMaxRedirects = 5;

    private static readonly HttpRequestOptionsKey<int> s_maxRedirects = new("egress.max-redirects");
    private static readonly HttpRequestOptionsKey<CredentialHosts> s_credentialHosts = new("egress.credential-hosts");

    /// <summary>With 0, a redirect is the response: for requests whose body is a credential, such as OAuth token requests.</summary>
    public static void SetMaxRedirects(this HttpRequestMessage request, int count) => request.Options.Set(s_maxRedirects, count);

    public static int? MaxRedirects(this HttpRequestMessage request) => request.Options.TryGetValue(s_maxRedirects, out var count) ? count : null;

    /// <summary>States that the request carries a connection's credential, and where that may go.</summary>
    public static void SetCredentialHosts(this HttpRequestMessage request, CredentialHosts hosts) => request.Options.Set(s_credentialHosts, hosts);

    public static CredentialHosts CredentialHosts(this HttpRequestMessage request) =>
        request.Options.TryGetValue(s_credentialHosts, out var hosts) ? hosts : Egress.CredentialHosts.Any;
}
