using System.Diagnostics;
using System.Globalization;
using Acornima;

namespace ConnectionsConsole.Tests.Benchmarks.Parser;

/// <summary>
/// The parser under the script engine beside acorn, on the same published files in the same session: processor time, since what else the machine does
/// hardly changes it, warmed up alike, and the memory that a tree takes.
/// </summary>
internal static class ParserBenchmark
{
    private const int Rounds = 15;

    private static readonly string[] s_files = ["typescript/lib/typescript.js", "react-dom/cjs/react-dom-client.production.js", "lodash/lodash.js", "d3/dist/d3.min.js", "jquery/dist/jquery.min.js"];

    /// <exception cref="BenchmarkException">Node or the npm packages are missing.</exception>
    public static async Task<int> RunAsync()
    {
        var tools = Path.Combine(FindRoot(), "Tests", "tools");
        var files = s_files.Select(file => Path.Combine(tools, "node_modules", file)).ToList();
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            throw new BenchmarkException($"{missing} is missing. Run ./test.sh once, which installs it.");
        }

        var acorn = await MeasureAcornAsync(tools, files);
        Console.WriteLine($"Processor time in ms, median of {Rounds} rounds; bytes of memory taken while parsing, per character of the file.");
        Console.WriteLine();
        Console.WriteLine("| file | kB | parser | acorn | ratio | bytes/character |");
        Console.WriteLine("| --- | --: | --: | --: | --: | --: |");
        for (var i = 0; i < files.Count; i++)
        {
            var source = await File.ReadAllTextAsync(files[i]);
            var (time, allocated) = Measure(source);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {s_files[i]} | {source.Length / 1000} | {time:0.00} | {acorn[i]:0.00} | {time / acorn[i]:0.00} | {(double)allocated / source.Length:0.0} |"));
        }

        return 0;
    }

    private static (double Milliseconds, long Allocated) Measure(string source)
    {
        // Four rounds alone, so that the just-in-time compiler has seen what is hot, as acorn's has after its first rounds.
        var times = new List<double>();
        var allocated = 0L;
        using var process = Process.GetCurrentProcess();
        for (var round = -4; round < Rounds; round++)
        {
            process.Refresh();
            var (cpu, bytes) = (process.TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
            new Acornima.Parser().ParseScript(source);
            process.Refresh();
            allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
            if (round >= 0)
            {
                times.Add((process.TotalProcessorTime - cpu).TotalMilliseconds);
            }
        }

        times.Sort();
        return (times[times.Count / 2], allocated);
    }

    private static async Task<List<double>> MeasureAcornAsync(string tools, List<string> files)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments = [Path.Combine(FindRoot(), "Tests", "Benchmarks", "Parser", "acorn-time.mjs"), tools, Rounds.ToString(CultureInfo.InvariantCulture), .. files];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var node = Process.Start(start)!;
            var output = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            return node.ExitCode == 0
                ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))]
                : throw new BenchmarkException($"Node ended with exit code {node.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BenchmarkException($"Node 20 is missing ({exception.Message}).");
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

        throw new BenchmarkException("No folder above the benchmark holds ConnectionsConsole.sln.");
    }
}
