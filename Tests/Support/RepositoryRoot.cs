using System.Reflection;

namespace ConnectionsConsole.Tests.Support;

/// <summary>The folder that holds the solution: tests read files of the project from there, wherever they were started.</summary>
public static class RepositoryRoot
{
    private const string Marker = "ConnectionsConsole.sln";

    public static string Folder { get; } = Find();

    public static string Combine(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>
    /// The built assembly of a project, in the configuration (Debug or Release) of the running tests.
    /// </summary>
    /// <param name="project">The project's folder below the root, such as <c>App</c>.</param>
    /// <exception cref="FileNotFoundException">It has not been built in that configuration.</exception>
    public static string Assembly(string project)
    {
        var configuration = typeof(RepositoryRoot).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var file = Combine(project, "bin", configuration, "net10.0", $"ConnectionsConsole.{Path.GetFileName(project)}.dll");
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException($"{project} is not built: run \"dotnet build {project} --configuration {configuration}\".", file);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Marker}.");
    }
}
