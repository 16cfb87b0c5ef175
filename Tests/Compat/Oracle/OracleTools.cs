using System.Diagnostics;

namespace ConnectionsConsole.Tests.Compat.Oracle;

/// <summary>Node and the npm packages that parser and runtime are compared with; ./test.sh installs them.</summary>
internal static class OracleTools
{
    private const string Remedy = "Run ./test.sh, which installs what the tests need.";

    /// <summary>The folder that holds the node_modules of the tests.</summary>
    public static string Folder { get; } = Path.Combine(FindRoot(), "Tests", "tools");

    /// <summary>A file or folder inside an installed package.</summary>
    public static string Package(string path)
    {
        var full = Path.Combine(Folder, "node_modules", path);
        return Path.Exists(full) ? full : throw new InvalidOperationException($"The npm package file {path} is missing. {Remedy}");
    }

    /// <summary>Starts Node with a script that lies beside the tests' sources.</summary>
    public static Process StartNode(string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.ArgumentList.Add("--stack-size=4000");
        start.ArgumentList.Add(Path.Combine(FindRoot(), "Tests", "Compat", "Oracle", script));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"Node 20 is missing. {Remedy}", missing);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ConnectionsConsole.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above the test assembly holds ConnectionsConsole.sln.");
    }
}
