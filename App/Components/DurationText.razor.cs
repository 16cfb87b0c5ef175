using System.Globalization;
using System.Xml;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>How long something took, in the two units that matter; to the millisecond on hover.</summary>
public sealed partial class DurationText : ComponentBase
{
    [Parameter, EditorRequired]
    public TimeSpan Value { get; set; }

    private string Short => Format(Value);

    private string Iso => XmlConvert.ToString(Value);

    private string Exact => string.Create(CultureInfo.InvariantCulture, $"{Value.TotalMilliseconds:N1} ms");

    /// <returns>"0.4 ms", "480 ms", "3.2 s", "2 min 5 s", "1 h 4 min", "3 d 2 h".</returns>
    public static string Format(TimeSpan value) => value switch
    {
        { Ticks: < 0 } => "–",
        { TotalMilliseconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0.#} ms"),
        { TotalMilliseconds: < 999.5 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 59.95 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)value.TotalMinutes} min {value.Seconds} s"),
        { TotalHours: < 24 } => string.Create(CultureInfo.InvariantCulture, $"{(int)value.TotalHours} h {value.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.Days} d {value.Hours} h"),
    };
}
