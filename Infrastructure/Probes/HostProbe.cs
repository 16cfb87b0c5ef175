using ConnectionsConsole.Domain.Connections.Testing;

namespace ConnectionsConsole.Infrastructure.Probes;

/// <summary>Types without a test of their own, but with a host that they are sent to: whether it can be reached is at least something.</summary>
internal sealed class HostProbe(NetworkLayers network) : ITypeProbe
{
    public bool Tests(ProbeSubject subject) => HostOf(subject) is not null;

    public async Task RunAsync(ProbeSession session, ProbeSubject subject)
    {
        await using (await network.OpenAsync(session, ProbeEndpoint.Of(HostOf(subject)!), isHttp: true))
        {
            // Reaching it is all that is tested.
        }

        session.Add(ProbeLayer.Authenticate, ProbeFinding.NotTested(
            $"Signing in is not tested for the type \"{subject.Type.Label}\".", "A run of a step that uses it shows whether it is let in."));
    }

    /// <summary>The first allowed host that is one: <c>*.example.com</c> names many.</summary>
    private static Uri? HostOf(ProbeSubject subject)
    {
        var entry = subject.Connection.AllowedHosts.FirstOrDefault(h => !h.Contains('*', StringComparison.Ordinal));
        return entry is not null && Uri.TryCreate($"https://{entry}/", UriKind.Absolute, out var uri) && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 ? uri : null;
    }
}
