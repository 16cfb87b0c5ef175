using System.Globalization;
using System.Text;
using ConnectionsConsole.Domain.Connections.Testing;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>
/// Servers that speak first, SFTP and SMTP: reads how they introduce themselves, which tells that the right kind of server is there. Signing in is not tested.
/// </summary>
internal sealed class BannerProbe(NetworkLayers network) : ITypeProbe
{
    private const int LongestBanner = 512;
    private const int LongestShown = 120;
    private const int SshPort = 22;
    private const int SubmissionPort = 587;

    /// <summary>SMTP over TLS from the first byte (RFC 8314 §3.3); on the others it begins in the clear.</summary>
    private const int SubmissionsPort = 465;

    public bool Tests(ProbeSubject subject) => subject.Connection.ConnectorKey is "sftp" or "smtp" && subject.Field("host") is not null;

    public async Task RunAsync(ProbeSession session, ProbeSubject subject)
    {
        var isSsh = subject.Connection.ConnectorKey == "sftp";
        if (!TryReadPort(subject.Field("port"), isSsh ? SshPort : SubmissionPort, out var port))
        {
            session.Add(ProbeLayer.Resolve, ProbeFinding.Failed(ProbeCause.MalformedValue, "The port is not a number from 1 to 65535.", "Enter it again."));
            return;
        }

        var security = subject.Field("security") ?? (port == SubmissionsPort ? "tls" : null);
        var endpoint = new ProbeEndpoint(subject.Field("host")!.Trim(), port, !isSsh && security == "tls");
        await using var stream = await network.OpenAsync(session, endpoint, isHttp: false, Encryption(isSsh, security));
        if (stream is null && !session.HasFailed)
        {
            session.Add(ProbeLayer.Greeting, ProbeFinding.NotTested("The proxy carries web requests only."));
        }
        else
        {
            await session.RunAsync(ProbeLayer.Greeting, endpoint.ToString(), async cancellationToken =>
                Judge(await ReadLineAsync(stream!, cancellationToken), isSsh, endpoint));
        }

        session.Add(
            ProbeLayer.Authenticate,
            ProbeFinding.NotTested($"Signing in is not tested for the type \"{subject.Type.Label}\".", "A run of a step that uses it shows whether it is let in."));
    }

    /// <summary>Null where the connection stays in the clear, which is judged as everywhere else.</summary>
    private static ProbeFinding? Encryption(bool isSsh, string? security) => isSsh
        ? ProbeFinding.NotTested("SSH encrypts by itself, after the greeting.")
        : security == "starttls" ? ProbeFinding.NotTested("Encryption begins after the greeting (STARTTLS).") : null;

    private static ProbeFinding Judge(string banner, bool isSsh, ProbeEndpoint endpoint) => banner.StartsWith(isSsh ? "SSH-" : "220", StringComparison.Ordinal)
        ? ProbeFinding.Passed($"The server introduces itself as \"{banner}\".")
        : ProbeFinding.Failed(
            ProbeCause.WrongProtocol,
            banner.Length == 0 ? $"{endpoint} ends the connection without a word." : $"{endpoint} is no {(isSsh ? "SSH" : "SMTP")} server: it introduces itself as \"{banner}\".",
            "Check host and port, and whether the server admits this console's address.");

    private static bool TryReadPort(string? text, int usual, out int port)
    {
        port = usual;
        return text is null || (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535);
    }

    /// <summary>The first line, as far as it is printable; no more than <see cref="LongestBanner"/> bytes are read, whatever comes.</summary>
    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestBanner];
        var length = 0;
        int read;
        while (length < buffer.Length && (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (buffer.AsSpan(0, length).IndexOf((byte)'\n') >= 0)
            {
                break;
            }
        }

        var line = Encoding.ASCII.GetString(buffer, 0, length).Split('\n')[0].Trim();
        var printable = string.Concat(line.Select(c => c is >= ' ' and <= '~' and not '"' ? c : '?'));
        return printable.Length <= LongestShown ? printable : $"{printable[..LongestShown]}...";
    }
}
