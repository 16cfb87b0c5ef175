using System.Text.Json;
using ConnectionsConsole.Infrastructure;

namespace ConnectionsConsole.App.Demo;

/// <summary>
/// What the demo remembers of its folder: that it is a demo's, and where its sandbox listened, since the seeded connections name that address.
/// </summary>
internal sealed record DemoState(int SandboxPort, bool IsSeeded, string AdminEmail, string AdminPassword, Guid OrganizationId)
{
    private const string FileName = "demo.json";

    private static string PathIn(DataDirectory data) => Path.Combine(data.Path, FileName);

    /// <summary>The state of an earlier demo; null for a fresh folder.</summary>
    /// <exception cref="StartupException">The folder holds something that no demo left there.</exception>
    public static DemoState? Load(DataDirectory data)
    {
        var path = PathIn(data);
        if (File.Exists(path))
        {
            try
            {
                return JsonSerializer.Deserialize<DemoState>(File.ReadAllText(path)) ?? throw new JsonException("it is empty");
            }
            catch (JsonException exception)
            {
                throw new StartupException($"{path} is damaged ({exception.Message}): delete the folder {data.Path}, or name another one with --data.", exception);
            }
        }

        return !Directory.Exists(data.Path) || !Directory.EnumerateFileSystemEntries(data.Path).Any()
            ? null
            : throw new StartupException($"The folder {data.Path} is not empty and no demo made it: name another folder with --data.");
    }

    /// <summary>
    /// Takes away the database of a seed that was cut short. Nobody could sign in to it yet, so nothing is lost; beginning anew is simpler, and surer, than
    /// finding out how far it came.
    /// </summary>
    public static void DeleteDatabase(DataDirectory data)
    {
        foreach (var file in Directory.GetFiles(data.Path, "console.db*"))
        {
            File.Delete(file);
        }
    }

    /// <summary>Replaces the file as a whole, so that a killed process leaves the old one or the new one.</summary>
    public void Save(DataDirectory data)
    {
        Directory.CreateDirectory(data.Path);
        var temporary = PathIn(data) + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(temporary, PathIn(data), overwrite: true);
    }
}
