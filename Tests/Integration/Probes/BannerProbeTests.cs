using System.Globalization;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Runs.Execution;

namespace ConnectionsConsole.Tests.Integration.Probes;

/// <summary>Servers that introduce themselves.</summary>
public sealed class BannerProbeTests
{
    [Theory]
    [InlineData("sftp", "SSH-2.0-OpenSSH_9.2p1 Debian\r\n", "SSH-2.0-OpenSSH_9.2p1 Debian")]
    [InlineData("smtp", "220 mail.acme.test ESMTP ready\r\n", "220 mail.acme.test ESMTP ready")]
    public async Task Probe_OfTheRightServer_ReadsItsGreetingAndSaysWhatWasNotTested(string connector, string greeting, string shown)
    {
        using var server = RawServer.Start(greeting);
        using var bench = new ProbeBench();

        var result = await ProbeAsync(bench, connector, server.Port);

        Assert.Equal(ProbeVerdict.NotTested, result.Verdict);
        Assert.Contains(shown, result.Layer(ProbeLayer.Greeting).Words, StringComparison.Ordinal);
        Assert.Equal(ProbeOutcome.NotTested, result.Layer(ProbeLayer.Authenticate).Outcome);
    }

    [Theory]
    [InlineData("sftp", "220 mail.acme.test ESMTP ready\r\n")]
    [InlineData("smtp", "SSH-2.0-OpenSSH_9.2p1\r\n")]
    [InlineData("smtp", "554 no SMTP service here\r\n")]
    public async Task Probe_OfAnotherServer_SaysSo(string connector, string greeting)
    {
        using var server = RawServer.Start(greeting);
        using var bench = new ProbeBench();

        (await ProbeAsync(bench, connector, server.Port)).FailedAt(ProbeLayer.Greeting, ProbeCause.WrongProtocol);
    }

    [Fact]
    public async Task Probe_OfAGreetingWithoutEnd_ShowsItsBeginningInPlainLetters()
    {
        using var server = RawServer.Start($"\u001b[2J<script>{new string('x', 100_000)}");
        using var bench = new ProbeBench();

        var failed = (await ProbeAsync(bench, "sftp", server.Port)).FailedAt(ProbeLayer.Greeting, ProbeCause.WrongProtocol);

        Assert.True(failed.Words.Length < 300, failed.Words);
        Assert.DoesNotContain('\u001b', failed.Words);
    }

    [Fact]
    public async Task Probe_OfAServerThatHangsUp_SaysSo()
    {
        using var server = RawServer.Start("", close: true);
        using var bench = new ProbeBench();

        (await ProbeAsync(bench, "smtp", server.Port)).FailedAt(ProbeLayer.Greeting, ProbeCause.WrongProtocol);
    }

    [Fact]
    public async Task Probe_OfASilentServer_EndsWithTheDeadline()
    {
        using var server = RawServer.Start(says: null);
        using var bench = new ProbeBench(null, ("Probes:Timeout", "00:00:01"));

        (await ProbeAsync(bench, "sftp", server.Port)).FailedAt(ProbeLayer.Greeting, ProbeCause.TimedOut);
    }

    [Fact]
    public async Task Probe_OfAnAddressThatTheGuardRefuses_ReachesNobody()
    {
        using var server = RawServer.Start("SSH-2.0-x\r\n");
        using var bench = new ProbeBench(null, ("Egress:Allow:0", "10.0.0.1:22"));

        (await ProbeAsync(bench, "sftp", server.Port)).FailedAt(ProbeLayer.Resolve, ProbeCause.EgressRefused);
    }

    [Theory]
    [InlineData("sftp", "none", "SSH encrypts by itself")]
    [InlineData("smtp", "starttls", "STARTTLS")]
    [InlineData("smtp", "none", "is not encrypted")]
    public async Task Probe_OfAServerThatEncryptsLaterOrNever_SaysSo(string connector, string security, string words)
    {
        using var server = RawServer.Start(connector == "sftp" ? "SSH-2.0-x\r\n" : "220 ready\r\n");
        using var bench = new ProbeBench();

        Assert.Contains(words, (await ProbeAsync(bench, connector, server.Port, security)).Layer(ProbeLayer.Tls).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_OfAServerThatShouldBeginWithTls_SaysThatItDoesNot()
    {
        using var server = RawServer.Start("220 ready\r\n");
        using var bench = new ProbeBench();

        (await ProbeAsync(bench, "smtp", server.Port, "tls")).FailedAt(ProbeLayer.Tls, ProbeCause.NotTls);
    }

    [Fact]
    public async Task Probe_OfATypeWithAHostAlone_TellsWhetherItCanBeReached()
    {
        using var server = RawServer.Start("220 ready\r\n");
        using var bench = new ProbeBench();
        Task<ConnectionProbeResult> Probe(int port) => bench.ProbeAsync(
            new ResolvedConnection("Chat", "chat", "botToken", new Dictionary<string, string> { ["token"] = "canary-password-3" }, ["*.acme.test", $"127.0.0.1:{port}"]),
            new ConnectionType("botToken", "Bot Token", "", [], []), ["canary-password-3"]);

        (await Probe(server.Port)).FailedAt(ProbeLayer.Tls, ProbeCause.NotTls);
        (await Probe(RawServer.FreePort())).FailedAt(ProbeLayer.Connect, ProbeCause.ConnectionRefused);
    }

    private static Task<ConnectionProbeResult> ProbeAsync(ProbeBench bench, string connector, int port, string security = "none") => bench.ProbeAsync(
        new ResolvedConnection("Files", connector, "password", new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1", ["port"] = port.ToString(CultureInfo.InvariantCulture), ["password"] = "canary-password-3", ["security"] = security,
        }, []),
        new ConnectionType("password", "Password", "", [], []), ["canary-password-3"]);
}
