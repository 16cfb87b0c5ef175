using System.Globalization;

namespace ConnectionsConsole.App.Services;

/// <summary>
/// Turns moments into the viewer's words: his time zone, asked of the browser once per circuit, and "3 minutes ago".
/// Until the zone is known, times are shown in UTC and say so.
/// </summary>
public sealed class BrowserTime(ConsoleScripts scripts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(30);
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;
    private ITimer? _timer;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The zone became known, or half a minute has passed. Raised from a timer: go through InvokeAsync.</summary>
    public event EventHandler? Changed;

    public async Task LoadAsync()
    {
        var id = await scripts.GetAsync<string>("timeZone");
        if (!string.IsNullOrEmpty(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            Zone = zone;
        _timer ??= clock.CreateTimer(_ => Changed?.Invoke(this, EventArgs.Empty), null, s_tick, s_tick);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <returns>For example "12 Mar 2026, 14:05:09 GMT+01:00".</returns>
    public string Exact(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone);
        var offset = local.Offset == TimeSpan.Zero ? "UTC" : "GMT" + local.ToString("zzz", s_culture);
        return local.ToString("d MMM yyyy, HH:mm:ss ", s_culture) + offset;
    }

    /// <returns>For example "14:05:09.123", for log lines.</returns>
    public string TimeOfDay(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).ToString("HH:mm:ss.fff", s_culture);

    /// <returns>"just now", "5 minutes ago", "in 2 hours"; the date once it is more than a week away.</returns>
    public string Relative(DateTimeOffset moment)
    {
        var distance = clock.GetUtcNow() - moment;
        var past = distance >= TimeSpan.Zero;
        var size = distance.Duration();
        if (size < TimeSpan.FromSeconds(45))
            return past ? "just now" : "in a moment";
        if (size >= TimeSpan.FromDays(7))
            return TimeZoneInfo.ConvertTime(moment, Zone).ToString("d MMM yyyy", s_culture);
        var words = size switch
        {
            { TotalMinutes: < 59.5 } => Count(Math.Max(1, Math.Round(size.TotalMinutes)), "minute"),
            { TotalHours: < 23.5 } => Count(Math.Max(1, Math.Round(size.TotalHours)), "hour"),
            _ => Count(Math.Max(1, Math.Round(size.TotalDays)), "day"),
        };
        return past ? words + " ago" : "in " + words;
    }

    public void Dispose() => _timer?.Dispose();

    private static string Count(double number, string unit) => number == 1 ? $"1 {unit}" : $"{number:0} {unit}s";
}
