using System.Reflection;
using System.Reflection.PortableExecutable;

namespace ConnectionsConsole.Tests.Compat.Surface;

/// <summary>A stand-in is right when everything that is compiled into its clients resolves against it.</summary>
public class StandInSurfaceTests
{
    [Theory]
    [InlineData("Jint.dll", "Acornima.dll", 400)]
    [InlineData("MediatR.dll", "MediatR.Contracts.dll", 5)]
    [InlineData("runtimes/unix/lib/net9.0/Microsoft.Data.SqlClient.dll", "Microsoft.SqlServer.Server.dll", 10)]
    public void EveryReferenceOfTheClient_ResolvesAgainstTheStandIn(string client, string standIn, int atLeast)
    {
        var missing = ReferencedMembers.FindMissing(PathOf(client), PathOf(standIn), out var references);

        Assert.Empty(missing);
        Assert.True(references >= atLeast, $"Only {references} references were read from {client}; the test reads the wrong file.");
    }

    [Theory]
    [InlineData("Acornima.dll", "Acornima", "1.9.0.0", "496b38436bb9edeb")]
    [InlineData("MediatR.Contracts.dll", "MediatR.Contracts", "2.0.1.0", "bb9a41a5e8aaa7e2")]
    [InlineData("Microsoft.SqlServer.Server.dll", "Microsoft.SqlServer.Server", "1.0.0.0", "23ec7fc2d6eaa4a5")]
    public void StandIn_HasTheIdentityOfThePackage(string file, string name, string version, string token)
    {
        var identity = AssemblyName.GetAssemblyName(PathOf(file));

        Assert.Equal(name, identity.Name);
        Assert.Equal(Version.Parse(version), identity.Version);
        Assert.Equal(token, Convert.ToHexStringLower(identity.GetPublicKeyToken()!));
    }

    [Theory]
    [InlineData("Jint.dll", "Acornima.dll")]
    [InlineData("MediatR.dll", "MediatR.Contracts.dll")]
    [InlineData("runtimes/unix/lib/net9.0/Microsoft.Data.SqlClient.dll", "Microsoft.SqlServer.Server.dll")]
    public void StandIn_IsWhatTheClientAsksFor(string client, string standIn)
    {
        var target = AssemblyName.GetAssemblyName(PathOf(standIn));

        var wanted = Assert.Single(ReferencedAssemblies(PathOf(client)), reference => reference.Name == target.Name);

        Assert.Equal(wanted.Version, target.Version);
        Assert.Equal(wanted.GetPublicKeyToken() ?? [], target.GetPublicKeyToken() ?? []);
    }

    /// <summary>Jint walks lists with foreach, whose Dispose call is bound to IDisposable and not to a member that the reference test sees.</summary>
    [Theory]
    [InlineData(typeof(Acornima.Ast.NodeList<Acornima.Ast.Node>.Enumerator))]
    [InlineData(typeof(Acornima.Ast.ChildNodes.Enumerator))]
    public void Enumerator_IsDisposable(Type enumerator) => Assert.True(typeof(IDisposable).IsAssignableFrom(enumerator));

    private static List<AssemblyName> ReferencedAssemblies(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(file);
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
