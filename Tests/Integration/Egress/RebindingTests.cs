using System.Net;
using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Tests.Integration.Egress;

/// <summary>The address that was checked is the one connected to.</summary>
public sealed class RebindingTests
{
    private const string PublicAddress = "93.184.215.14";

    [Fact]
    public async Task Send_ToNameThatTurnsToLoopbackAfterTheCheck_ReachesTheCheckedAddressOnly()
    {
        await using var honest = await LoopbackServer.AnsweringAsync("honest");
        await using var victim = await LoopbackServer.AnsweringAsync("victim");
        var network = new StagedNetwork().Name("rebinder.example", PublicAddress, "127.0.0.1").PublicServer(PublicAddress, honest);
        using var clients = network.Clients();

        var body = await clients.Get().GetStringAsync(new Uri($"http://rebinder.example:{victim.Port}/"));

        Assert.Equal("honest", body);
        Assert.Equal(1, network.Lookups);
        Assert.Equal([new IPEndPoint(IPAddress.Parse(PublicAddress), victim.Port)], network.Dialed);
        Assert.Equal(0, victim.Requests);
    }

    [Fact]
    public async Task Send_OnANewConnectionAfterTheNameTurned_IsRefused()
    {
        await using var honest = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        await using var victim = await LoopbackServer.AnsweringAsync("victim");
        var network = new StagedNetwork().Name("rebinder.example", PublicAddress, "127.0.0.1").PublicServer(PublicAddress, honest);
        using var clients = network.Clients();
        var address = new Uri($"http://rebinder.example:{victim.Port}/");
        await clients.Get().GetStringAsync(address);

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().GetStringAsync(address));

        Assert.Contains("rebinder.example resolves to 127.0.0.1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, victim.Requests);
    }

    [Fact]
    public async Task Send_OverRealSocketsToNameThatTurns_ReachesTheAllowedAddressOnly()
    {
        await using var allowed = await LoopbackServer.AnsweringAsync("allowed", IPAddress.Parse("127.0.0.2"));
        await using var victim = await LoopbackServer.AnsweringAsync("victim", IPAddress.Loopback, allowed.Port);
        var network = new StagedNetwork().Name("rebinder.example", "127.0.0.2", "127.0.0.1");
        using var clients = network.Clients($"127.0.0.2:{allowed.Port}");

        Assert.Equal("allowed", await clients.Get().GetStringAsync(new Uri($"http://rebinder.example:{allowed.Port}/")));
        Assert.Equal(0, victim.Requests);
    }

    [Fact]
    public async Task Send_WithMixedAnswer_IsRefusedBeforeAnythingIsDialed()
    {
        await using var victim = await LoopbackServer.AnsweringAsync("victim");
        var network = new StagedNetwork().Name("mixed.example", $"{PublicAddress} 127.0.0.1");
        using var clients = network.Clients();

        await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().GetStringAsync(new Uri($"http://mixed.example:{victim.Port}/")));

        Assert.Empty(network.Dialed);
        Assert.Equal(0, victim.Requests);
    }

    [Fact]
    public async Task Send_WithNoAnswer_IsRefused()
    {
        using var clients = new StagedNetwork().Name("nowhere.example", "").Clients();

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().GetStringAsync(new Uri("http://nowhere.example/")));

        Assert.Equal(EgressRefusal.NoAnswer, refused.Refusal);
    }

    [Fact]
    public async Task Send_WhenTheFirstAddressIsDead_GoesOnToTheNext()
    {
        await using var server = await LoopbackServer.AnsweringAsync("second");
        var network = new StagedNetwork().Name("two.example", "127.0.0.9 127.0.0.1");
        using var clients = network.Clients($"127.0.0.0/8:{server.Port}");

        Assert.Equal("second", await clients.Get().GetStringAsync(new Uri($"http://two.example:{server.Port}/")));
        Assert.Equal(2, network.Dialed.Count);
    }

    [Fact]
    public async Task Send_ToLocalhost_ByTheSystemsOwnResolverAndSockets_NeedsToBeAllowed()
    {
        await using var server = await LoopbackServer.AnsweringAsync("local");
        var address = new Uri($"http://localhost:{server.Port}/");
        using var strict = OfTheSystem();
        using var allowing = OfTheSystem($"localhost:{server.Port}");

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => strict.Get().GetStringAsync(address));

        Assert.Contains("a loopback address", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
        Assert.Equal("local", await allowing.Get().GetStringAsync(address));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("127.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("１２７.０.０.１")]
    [InlineData("0")]
    public async Task Send_ToDisguisedLoopback_NeverReachesTheServerThere(string host)
    {
        await using var victim = await LoopbackServer.AnsweringAsync("victim");
        var network = new StagedNetwork();
        using var clients = network.Clients();

        await Assert.ThrowsAsync<EgressRefusedException>(() => clients.Get().GetStringAsync(new Uri($"http://{host}:{victim.Port}/")));

        Assert.Empty(network.Dialed);
        Assert.Equal(0, victim.Requests);
    }

    [Fact]
    public async Task Send_ToAllowedHostAndPort_WorksWhileAnotherPortOfTheHostDoesNot()
    {
        await using var allowed = await LoopbackServer.AnsweringAsync("allowed");
        await using var other = await LoopbackServer.AnsweringAsync("other");
        var network = new StagedNetwork().Name("localhost", "127.0.0.1");
        using var byName = network.Clients($"localhost:{allowed.Port}");
        using var byAddress = network.Clients($"127.0.0.1:{allowed.Port}");

        Assert.Equal("allowed", await byName.Get().GetStringAsync(new Uri($"http://localhost:{allowed.Port}/")));
        Assert.Equal("allowed", await byAddress.Get().GetStringAsync(new Uri($"http://127.0.0.1:{allowed.Port}/")));
        Assert.Equal("allowed", await byAddress.Get().GetStringAsync(new Uri($"http://localhost:{allowed.Port}/")));
        await Assert.ThrowsAsync<EgressRefusedException>(() => byName.Get().GetStringAsync(new Uri($"http://localhost:{other.Port}/")));
        await Assert.ThrowsAsync<EgressRefusedException>(() => byAddress.Get().GetStringAsync(new Uri($"http://127.0.0.1:{other.Port}/")));
        Assert.Equal(0, other.Requests);
    }

    private static EgressHttpClients OfTheSystem(params string[] allow)
    {
        var options = Options.Create(new EgressOptions { Allow = [.. allow] });
        var guard = new EgressGuard(options, SystemNetwork.ResolveAsync);
        return new EgressHttpClients(options, guard, SystemNetwork.DialAsync, NullLogger<EgressHandler>.Instance);
    }
}
