using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Ports;

namespace ConnectionsConsole.App.Demo;

/// <summary>Prints runs step by step as they happen: colours on a terminal, plain lines otherwise.</summary>
internal sealed class RunPrinter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly IDisposable _subscription;
    private readonly bool _colours;
    private readonly Dictionary<Guid, string> _names = [];

    public RunPrinter(IRunEvents events, TextWriter output)
    {
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
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void Print(RunEvent happened)
    {
        lock (_lock)
        {
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
        }
    }

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0.0} ms";

    private string Green(string text) => Colour(text, "32");

    private string Red(string text) => Colour(text, "31");

    private string Dim(string text) => Colour(text, "2");

    private string Colour(string text, string code) => _colours ? $"\e[{code}m{text}\e[0m" : text;
}
