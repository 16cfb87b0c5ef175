using System.Globalization;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>
/// What is authorized by OAuth 2.0: reaches the provider, has an access token given, and sends the type's own request with it, where there is one. A consent is not
/// spent on a test: a token that is still valid is used as it is, since renewing it may use up a refresh token.
/// </summary>
internal sealed class OAuthProbe(NetworkLayers network, HttpProbe http, IAuthorizations authorizations, IRedactorFactory redactors) : ITypeProbe
{
    public bool Tests(ProbeSubject subject) => subject.Authorization is not null;

    public async Task RunAsync(ProbeSession session, ProbeSubject subject)
    {
        var authorization = subject.Authorization!;
        await using (await network.OpenAsync(session, ProbeEndpoint.Of(authorization.TokenUrl), isHttp: true))
        {
            // Only to see that it can be opened; the token is asked for over another connection, judged in the same way.
        }

        OAuthToken? token = null;
        await session.RunAsync(ProbeLayer.Authenticate, EgressRefusedException.Origin(authorization.TokenUrl), async cancellationToken =>
        {
            var urgency = authorization.Grant == OAuthGrant.ClientCredentials ? TokenUrgency.Now : TokenUrgency.WhenNeeded;
            var outcome = await authorizations.GetTokenAsync(
                new TokenQuery(authorization.OrganizationId, authorization.Pinned.Reference, authorization.Pinned.ConfigurationHash, Urgency: urgency), cancellationToken);
            token = outcome.Token;
            if (token is not null)
            {
                session.UseRedactor(redactors.Create([.. subject.Secrets, token.AccessToken, .. token.Secrets]));
            }

            return outcome.Failure is { } failure ? Judge(failure) : ProbeFinding.Passed(Words(authorization.Grant, token));
        });
        if (subject.Type.TestRequest is null)
        {
            session.Add(ProbeLayer.Read, ProbeFinding.NotTested("The type has no request to test the token with."));
            return;
        }

        var authorized = subject with { Connection = subject.Connection with { Token = token } };
        await session.RunAsync(ProbeLayer.Read, subject.Type.Label, cancellationToken => http.ReadAsync(authorized, cancellationToken));
    }

    private static string Words(OAuthGrant grant, OAuthToken? token)
    {
        var until = token?.ExpiresAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", valid until {at:yyyy-MM-dd HH:mm} UTC") : "";
        return grant == OAuthGrant.ClientCredentials ? $"The provider gave an access token{until}." : $"There is an access token{until}.";
    }

    private static ProbeFinding Judge(TokenFailure failure) => failure.Kind switch
    {
        TokenFailureKind.NotAuthorized => ProbeFinding.Failed(ProbeCause.CredentialRefused, failure.Message, "Authorize or reconnect it, or correct its values."),
        TokenFailureKind.Configuration => ProbeFinding.Failed(ProbeCause.MalformedValue, failure.Message, "Correct its values."),
        TokenFailureKind.RateLimit => ProbeFinding.Failed(ProbeCause.RateLimited, failure.Message, "Wait some minutes, then test again."),
        _ => ProbeFinding.Failed(ProbeCause.ServerTrouble, failure.Message, "Test again later."),
    };
}
