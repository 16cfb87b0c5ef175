using System.Globalization;
using System.Net;
using System.Text;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>What a web API's answer means for whoever tests a connection. The answer's own text is looked at, never repeated: it may hold anything.</summary>
internal static class HttpFindings
{
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    public static ProbeFinding Judge(ConnectionTestRequest test, HttpResponseMessage response, ReadOnlySpan<byte> body, string host, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        if (test.Expects(status))
        {
            return ProbeFinding.Passed($"{host} accepts the credential (status {status}).");
        }

        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Refused(response, body, host, time),
            HttpStatusCode.Forbidden => Forbidden(body, host),
            HttpStatusCode.TooManyRequests => ProbeFinding.Failed(ProbeCause.RateLimited, $"{host} asks for fewer requests (status 429).", RetryAdvice(response, time)),
            HttpStatusCode.ProxyAuthenticationRequired => ProbeFinding.Failed(
                ProbeCause.EgressRefused, "The outgoing proxy wants credentials.", "Ask an operator to set them in Egress:Proxy."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => ProbeFinding.Failed(
                ProbeCause.NotFound, $"{host} has nothing at this address (status {status}). Whether the credential is right does not show.", "Check the address of the test."),
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => ProbeFinding.Failed(
                ProbeCause.UnexpectedAnswer, $"{host} takes no {test.Method} at this address (status {status}). Whether the credential is right does not show.", "Test with another address."),
            >= HttpStatusCode.InternalServerError => ProbeFinding.Failed(
                ProbeCause.ServerTrouble, $"{host} has trouble of its own (status {status}). Whether the credential is right does not show.", "Test again later."),
            >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest => ProbeFinding.Failed(
                ProbeCause.Redirected, $"{host} sends the request elsewhere (status {status}), as sites do with those who are not signed in.", "Check the address of the test, and the values."),
            _ => ProbeFinding.Failed(
                ProbeCause.UnexpectedAnswer, $"{host} answered {status}, which says nothing about the credential.", "Check the address of the test."),
        };
    }

    /// <summary>The same request without the credential: refused, as it should be, or answered, so that the test has shown nothing.</summary>
    public static ProbeFinding JudgeWithoutCredential(ConnectionTestRequest test, HttpResponseMessage response, string host) =>
        test.Expects((int)response.StatusCode)
            ? ProbeFinding.Warning(
                ProbeCause.CredentialNotNeeded, $"{host} answers the same without the credential, so this does not show that it is right.",
                "Test with an address that only those who are signed in may read.")
            : ProbeFinding.Passed("The address can be read with the credential, and not without.");

    private static ProbeFinding Refused(HttpResponseMessage response, ReadOnlySpan<byte> body, string host, TimeProvider time)
    {
        // A token's times are compared with the server's clock, so a wrong clock here looks like a wrong token there.
        if (response.Headers.Date is { } theirs && (time.GetUtcNow() - theirs).Duration() > s_skew)
        {
            var minutes = (int)Math.Round((time.GetUtcNow() - theirs).TotalMinutes);
            return ProbeFinding.Failed(
                ProbeCause.ClockSkew,
                $"{host} refuses the credential (status 401), and the clocks differ: the console's machine is {Math.Abs(minutes)} minutes {(minutes > 0 ? "ahead" : "behind")}.",
                "Have the console's machine take its time from a time server (NTP), then test again.");
        }

        var text = Text(response, body);
        return Says(text, "expired")
            ? ProbeFinding.Failed(ProbeCause.CredentialExpired, $"{host} says that the credential has expired (status 401).", "Enter a new one.")
            : Says(text, "revoked") || Says(text, "disabled") || Says(text, "deactivated")
                ? ProbeFinding.Failed(ProbeCause.CredentialRevoked, $"{host} says that the credential was revoked (status 401).", "Have a new one made, and enter it.")
                : ProbeFinding.Failed(
                    ProbeCause.CredentialRefused, $"{host} refuses the credential (status 401): it is wrong, has expired or was revoked.",
                    "Compare it with what the provider shows, and enter it again, whole and without spaces.");
    }

    private static ProbeFinding Forbidden(ReadOnlySpan<byte> body, string host)
    {
        var text = Encoding.UTF8.GetString(body);
        return Says(text, "rate limit") || Says(text, "too many requests")
            ? ProbeFinding.Failed(ProbeCause.RateLimited, $"{host} asks for fewer requests (status 403).", "Wait some minutes, then test again.")
            : ProbeFinding.Failed(
                ProbeCause.NoPermission, $"{host} does not let this credential in here (status 403).",
                "Give its account the right to read this address, or test with one that it may read. Some APIs answer a wrong credential in this way: check the values too.");
    }

    private static string RetryAdvice(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        return wait > TimeSpan.Zero && wait < TimeSpan.FromDays(1)
            ? string.Create(CultureInfo.InvariantCulture, $"Wait {Math.Ceiling(wait.TotalSeconds):0} seconds, as it asks, then test again.")
            : "Wait some minutes, then test again.";
    }

    private static string Text(HttpResponseMessage response, ReadOnlySpan<byte> body) => $"{response.Headers.WwwAuthenticate} {Encoding.UTF8.GetString(body)}";

    private static bool Says(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
