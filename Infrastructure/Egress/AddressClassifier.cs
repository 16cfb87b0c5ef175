using System.Net;
using System.Net.Sockets;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>An address's kind, and the words for it, such as "a loopback address" or "the NAT64 form of 127.0.0.1, a loopback address".</summary>
internal readonly record struct AddressVerdict(AddressKind Kind, string Words)
{
    public static AddressVerdict Public { get; } = new(AddressKind.Public, "a public address");

    public bool IsPublic => Kind == AddressKind.Public;
}

/// <summary>
/// Tells public addresses from all others. IPv6 forms that carry an IPv4 address (NAT64, 6to4, Teredo, ISATAP, IPv4-compatible and
/// IPv4-translated) are judged by what they carry as well: a translator or tunnel on the way would deliver to that IPv4 address.
/// </summary>
internal static class AddressClassifier
{
    // First match counts, so single addresses stand before the ranges that contain them.
    private static readonly (IPNetwork Network, AddressKind Kind, string Words)[] s_special =
    [
        Entry("169.254.169.254/32", AddressKind.Metadata, "a cloud metadata address"),
        Entry("169.254.170.2/32", AddressKind.Metadata, "a cloud metadata address (container credentials)"),
        Entry("169.254.170.23/32", AddressKind.Metadata, "a cloud metadata address (pod credentials)"),
        Entry("100.100.100.200/32", AddressKind.Metadata, "a cloud metadata address"),
        Entry("168.63.129.16/32", AddressKind.Metadata, "a cloud platform address"),
        Entry("192.0.0.192/32", AddressKind.Metadata, "a cloud metadata address"),
        Entry("fd00:ec2::254/128", AddressKind.Metadata, "a cloud metadata address"),
        Entry("fd00:ec2::23/128", AddressKind.Metadata, "a cloud metadata address (pod credentials)"),
        Entry("fd20:ce::254/128", AddressKind.Metadata, "a cloud metadata address"),

        Entry("0.0.0.0/32", AddressKind.Unspecified, "the unspecified address"),
        Entry("0.0.0.0/8", AddressKind.Reserved, "an address of \"this network\""),
        Entry("10.0.0.0/8", AddressKind.Private, "a private address"),
        Entry("100.64.0.0/10", AddressKind.CarrierGradeNat, "a carrier-grade NAT address"),
        Entry("127.0.0.0/8", AddressKind.Loopback, "a loopback address"),
        Entry("169.254.0.0/16", AddressKind.LinkLocal, "a link-local address"),
        Entry("172.16.0.0/12", AddressKind.Private, "a private address"),
        Entry("192.0.0.0/24", AddressKind.Reserved, "a reserved address"),
        Entry("192.0.2.0/24", AddressKind.Documentation, "an address reserved for documentation"),
        Entry("192.88.99.0/24", AddressKind.Reserved, "a reserved address (former 6to4 relays)"),
        Entry("192.168.0.0/16", AddressKind.Private, "a private address"),
        Entry("198.18.0.0/15", AddressKind.Benchmarking, "an address reserved for benchmarking"),
        Entry("198.51.100.0/24", AddressKind.Documentation, "an address reserved for documentation"),
        Entry("203.0.113.0/24", AddressKind.Documentation, "an address reserved for documentation"),
        Entry("224.0.0.0/4", AddressKind.Multicast, "a multicast address"),
        Entry("255.255.255.255/32", AddressKind.Broadcast, "the broadcast address"),
        Entry("240.0.0.0/4", AddressKind.Reserved, "a reserved address"),

        Entry("::/128", AddressKind.Unspecified, "the unspecified address"),
        Entry("::1/128", AddressKind.Loopback, "a loopback address"),
        // Its prefix length is the operator's choice (RFC 8215), so where the IPv4 address stands is unknown: never public.
        Entry("64:ff9b:1::/48", AddressKind.Private, "an address of the local NAT64 range"),
        Entry("100::/64", AddressKind.Reserved, "a reserved address (discard)"),
        Entry("2001:2::/48", AddressKind.Benchmarking, "an address reserved for benchmarking"),
        Entry("2001:db8::/32", AddressKind.Documentation, "an address reserved for documentation"),
        Entry("3fff::/20", AddressKind.Documentation, "an address reserved for documentation"),
        Entry("5f00::/16", AddressKind.Reserved, "a reserved address (segment routing)"),
        Entry("fc00::/7", AddressKind.UniqueLocal, "a unique local address"),
        Entry("fe80::/10", AddressKind.LinkLocal, "a link-local address"),
        Entry("fec0::/10", AddressKind.Private, "a site-local address"),
        Entry("ff00::/8", AddressKind.Multicast, "a multicast address"),
    ];

    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_sixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork s_teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork s_protocolAssignments = IPNetwork.Parse("2001::/23");
    private static readonly IPNetwork s_globalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork s_compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork s_translated = IPNetwork.Parse("::ffff:0:0:0/96");

    public static AddressVerdict Classify(IPAddress address)
    {
        address = WrittenHost.Unmapped(address);
        foreach (var (network, kind, words) in s_special)
        {
            if (network.Contains(address))
            {
                return new AddressVerdict(kind, words);
            }
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => AddressVerdict.Public,
            AddressFamily.InterNetworkV6 => ClassifyIPv6(address),
            _ => new AddressVerdict(AddressKind.Reserved, "not an internet address"),
        };
    }

    private static AddressVerdict ClassifyIPv6(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        foreach (var (form, carried) in Carried(address, bytes))
        {
            var verdict = Classify(carried);
            if (!verdict.IsPublic)
            {
                return verdict with { Words = $"the {form} form of {carried}, {verdict.Words}" };
            }
        }

        if (s_nat64.Contains(address))
        {
            return AddressVerdict.Public;
        }

        // Beyond 2000::/3 nothing is assigned as global unicast; inside 2001::/23 stand protocol addresses, of which Teredo is one.
        return s_globalUnicast.Contains(address) && !s_protocolAssignments.Contains(address)
            ? AddressVerdict.Public
            : new AddressVerdict(AddressKind.Reserved, "a reserved address");
    }

    private static List<(string Form, IPAddress Carried)> Carried(IPAddress address, ReadOnlySpan<byte> bytes)
    {
        var carried = new List<(string, IPAddress)>();
        if (s_nat64.Contains(address))
        {
            carried.Add(("NAT64", new IPAddress(bytes[12..])));
        }
        else if (s_sixToFour.Contains(address))
        {
            carried.Add(("6to4", new IPAddress(bytes[2..6])));
        }
        else if (s_teredo.Contains(address))
        {
            // RFC 4380 §4: the server stands in the clear, the client's address with every bit inverted.
            carried.Add(("Teredo", new IPAddress(bytes[4..8])));
            carried.Add(("Teredo", new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]])));
        }
        else if (s_compatible.Contains(address))
        {
            carried.Add(("IPv4-compatible", new IPAddress(bytes[12..])));
        }
        else if (s_translated.Contains(address))
        {
            carried.Add(("IPv4-translated", new IPAddress(bytes[12..])));
        }

        // RFC 5214 §6.1: interface identifiers 0000:5efe:a.b.c.d and 0200:5efe:a.b.c.d, under any prefix.
        if (bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe)
        {
            carried.Add(("ISATAP", new IPAddress(bytes[12..])));
        }

        return carried;
    }

    private static (IPNetwork Network, AddressKind Kind, string Words) Entry(string network, AddressKind kind, string words) =>
        (IPNetwork.Parse(network), kind, words);
}
