using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Runs.Queries;

namespace ConnectionsConsole.App.Demo;

/// <summary>Prints runs step by step as they happen: colours on a terminal, plain lines otherwise.</summary>
internal sealed class RunPrinter : IDisposable
{
    /// <summary>Events come on a thread of their own and may be dropped under load, so the end of a run is waited for, but not for ever.</summary>
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly IDisposable _subscription;
    private readonly bool _colours;
    private readonly bool _waitsForNames;
    private readonly Dictionary<Guid, string> _names = [];
    private readonly Dictionary<Guid, List<RunEvent>> _unnamed = [];
    private readonly Dictionary<Guid, TaskCompletionSource> _ends = [];

    /// <param name="waitsForNames">Keeps what happens in a run until <see cref="Name"/> is called for it: a run begins before its id is known.</param>
    public RunPrinter(IRunEvents events, TextWriter output, bool waitsForNames = false)
    {
        _waitsForNames = waitsForNames;
        _output = output;
        _colours = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
        _subscription = events.Subscribe(null, Print);
    }

    /// <summary>What a run is called in the output; its id where nothing was said.</summary>
    public void Name(Guid runId, string name)
    {
        lock (_lock)
        {
            _names[runId] = name;
            if (_unnamed.Remove(runId, out var waiting))
            {
                waiting.ForEach(Write);
            }
        }
    }

    /// <summary>Waits until the end of a run has been printed, so that nothing of it comes after what is printed next.</summary>
    /// <returns>False where it was not heard of in time: pass it to <see cref="PrintEnd"/>.</returns>
    public async Task<bool> EndPrintedAsync(Guid runId)
    {
        Task end;
        lock (_lock)
        {
            end = EndOf(runId).Task;
        }

        return await Task.WhenAny(end, Task.Delay(s_longestDelay)) == end;
    }

    /// <summary>Prints the end of a run that no event told of, such as one that ended before this process began; once for each run.</summary>
    public void PrintEnd(Guid organizationId, RunDetail run) =>
        Print(new RunEnded(organizationId, run.Id, run.EndedAt ?? run.AcceptedAt, run.Status, run.FailureCategory, run.FailedStep, run.FailureMessage));

    public void Dispose() => _subscription.Dispose();

    private void Print(RunEvent happened)
    {
        lock (_lock)
        {
            if (!_waitsForNames || _names.ContainsKey(happened.RunId))
            {
                Write(happened);
            }
            else if (_unnamed.TryGetValue(happened.RunId, out var waiting))
            {
                waiting.Add(happened);
            }
            else
            {
                _unnamed[happened.RunId] = [happened];
            }
        }
    }

    private void Write(RunEvent happened)
    {
        if (happened is RunEnded && EndOf(happened.RunId).Task.IsCompleted)
        {
            return;
        }

        var line = happened switch
        {
            StepFinished { Status: StepStatus.Succeeded } step => $"{Green("✓")} {step.StepName} {Dim($"({step.Action}, {Milliseconds(step.Duration)})")} {step.Summary}",
            StepFinished step => $"{Red("✗")} {step.StepName} {Dim($"({step.Action}, {Milliseconds(step.Duration)})")} {step.Summary}",
            LogWritten log => Dim($"  {log.Severity.ToString().ToLowerInvariant()}: {log.Message}"),
            RunEnded { Status: RunStatus.Succeeded } => Green("run succeeded"),
            RunEnded ended => Red($"run {ended.Status.ToString().ToLowerInvariant()}{(ended.FailedStep is null ? "" : $" in step \"{ended.FailedStep}\"")}{(ended.Category is null ? "" : $" ({ended.Category})")}: {ended.Message}"),
            _ => null,
        };
        if (line is not null)
        {
            _output.WriteLine($"{Dim($"[{_names.GetValueOrDefault(happened.RunId) ?? happened.RunId.ToString()[^12..]}]")} {line}");
        }

        if (happened is RunEnded)
        {
            EndOf(happened.RunId).TrySetResult();
        }
    }

    private TaskCompletionSource EndOf(Guid runId)
    {
        if (!_ends.TryGetValue(runId, out var end))
        {
            _ends[runId] = end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return end;
    }

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0.0} ms";

    private string Green(string text) => Colour(text, "32");

    private string Red(string text) => Colour(text, "31");

    private string Dim(string text) => Colour(text, "2");

    private string Colour(string text, string code) => _colours ? $"\e[{code}m{text}\e[0m" : text;
}
