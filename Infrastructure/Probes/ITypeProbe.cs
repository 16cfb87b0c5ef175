using ConnectionsConsole.Domain.Connections.Testing;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>How connections of some types are tested.</summary>
internal interface ITypeProbe
{
    bool Tests(ProbeSubject subject);

    Task RunAsync(ProbeSession session, ProbeSubject subject);
}
