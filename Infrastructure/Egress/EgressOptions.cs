namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>
/// Settings of the egress guard, read from the configuration section <c>Egress</c> and checked when the process starts.
/// There is no switch that turns the guard off: public addresses can always be reached, everything else is named in <see cref="Allow"/>.
/// </summary>
internal sealed class EgressOptions
{
    public const string Section = "Egress";

    /// <summary>
    /// Destinations that may be reached although they are not public, each as <c>host:port</c> or <c>CIDR:port</c>; IPv6 in brackets, for
    /// example <c>minio.internal:9000</c>, <c>127.0.0.1:8085</c>, <c>10.20.0.0/16:443</c>, <c>[fd00:12::/32]:443</c>. The port <c>*</c> means
    /// every port. A host name covers what it resolves to, except metadata, multicast, broadcast and unspecified addresses: those have to be
    /// named by address, so that whoever controls the name's DNS cannot point it at the machine's own credentials.
    /// </summary>
    public IList<string> Allow { get; init; } = [];

    /// <summary>
    /// Address of an outgoing proxy such as <c>http://proxy.internal:3128</c>. Without it nothing goes through a proxy: proxy variables of the
    /// environment are ignored, because a proxy resolves names by itself and so weakens what the guard can promise (see <see cref="EgressGuard"/>).
    /// </summary>
    public string? Proxy { get; init; }

    /// <summary>How long setting up one connection may take: resolving, TCP and TLS together. One second to two minutes.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a pooled connection is used before the name is resolved and checked again. One second to one hour.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(2);
}
