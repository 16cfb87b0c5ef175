using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Commands;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.OAuth;

/// <summary>Talks to token and revocation endpoints, through the egress guard. Tries once; whoever calls knows whether trying again makes sense.</summary>
internal sealed class ProviderClient(EgressGuard guard, EgressHttpClients clients, IRedactorFactory redactors, IOptions<OAuthOptions> options, TimeProvider time)
{
    private const int LongestAnswer = 256 * 1024;

    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>
    /// Null when the addresses may be used. RFC 6749 §3.1 and §3.2 require TLS; without it only for hosts that <c>Egress:Allow</c> names: whoever runs the
    /// console has then said that the way there is trusted.
    /// </summary>
    public Error? Check(OAuthSettings settings)
    {
        try
        {
            guard.Check(settings.TokenUrl);
        }
        catch (EgressRefusedException refused)
        {
            return new ConflictError(refused.Message);
        }

        return new[] { settings.TokenUrl, settings.AuthorizationUrl, settings.RevocationUrl }.OfType<Uri>().FirstOrDefault(u => !IsProtected(u)) is { } open
            ? new ConflictError(
                $"{open.GetLeftPart(UriPartial.Authority)} is not https: secrets and tokens would travel in the clear. Use https, or name the host and port in Egress:Allow if the way there is trusted.")
            : null;
    }

    /// <summary>RFC 6749 §4.1.3, with the verifier of RFC 7636 §4.5.</summary>
    public Task<ProviderAnswer> ExchangeCodeAsync(OAuthSettings settings, CodeAnswer answer, CancellationToken cancellationToken) => RequestTokensAsync(
        settings,
        [
            new("grant_type", "authorization_code"), new("code", answer.Code), new("redirect_uri", answer.RedirectUri), new("code_verifier", answer.CodeVerifier),
            .. Further(settings),
        ],
        [answer.Code, answer.CodeVerifier],
        cancellationToken);

    /// <summary>RFC 6749 §6.</summary>
    public Task<ProviderAnswer> RefreshAsync(OAuthSettings settings, string refreshToken, CancellationToken cancellationToken) => RequestTokensAsync(
        settings, [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], [refreshToken], cancellationToken);

    /// <summary>RFC 6749 §4.4.2.</summary>
    public Task<ProviderAnswer> ClientCredentialsAsync(OAuthSettings settings, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials"), .. Further(settings)];
        if (settings.Scopes.Length > 0)
        {
            form.Add(new("scope", settings.Scopes));
        }

        return RequestTokensAsync(settings, form, [], cancellationToken);
    }

