using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ConnectionsConsole.Tests.Components.Setup;

/// <summary>
/// bUnit asks for a newer AngleSharp.Diffing than the registry carries. What it uses is in the older one too, so the copy in
/// the output folder answers for any version.
/// </summary>
internal static class DiffingResolver
{
    private const string Name = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Name ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Name + ".dll")) : null;
}
