using System.Collections.Concurrent;
using System.Net;
using ConnectionsConsole.Infrastructure.Egress;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Tests.Integration.Egress;

/// <summary>
/// A network whose names and public addresses are staged: each name answers from a list (its last answer again and again), and a public address
/// is a real server on loopback. What is not staged goes to the real sockets, as it would in production.
/// </summary>
internal sealed class StagedNetwork
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<IPAddress, int> _publicServers = [];

    public ConcurrentQueue<IPEndPoint> Dialed { get; } = [];

    public int Lookups { get; private set; }

    public StagedNetwork Name(string name, params string[] answersInTurn)
    {
        _answers[name] = new(answersInTurn.Select(answer => answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray()));
        return this;
    }

    public StagedNetwork PublicServer(string address, LoopbackServer server)
    {
        _publicServers[IPAddress.Parse(address)] = server.Port;
        return this;
    }

    public EgressHttpClients Clients(params string[] allow) => Clients(new EgressOptions { Allow = [.. allow] });

    public EgressHttpClients Clients(EgressOptions options)
    {
        var settings = Options.Create(options);
        return new EgressHttpClients(settings, new EgressGuard(settings, ResolveAsync), DialAsync, NullLogger<EgressHandler>.Instance);
    }

    private Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        Lookups++;
        if (!_answers.TryGetValue(name, out var answers))
        {
            throw new InvalidOperationException($"The name {name} is not staged.");
        }

        return Task.FromResult(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
    }

    private ValueTask<Stream> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Dialed.Enqueue(endPoint);
        return SystemNetwork.DialAsync(
            _publicServers.TryGetValue(endPoint.Address, out var port) ? new IPEndPoint(IPAddress.Loopback, port) : endPoint, cancellationToken);
    }
}
