using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// Judges where a request may go. Everything that leaves the process passes here twice: <see cref="Check"/> looks at the address as it was
/// written, before each hop; <see cref="ResolveAsync"/> looks at what the name resolves to, and the connection is made to exactly those
/// addresses and to nothing that is looked up again. So an answer that changes between check and connect changes nothing.
/// <para>
/// An answer that mixes public and refused addresses is refused as a whole: no honest name gives one, and taking only its public part would let
/// whoever controls the name probe, by timing and by failure, which answer was taken.
/// </para>
/// <para>
/// With <see cref="EgressOptions.Proxy"/> set, the proxy resolves names again and connects. The guard then still judges the written address and
/// its own resolution, before each hop, but cannot promise that the proxy reaches the same address: a name that changes in between passes. Names
/// that <see cref="EgressOptions.Allow"/> lists are not resolved here, since behind a proxy this machine may be unable to. See <see cref="Promise"/>.
/// </para>
/// </summary>
internal sealed class EgressGuard
{
    private readonly List<AllowedDestination> _allowed = [];
    private readonly EgressResolver _resolver;

    public EgressGuard(IOptions<EgressOptions> options, EgressResolver resolver)
    {
        _resolver = resolver;
        foreach (var entry in options.Value.Allow)
        {
            if (!AllowedDestination.TryParse(entry, out var destination, out var problem))
            {
                throw new ArgumentException($"Egress:Allow has the entry \"{entry}\": {problem}.", nameof(options));
            }

            _allowed.Add(destination);
        }

        if (!EgressProxy.TryParse(options.Value.Proxy, out var proxy, out var proxyProblem))
        {
            throw new ArgumentException($"Egress:Proxy: {proxyProblem}.", nameof(options));
        }

        Proxy = proxy;
    }

    public EgressProxy? Proxy { get; }

    /// <summary>What the guard can promise under the present settings, for the settings page and the log.</summary>
    public string Promise => Proxy is null
        ? "Requests reach public addresses and what Egress:Allow names. The address that was checked is the one connected to."
        : $"Requests go through the proxy {Proxy}. Written addresses and what names resolve to here are checked before each request; the proxy "
            + "resolves names again by itself, so it has to refuse internal addresses too.";

    /// <summary>Understands text as the address of a request and judges it as <see cref="Check"/> does.</summary>
    /// <exception cref="EgressRefusedException">It is not an address that can be requested.</exception>
    public Uri Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri))
        {
            throw new EgressRefusedException(
                EgressRefusal.Address, "The address is not an absolute http or https address such as https://api.example.com/items.");
        }

        Check(uri);
        return uri;
    }

    /// <summary>Judges the address as written: scheme, user information, form of the host and, where the host is an address, that address.</summary>
    /// <exception cref="EgressRefusedException">It is refused.</exception>
    public WrittenHost Check(Uri uri)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            var scheme = uri.IsAbsoluteUri ? $" of the scheme {uri.Scheme}" : "";
            throw new EgressRefusedException(EgressRefusal.Address, $"An address{scheme} was refused: only http and https addresses can be requested.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new EgressRefusedException(
                EgressRefusal.Address,
                $"An address on {EgressRefusedException.Origin(uri)} was refused because it carries a user name or password. "
                    + "Use a connection for credentials.");
        }

        if (!WrittenHost.TryParse(AsciiHost(uri), out var host, out var problem))
        {
            throw new EgressRefusedException(EgressRefusal.Host, $"The host \"{uri.Host}\" was refused: {problem}.");
        }

        if (host.Address is { } address)
        {
            Judge(host, address, uri.Port);
        }

        return host;
    }

    /// <summary>The addresses of <paramref name="host"/>, all of them allowed, in the resolver's order and never empty.</summary>
    /// <exception cref="EgressRefusedException">There is no answer, or any of its addresses is refused.</exception>
    public async Task<IPAddress[]> ResolveAsync(WrittenHost host, int port, CancellationToken cancellationToken)
    {
        var addresses = host.Address is { } written ? [written] : await AskAsync(host.Name, cancellationToken);
        foreach (var address in addresses)
        {
            Judge(host, address, port);
        }

        return addresses;
    }

    /// <summary>Whether <see cref="EgressOptions.Allow"/> names this host and port, whatever it resolves to.</summary>
    public bool IsNamed(WrittenHost host, int port) => _allowed.Exists(entry => entry.Names(host, port));

    /// <summary>As <see cref="IsNamed"/>, and also true for a host that is written as an address which an entry covers.</summary>
    public bool IsListed(WrittenHost host, int port) =>
        IsNamed(host, port)
        || (host.Address is { } address && _allowed.Exists(entry => entry.Covers(host, address, AddressClassifier.Classify(address).Kind, port)));

    /// <summary>The addresses of a name that the operator configured, such as the proxy's: looked up, not judged.</summary>
    public async Task<IPAddress[]> AskAsync(string name, CancellationToken cancellationToken)
    {
        IPAddress[] answer;
        try
        {
            answer = await _resolver(name, cancellationToken);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            answer = [];
        }
        catch (SocketException failure)
        {
            throw new EgressRefusedException(
                EgressRefusal.ResolverUnavailable,
                $"{name} could not be resolved just now ({failure.SocketErrorCode}), so nothing was sent. Check the name server of this machine if "
                    + "this goes on.");
        }

        return answer.Length > 0
            ? Array.ConvertAll(answer, WrittenHost.Unmapped)
            : throw new EgressRefusedException(EgressRefusal.NoAnswer, $"{name} has no address, so nothing was sent. Check how the host name is spelt.");
    }

    private void Judge(WrittenHost host, IPAddress address, int port)
    {
        var verdict = AddressClassifier.Classify(address);
        if (verdict.IsPublic || _allowed.Exists(entry => entry.Covers(host, address, verdict.Kind, port)))
        {
            return;
        }

        var what = host.Address is null ? $"{host.Name} resolves to {address}, {verdict.Words}" : $"{address} is {verdict.Words}";
        var entries = new[] { Entry(host.Address is null ? host.Name : address.ToString(), port), Entry(address.ToString(), port) };
        var possible = entries.Distinct(StringComparer.Ordinal)
            .Where(entry => AllowedDestination.TryParse(entry, out var destination, out _) && destination.Covers(host, address, verdict.Kind, port));
        throw new EgressRefusedException(
            EgressRefusal.Destination,
            $"A request to {Entry(host.Name, port)} was refused: {what}, and only public addresses can be reached. "
                + $"An operator allows it by adding {string.Join(" or ", possible.Select(entry => $"\"{entry}\""))} to the setting Egress:Allow.");
    }

    private static string AsciiHost(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            // A name that has no ASCII form; WrittenHost says why.
            return uri.Host;
        }
    }

    private static string Entry(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
}
