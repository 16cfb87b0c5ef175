using ConnectionsConsole.Domain.Organizations.Ports;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>The settings of the egress guard as pages show them; a proxy's user name and password, should its address hold any, stay behind.</summary>
internal sealed class EgressRules(IOptions<EgressOptions> options) : IEgressRules
{
    public IReadOnlyList<string> Allowed => [.. options.Value.Allow];

    public string? Proxy => Uri.TryCreate(options.Value.Proxy, UriKind.Absolute, out var address) ? $"{address.Host}:{address.Port}" : null;
}
