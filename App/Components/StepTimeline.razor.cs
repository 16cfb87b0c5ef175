using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <param name="Depth">How deeply the step is nested; the outermost are zero.</param>
/// <param name="Start">Since the run began; null for a step that has not begun.</param>
/// <param name="Duration">Null as long as it is not over.</param>
/// <param name="Href">What opens the step: usually the run's page with this step chosen.</param>
public sealed record TimelineRow(
    string Key,
    string Name,
    int Depth,
    StatusLook Status,
    TimeSpan? Start,
    TimeSpan? Duration,
    string Href,
    string? StatusText = null);

/// <summary>The steps of a run in order, each with its part of the whole time as a bar.</summary>
public sealed partial class StepTimeline : ComponentBase
{
    [Parameter, EditorRequired]
    public IReadOnlyList<TimelineRow> Rows { get; set; } = [];

    [Parameter]
    public string? SelectedKey { get; set; }

    /// <summary>The whole time that the bars are parts of: the run's duration, or so far.</summary>
    [Parameter, EditorRequired]
    public TimeSpan Total { get; set; }

    [Parameter]
    public string Label { get; set; } = "Steps";

    private double Offset(TimeSpan start) => Total > TimeSpan.Zero ? Math.Clamp(start / Total, 0, 1) : 0;

    // A bar of nothing would be invisible: it takes at least half a percent, inside the frame.
    private double Width(TimelineRow row)
    {
        var offset = Offset(row.Start ?? TimeSpan.Zero);
        var width = Total > TimeSpan.Zero ? (row.Duration ?? Total - (row.Start ?? TimeSpan.Zero)) / Total : 1;
        return Math.Clamp(width, 0.005, Math.Max(0.005, 1 - offset));
    }

    private static string Percent(double part) => part.ToString("0.##%", CultureInfo.InvariantCulture);
}
