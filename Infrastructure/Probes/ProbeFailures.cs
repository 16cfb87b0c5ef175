using System.Net.Sockets;
using System.Security.Authentication;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Egress;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>Puts what goes wrong on the way into words.</summary>
internal static class ProbeFailures
{
    /// <summary>Null for what is no trouble of a network.</summary>
    public static ProbeFinding? Find(Exception failure, string host)
    {
        // HTTP clients wrap what happened, to different depths.
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            var finding = cause switch
            {
                EgressRefusedException refused => FromRefusal(refused),
                SocketException socket => FromSocket(socket, host),
                AuthenticationException => NotTls(host),
                StepFailedException failed => ProbeFinding.Failed(ProbeCause.MalformedValue, failed.Message, "Enter the value again."),
                _ => null,
            };
            if (finding is not null)
            {
                return finding;
            }
        }

        return failure switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError } =>
                ProbeFinding.Failed(
                    ProbeCause.WrongProtocol, $"{host} does not answer in the words of HTTP.",
                    "Check the address and its port: something other than a web API is listening there."),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => ProbeFinding.Failed(
                ProbeCause.EgressRefused, "The outgoing proxy refused to connect.", "Ask an operator to check Egress:Proxy and what the proxy allows."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => ProbeFinding.Failed(
                ProbeCause.UnexpectedAnswer, $"{host} answered with more than 64 KB of headers.", "Check the address."),
            OperationCanceledException { InnerException: TimeoutException } => ProbeFinding.Failed(
                ProbeCause.TimedOut, $"{host} could not be connected to in time.", "Check the address; a firewall on the way may drop the packets."),
            IOException or HttpRequestException => ProbeFinding.Failed(
                ProbeCause.BrokenOff, $"{host} broke the connection off.", "Test again. If it goes on, check host and port, and whether the server admits this console."),
            _ => null,
        };
    }

    public static ProbeFinding NotTls(string host) => ProbeFinding.Failed(
        ProbeCause.NotTls, $"No encrypted connection to {host} came about: it does not speak TLS there, or no version and cipher in common.",
        "Check the port, and whether the address should begin with http instead of https.");

    private static ProbeFinding FromRefusal(EgressRefusedException refused) => refused.Refusal switch
    {
        EgressRefusal.NoAnswer => ProbeFinding.Failed(ProbeCause.UnknownHost, refused.Message, "A name that was right before may have been given up by the provider."),
        EgressRefusal.ResolverUnavailable => ProbeFinding.Failed(ProbeCause.NameServerTrouble, refused.Message, "Test again in a minute."),
        EgressRefusal.Redirect => ProbeFinding.Failed(ProbeCause.Redirected, refused.Message, "Give the address that it leads to, if that is the right one."),
        EgressRefusal.CredentialHost => ProbeFinding.Failed(ProbeCause.EgressRefused, refused.Message, "Test with an address on an allowed host."),
        _ => ProbeFinding.Failed(ProbeCause.EgressRefused, refused.Message, "Nothing was sent. If the address is right, ask an operator to allow it."),
    };

    private static ProbeFinding FromSocket(SocketException failure, string host) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => ProbeFinding.Failed(
            ProbeCause.ConnectionRefused, $"{host} refuses connections: nothing listens on this port.", "Check the port, and whether the server is running."),
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => ProbeFinding.Failed(
            ProbeCause.Unreachable, $"There is no way to {host} from the console's machine.", "Check the network of the console's machine, and the address."),
        SocketError.TimedOut => ProbeFinding.Failed(
            ProbeCause.TimedOut, $"{host} did not answer.", "A firewall on the way may drop the packets, or the host or port is wrong."),
        _ => ProbeFinding.Failed(
            ProbeCause.BrokenOff, $"{host} broke the connection off ({failure.SocketErrorCode}).", "Test again. If it goes on, check host and port."),
    };
}
