using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ConnectionsConsole.Tests.Support.Processes;

/// <summary>
/// A program that a test starts, watches line by line and ends. It is killed, with what it has started, at the latest when this
/// object is disposed of or the test host ends. All waiting has a failsafe, by default three minutes of real time; failing, it shows the output.
/// </summary>
public class ChildProcess : IAsyncDisposable
{
    private const int SignalTerminate = 15;
    private static readonly TimeSpan s_failsafe = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<ChildProcess, bool> s_running = new();
    private static readonly ReadOnlyDictionary<string, string?> s_noVariables = ReadOnlyDictionary<string, string?>.Empty;
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _errorLines = [];
    private TaskCompletionSource _changed = NewSignal();

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var child in s_running.Keys)
        {
            child.KillTree();
        }
    };

    /// <param name="startInfo">Program, arguments, folder, environment; its streams are redirected.</param>
    /// <param name="input">Written to its standard input, which is then closed; null leaves it open until this object is disposed of.</param>
    protected ChildProcess(ProcessStartInfo startInfo, string? input = null)
    {
        ArgumentNullException.ThrowIfNull(startInfo);
        startInfo.RedirectStandardInput = true;
        startInfo.RedirectStandardOutput = true;
        startInfo.RedirectStandardError = true;
        _process = new Process { StartInfo = startInfo };
        _process.OutputDataReceived += (_, received) => Received(received.Data, isError: false);
        _process.ErrorDataReceived += (_, received) => Received(received.Data, isError: true);
        _process.Start();
        s_running.TryAdd(this, true);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (input is not null)
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Close();
        }
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Standard output and standard error so far, in the order in which their lines arrived.</summary>
    public string Output => Joined(_lines);

    /// <summary>Standard error alone, so far.</summary>
    public string ErrorOutput => Joined(_errorLines);

    /// <summary>Starts any program.</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null, string? input = null) =>
        new(StartInfo(program, arguments, workingDirectory, environment), input);

    /// <summary>The first line, of those that came already or come from now on, that matches.</summary>
    /// <exception cref="InvalidOperationException">The program ended, or the failsafe, without such a line.</exception>
    public async Task<Match> WaitForLineAsync(Regex pattern, TimeSpan? failsafe = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        using var timeout = new CancellationTokenSource(failsafe ?? s_failsafe);
        for (var seen = 0; ;)
        {
            // Asked before the lines are read: output that was written before the end is not missed.
            var ended = _process.HasExited && await OutputEndedAsync();
            Task changed;
            lock (_lock)
            {
                for (; seen < _lines.Count; seen++)
                {
                    if (pattern.Match(_lines[seen]) is { Success: true } match)
                    {
                        return match;
                    }
                }

                changed = _changed.Task;
            }

            if (ended || timeout.IsCancellationRequested)
            {
                throw Failure(ended ? $"ended without a line that matches \"{pattern}\"" : $"wrote no line that matches \"{pattern}\" in time");
            }

            await Task.WhenAny(changed, _process.WaitForExitAsync(timeout.Token), Task.Delay(Timeout.Infinite, timeout.Token));
        }
    }

    /// <summary>Waits for the program's own end and the last of its output.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">It did not end in time.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan? failsafe = null)
    {
        using var timeout = new CancellationTokenSource(failsafe ?? s_failsafe);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw Failure("did not end in time");
        }

        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as a service manager does (SIGTERM), and waits for that.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> TerminateAsync(TimeSpan? failsafe = null)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Windows has no signal that asks a program to end.");
        }

        if (!_process.HasExited && SendSignal(_process.Id, SignalTerminate) != 0)
        {
            throw Failure($"could not be told to end (error {Marshal.GetLastPInvokeError()})");
        }

        return WaitForExitAsync(failsafe);
    }

    /// <summary>Ends it on the spot, as kill -9 does: it can save, close and say nothing any more. What it has started goes on.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Writes one line to its standard input.</summary>
    protected void WriteLine(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        KillTree();
        await _process.WaitForExitAsync();
        s_running.TryRemove(this, out _);
        _process.Dispose();
    }

    protected static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var startInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingDirectory ?? "" };
        foreach (var (name, value) in environment ?? s_noVariables)
        {
            startInfo.Environment[name] = value;
        }

        return startInfo;
    }

    protected InvalidOperationException Failure(string what) =>
        new($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} {what}. Its output:\n{Output}");

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void KillTree()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private async Task<bool> OutputEndedAsync()
    {
        await WaitForExitAsync();
        return true;
    }

    private void Received(string? line, bool isError)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (line is not null)
            {
                _lines.Add(line);
                if (isError)
                {
                    _errorLines.Add(line);
                }
            }

            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult();
    }

    private string Joined(List<string> lines)
    {
        lock (_lock)
        {
            return string.Join('\n', lines);
        }
    }
}
