using System.Diagnostics;
using System.Text;

namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>This executable started once more, with a verb of <see cref="ChildVerbs"/>. Its end goes with the benchmark's.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly StringBuilder _errors = new();

    private ChildProcess(Process process)
    {
        Process = process;
        Process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public static ChildProcess Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Started as "dotnet X.dll" rather than by its own host: then the assembly comes first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line that the child prints.</summary>
    /// <exception cref="BenchmarkException">It ended instead.</exception>
    public async Task<string> ReadLineAsync() => await Process.StandardOutput.ReadLineAsync() ?? throw await FailedAsync();

    /// <summary>Waits for the child's end and answers the last line that it printed.</summary>
    /// <exception cref="BenchmarkException">It ended with an error.</exception>
    public async Task<string> FinishAsync()
    {
        var output = await Process.StandardOutput.ReadToEndAsync();
        await Process.WaitForExitAsync();
        return Process.ExitCode == 0
            ? output.TrimEnd().Split('\n')[^1]
            : throw await FailedAsync();
    }

    /// <summary>What the child has printed to its error output; all of it once it has ended.</summary>
    public IReadOnlyList<string> Errors => _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>kill -9; answers when the child is gone.</summary>
    public async Task KillAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            await KillAsync();
        }

        Process.Dispose();
    }

    private async Task<BenchmarkException> FailedAsync()
    {
        await Process.WaitForExitAsync();
        return new BenchmarkException($"The child {string.Join(' ', Process.StartInfo.ArgumentList)} ended with exit code {Process.ExitCode}:\n{_errors}");
    }
}