    /// <summary>RFC 7009 §2.1.</summary>
    /// <param name="hint"><c>refresh_token</c> or <c>access_token</c>.</param>
    /// <returns>Why it was not revoked; null when it was.</returns>
    public async Task<string?> RevokeAsync(OAuthSettings settings, string token, string hint, CancellationToken cancellationToken)
    {
        var (status, body, _, failure) = await PostAsync(
            settings, settings.RevocationUrl!, [new("token", token), new("token_type_hint", hint)], cancellationToken);
        if (failure is not null)
        {
            return Clean(failure.Message, settings, [token]);
        }

        if (status is >= 200 and < 300)
        {
            return null;
        }

        // §2.2.1: the errors of RFC 6749 §5.2.
        var says = TokenAnswerReader.Read(status, body, null).Failure?.Message ?? "";
        return Clean($"The provider's revocation address answered {status}. {says}", settings, [token]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Further(OAuthSettings settings) =>
        settings.TokenParameters.Select(p => KeyValuePair.Create(p.Name, p.Value));

    private async Task<ProviderAnswer> RequestTokensAsync(
        OAuthSettings settings, IEnumerable<KeyValuePair<string, string>> form, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var (status, body, retryAfter, failure) = await PostAsync(settings, settings.TokenUrl, form, cancellationToken);
        var answer = failure ?? TokenAnswerReader.Read(status, body, retryAfter);
        return answer.Failure is { } refused ? refused with { Message = Clean(refused.Message, settings, secrets) } : answer;
    }

    private async Task<(int Status, byte[] Body, TimeSpan? RetryAfter, ProviderFailure? Failure)> PostAsync(
        OAuthSettings settings, Uri address, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        if (Check(settings) is { } refused)
        {
            return (0, [], null, new ProviderFailure(ProviderFailureKind.Configuration, refused.Message));
        }

        using var request = Build(settings, address, form);
        using var deadline = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var response = await clients.Get().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await CappedContent.ReadAsync(response.Content, LongestAnswer, either.Token);
            return ((int)response.StatusCode, body, RetryAfter(response), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && FailureOf(exception, address, deadline.IsCancellationRequested) is { } failure)
        {
            return (0, [], null, failure);
        }
    }

    private static HttpRequestMessage Build(OAuthSettings settings, Uri address, IEnumerable<KeyValuePair<string, string>> form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        // A redirected token request would hand the secret to whoever the redirect names.
        request.SetMaxRedirects(0);
        if (settings.SecretHosts is { } hosts)
        {
            request.SetCredentialHosts(new CredentialHosts(hosts));
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.ParseAdd("connections-console");
        if (settings is { ClientSecret: { } secret, ClientAuthentication: OAuthClientAuthentication.Header })
        {
            // RFC 6749 §2.3.1: each part is form-encoded before the two are joined, so that a colon or a percent sign arrives as it is.
            var credentials = Encoding.ASCII.GetBytes($"{FormEncode(settings.ClientId)}:{FormEncode(secret)}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        }
        else
        {
            // §3.2.1: a client that does not authenticate still says who it is.
            form = form.Append(new("client_id", settings.ClientId));
            form = settings.ClientSecret is { } inBody ? form.Append(new("client_secret", inBody)) : form;
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    /// <summary>RFC 6749 Appendix B.</summary>
    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private ProviderFailure? FailureOf(Exception exception, Uri address, bool timedOut)
    {
        var host = address.GetLeftPart(UriPartial.Authority);
        return exception switch
        {
            EgressRefusedException { Refusal: EgressRefusal.ResolverUnavailable } refused => new ProviderFailure(ProviderFailureKind.Transient, refused.Message),
            EgressRefusedException refused => new ProviderFailure(ProviderFailureKind.Configuration, refused.Message),
            ResponseTooLargeException => new ProviderFailure(ProviderFailureKind.Transient, $"{host} answered with more than {LongestAnswer / 1024} KB. Check the token URL.", PerhapsCarriedOut: true),
            OperationCanceledException when timedOut => new ProviderFailure(
                ProviderFailureKind.Transient, $"{host} did not answer within {options.Value.RequestTimeout.TotalSeconds:0.#} s.", PerhapsCarriedOut: true),
            OperationCanceledException { InnerException: TimeoutException } => new ProviderFailure(ProviderFailureKind.Transient, $"{host} could not be connected to in time."),
            HttpRequestException { InnerException: AuthenticationException untrusted } => new ProviderFailure(
                ProviderFailureKind.Transient, $"No trusted TLS connection to {host} came about: {untrusted.Message.TrimEnd('.')}."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError } =>
                new ProviderFailure(ProviderFailureKind.Transient, $"{host} could not be connected to."),
            HttpRequestException or IOException or InvalidDataException => new ProviderFailure(
                ProviderFailureKind.Transient, $"The connection to {host} broke off in the middle of its answer.", PerhapsCarriedOut: true),
            _ => null,
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, s_longestRetryAfter.Ticks)) : null;
    }

    private bool IsProtected(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (WrittenHost.TryParse(address.IdnHost, out var host, out _) && guard.IsListed(host, address.Port));

    /// <summary>A provider may repeat what it was sent.</summary>
    private string Clean(string words, OAuthSettings settings, IEnumerable<string> secrets) => ProviderText.Clean(
        redactors.Create(settings.ClientSecret is { } secret ? secrets.Append(secret) : secrets).Redact(words), OAuthAuthorization.MaximumErrorLength - 10);
}
