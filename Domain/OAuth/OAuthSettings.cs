using System.Security.Cryptography;
using System.Text;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Domain.OAuth;

/// <summary>Everything that talking to a provider takes, in the clear. Lives in memory only.</summary>
/// <param name="ClientSecret">Null for a public client.</param>
/// <param name="Scopes">Separated by spaces; empty leaves them to the provider.</param>
/// <param name="SecretHosts">Where the client secret may be sent; null for wherever the token and revocation addresses lead.</param>
public sealed record OAuthSettings(
    OAuthGrant Grant, string ClientId, string? ClientSecret, Uri TokenUrl, Uri? AuthorizationUrl, Uri? RevocationUrl, string Scopes, string? Issuer,
    OAuthClientAuthentication ClientAuthentication, IReadOnlyList<OAuthParameter> AuthorizationParameters, IReadOnlyList<OAuthParameter> TokenParameters,
    IReadOnlyList<string>? SecretHosts)
{
    /// <summary>Keeps values out of logs and debuggers.</summary>
    public override string ToString() => $"OAuth 2.0 settings ({Grant}, {TokenUrl.Host})";
}

/// <summary>Decrypts and checks the settings of a target.</summary>
public sealed class OAuthSettingsReader(ISecretProtector protector)
{
    /// <summary>Parameters of the protocol (RFC 6749 §4.1, §4.4, §6; RFC 7636 §4; RFC 9207): given twice, a request is invalid (§3.1, §3.2).</summary>
    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "response_type", "client_id", "client_secret", "redirect_uri", "scope", "state", "code", "code_challenge", "code_challenge_method", "code_verifier",
        "grant_type", "refresh_token", "iss", "response_mode", "request", "request_uri",
    };

    public async Task<Result<OAuthSettings>> ReadAsync(AuthorizationTarget target, CancellationToken cancellationToken)
    {
        if (target.Problem is { } problem)
        {
            return new ConflictError(problem);
        }

        var values = new Values(target, protector);
        var definition = target.Definition;
        var settings = new OAuthSettings(
            definition.Grant,
            await values.RequiredAsync(OAuthSetting.From(definition.ClientIdInput), cancellationToken) ?? "",
            await values.TextAsync(OAuthSetting.From(definition.ClientSecretInput), cancellationToken),
            await values.AddressAsync(definition.TokenUrl, required: true, cancellationToken) ?? s_nowhere,
            await values.AddressAsync(definition.AuthorizationUrl, required: definition.Grant == OAuthGrant.AuthorizationCode, cancellationToken),
            await values.AddressAsync(definition.RevocationUrl, required: false, cancellationToken),
            string.Join(' ', (await values.TextAsync(definition.Scopes, cancellationToken) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            await values.TextAsync(definition.Issuer, cancellationToken),
            await values.ClientAuthenticationAsync(definition.ClientAuthentication, cancellationToken),
            await values.ParametersAsync(definition.AuthorizationParameters, definition.AuthorizationParametersInput, cancellationToken),
            await values.ParametersAsync(definition.TokenParameters, definition.TokenParametersInput, cancellationToken),
            values.SecretHosts());
        return values.Error is { } error ? error : settings;
    }

    private static readonly Uri s_nowhere = new("https://invalid.invalid/");

    private sealed class Values(AuthorizationTarget target, ISecretProtector protector)
    {
        /// <summary>The first thing that is wrong.</summary>
        public Error? Error { get; private set; }

        public async Task<string?> TextAsync(OAuthSetting? setting, CancellationToken cancellationToken)
        {
            if (setting?.Input is not { } key || target.Inputs.FirstOrDefault(i => i.Key == key) is not { } input)
            {
                return NullIfEmpty(setting?.Fixed);
            }

            if (input.Stored?.Ciphertext is not { } ciphertext)
            {
                return NullIfEmpty(input.Stored?.Plain ?? input.Default) ?? NullIfEmpty(setting.Fixed);
            }

            var result = await protector.UnprotectAsync(
                SecretBinding.For(target.OrganizationId, target.Owners[input.Source], input.Stored.Key), ciphertext, cancellationToken);
            if (!result.TryGetPlaintext(out var plaintext))
            {
                Report(OAuthErrors.Undecryptable(target.LabelOf(key)));
                return null;
            }

            var text = Encoding.UTF8.GetString(plaintext);
            CryptographicOperations.ZeroMemory(plaintext);
            return NullIfEmpty(text);
        }

        public async Task<string?> RequiredAsync(OAuthSetting setting, CancellationToken cancellationToken)
        {
            var text = await TextAsync(setting, cancellationToken);
            if (text is null)
            {
                Report(OAuthErrors.MissingSetting(setting.Input ?? "", target.LabelOf(setting.Input ?? "")));
            }

            return text;
        }

        public async Task<Uri?> AddressAsync(OAuthSetting? setting, bool required, CancellationToken cancellationToken)
        {
            if (await TextAsync(setting, cancellationToken) is not { } text)
            {
                if (required)
                {
                    Report(OAuthErrors.MissingSetting(setting?.Input ?? "", LabelOf(setting)));
                }

                return null;
            }

            // RFC 6749 §3.1, §3.2: an endpoint has no fragment.
            if (Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
                && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && !text.Contains('#', StringComparison.Ordinal))
            {
                return uri;
            }

            Report(OAuthErrors.NoAddress(setting!.Input ?? "", LabelOf(setting)));
            return null;
        }

        public async Task<OAuthClientAuthentication> ClientAuthenticationAsync(OAuthSetting? setting, CancellationToken cancellationToken)
        {
            switch (await TextAsync(setting, cancellationToken))
            {
                case null or "header":
                    return OAuthClientAuthentication.Header;
                case "body":
                    return OAuthClientAuthentication.Body;
                default:
                    Report(OAuthErrors.NoClientAuthentication(setting!.Input ?? "", LabelOf(setting)));
                    return OAuthClientAuthentication.Header;
            }
        }

        public async Task<IReadOnlyList<OAuthParameter>> ParametersAsync(IReadOnlyList<OAuthParameter>? given, string? input, CancellationToken cancellationToken)
        {
            var parameters = new List<OAuthParameter>(given ?? []);
            var text = input is null ? null : await TextAsync(OAuthSetting.From(input), cancellationToken);
            foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                if (equals < 1)
                {
                    Report(OAuthErrors.NoParameter(input!, target.LabelOf(input!)));
                    continue;
                }

                parameters.Add(new OAuthParameter(line[..equals].Trim(), line[(equals + 1)..].Trim()));
            }

            if (parameters.FirstOrDefault(p => s_reserved.Contains(p.Name)) is { } reserved)
            {
                Report(OAuthErrors.ReservedParameter(input ?? "", reserved.Name));
            }

            return parameters;
        }

        /// <summary>
        /// The organization's secret with an address that somebody else enters: only to hosts that the organization has named. Otherwise a customer's
        /// values, or a test connection's, could be used to read it.
        /// </summary>
        public IReadOnlyList<string>? SecretHosts()
        {
            if (SourceOf(OAuthSetting.From(target.Definition.ClientSecretInput)) != ValueSource.GlobalInput)
            {
                return null;
            }

            var foreign = new[] { target.Definition.TokenUrl, target.Definition.RevocationUrl }
                .FirstOrDefault(s => SourceOf(s) is ValueSource.CustomerConnection or ValueSource.TestConnection);
            if (foreign is null)
            {
                return null;
            }

            if (target.AllowedHosts.Count == 0)
            {
                Report(OAuthErrors.SecretWouldLeave(target.LabelOf(target.Definition.ClientSecretInput), LabelOf(foreign)));
            }

            return target.AllowedHosts;
        }

        private ValueSource? SourceOf(OAuthSetting? setting) =>
            setting?.Input is { } key ? target.Inputs.FirstOrDefault(i => i.Key == key)?.Source : null;

        private string LabelOf(OAuthSetting? setting) => setting?.Input is { } key ? target.LabelOf(key) : "The connector's own address";

        private void Report(Error error) => Error ??= error;

        private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
