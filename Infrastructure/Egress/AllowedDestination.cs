using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>One entry of <see cref="EgressOptions.Allow"/>: a host name or a range of addresses, with one port or (null) every port.</summary>
internal sealed record AllowedDestination(string? HostName, IPNetwork? Network, int? Port)
{
    /// <summary>For messages: every form an entry can have.</summary>
    public const string Forms = "host:port (minio.internal:9000), address:port (127.0.0.1:8085, [::1]:8085) "
        + "or CIDR:port (10.20.0.0/16:443, [fd00:12::/32]:443); the port may be * for all";

    /// <summary>Understands one entry. Addresses have to be written plainly here: what opens the guard must mean one thing to every reader.</summary>
    public static bool TryParse(string? written, out AllowedDestination destination, out string problem)
    {
        destination = new AllowedDestination(null, null, null);
        var text = written?.Trim() ?? "";
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || text.EndsWith(']'))
        {
            problem = text.Length == 0 ? "it is empty" : "it has no port";
            return false;
        }

        if (!TryParsePort(text[(colon + 1)..], out var port))
        {
            problem = "the port is not a number from 1 to 65535 or *";
            return false;
        }

        var host = text[..colon];
        if (host.StartsWith('[') != host.EndsWith(']') || (host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[')))
        {
            problem = "an IPv6 address or range stands in brackets, the port after them";
            return false;
        }

        return TryParseHost(host, port, out destination, out problem);
    }

    /// <summary>Whether this entry opens <paramref name="address"/>, which <paramref name="host"/> was written as or resolved to.</summary>
    public bool Covers(WrittenHost host, IPAddress address, AddressKind kind, int port)
    {
        if (Port is { } only && only != port)
        {
            return false;
        }

        return Network is { } network ? network.Contains(address) : NamesMayReach(kind) && IsName(host);
    }

    /// <summary>Whether this entry names <paramref name="host"/> itself.</summary>
    public bool Names(WrittenHost host, int port) => IsName(host) && (Port ?? port) == port;

    private bool IsName(WrittenHost host) => HostName is not null && host.Address is null && string.Equals(HostName, host.Name, StringComparison.Ordinal);

    private static bool NamesMayReach(AddressKind kind) =>
        kind is not (AddressKind.Metadata or AddressKind.Multicast or AddressKind.Broadcast or AddressKind.Unspecified);

    private static bool TryParsePort(string text, out int? port)
    {
        port = null;
        if (text == "*")
        {
            return true;
        }

        port = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return port is >= 1 and <= 65535;
    }

    private static bool TryParseHost(string host, int? port, out AllowedDestination destination, out string problem)
    {
        destination = new AllowedDestination(null, null, port);
        if (host.Contains('/', StringComparison.Ordinal))
        {
            return TryParseNetwork(host.Trim('[', ']'), destination, out destination, out problem);
        }

        if (!WrittenHost.TryParse(host, out var parsed, out problem))
        {
            return false;
        }

        if (parsed.Address is not { } address)
        {
            destination = destination with { HostName = parsed.Name };
            return true;
        }

        if (!IPAddress.TryParse(host.Trim('[', ']'), out var plain) || !plain.Equals(address)
            || (address.AddressFamily == AddressFamily.InterNetwork && !string.Equals(host, address.ToString(), StringComparison.Ordinal)))
        {
            problem = $"write the address plainly: {address}";
            return false;
        }

        destination = destination with { Network = new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) };
        return true;
    }

    private static bool TryParseNetwork(string text, AllowedDestination unfinished, out AllowedDestination destination, out string problem)
    {
        destination = unfinished;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(text[..slash], out var address) || address.IsIPv4MappedToIPv6
            || (address.AddressFamily == AddressFamily.InterNetwork && !string.Equals(text[..slash], address.ToString(), StringComparison.Ordinal))
            || !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > address.GetAddressBytes().Length * 8)
        {
            problem = "the range is not address/prefix-length";
            return false;
        }

        var first = FirstOf(address, length);
        if (!first.Equals(address))
        {
            problem = $"the range starts at {first}: write {first}/{length}";
            return false;
        }

        problem = "";
        destination = unfinished with { Network = new IPNetwork(address, length) };
        return true;
    }

    private static IPAddress FirstOf(IPAddress address, int prefixLength)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
