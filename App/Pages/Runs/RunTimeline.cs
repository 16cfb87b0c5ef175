using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;

namespace ConnectionsConsole.App.Pages.Runs;

/// <summary>Turns a run into rows of a timeline: finished steps with their times, and while it is under way the ones to come.</summary>
internal static class RunTimeline
{
    public static IReadOnlyList<TimelineRow> Rows(RunDetail run, DateTime now)
    {
        var began = run.StartedAt ?? run.AcceptedAt;
        var rows = new List<TimelineRow>();
        foreach (var step in run.Steps)
        {
            rows.Add(new TimelineRow(
                step.Path, step.Name, Depth(step.Path), Looks.Of(step.Status), step.StartedAt - began, step.Duration, ConsoleUrls.Run(run.Id, step.Path),
                Text(step)));
        }

        if (run.EndedAt is null)
        {
            var done = run.Steps.Select(s => s.Path).ToHashSet(StringComparer.Ordinal);
            var isNext = true;
            foreach (var step in run.Planned.Where(p => !done.Contains(p.Path)))
            {
                rows.Add(new TimelineRow(
                    step.Path, step.Name, 0, isNext && run.Status == RunStatus.Running ? StatusLook.Running : StatusLook.Waiting,
                    isNext ? End(run, began) : null, isNext ? now - began - End(run, began) : null, ConsoleUrls.Run(run.Id, step.Path)));
                isNext = false;
            }
        }

        return rows;
    }

    public static Components.LogSeverity Severity(Domain.Runs.LogSeverity severity) => severity switch
    {
        Domain.Runs.LogSeverity.Trace or Domain.Runs.LogSeverity.Debug => Components.LogSeverity.Debug,
        Domain.Runs.LogSeverity.Info or Domain.Runs.LogSeverity.Metric => Components.LogSeverity.Info,
        Domain.Runs.LogSeverity.Warn => Components.LogSeverity.Warning,
        Domain.Runs.LogSeverity.Error or Domain.Runs.LogSeverity.Fatal => Components.LogSeverity.Error,
    };

    private static TimeSpan End(RunDetail run, DateTime began) =>
        run.Steps.Count == 0 ? TimeSpan.Zero : run.Steps.Max(s => s.StartedAt - began + s.Duration);

    private static int Depth(string path) => path.Count(c => c == '/');

    private static string? Text(StepRunRow step) => step.Status switch
    {
        StepStatus.Ignored => "Failed, ignored",
        StepStatus.Failed when step.Attempts > 1 => $"Failed after {step.Attempts} attempts",
        StepStatus.Succeeded when step.Attempts > 1 => $"Succeeded at attempt {step.Attempts}",
        _ => null,
    };
}
