namespace ConnectionsConsole.Domain.Organizations.Ports;

/// <summary>What the egress guard lets out, as the process was configured; pages show it, only the operator changes it.</summary>
public interface IEgressRules
{
    /// <summary>Destinations that may be reached although they are not public, as they are written in the configuration.</summary>
    IReadOnlyList<string> Allowed { get; }

    /// <summary>Host and port of the outgoing proxy; null without one.</summary>
    string? Proxy { get; }
}
