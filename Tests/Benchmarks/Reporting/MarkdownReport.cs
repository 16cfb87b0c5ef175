using System.Globalization;
using System.Text;
using ConnectionsConsole.Tests.Benchmarks.Subjects;

namespace ConnectionsConsole.Tests.Benchmarks.Reporting;

/// <summary>The report as people read it: medians over the rounds.</summary>
internal static class MarkdownReport
{
    private static readonly (string Title, string Format, Func<Measurement, double> Figure)[] s_columns =
    [
        ("runs/s", "0", m => m.RunsPerSecond),
        ("p50 ms", "0.00", m => m.Median),
        ("p95 ms", "0.00", m => m.Percentile95),
        ("CPU ms/run", "0.000", m => m.CpuPerRun),
        ("commits/run", "0.00", m => m.CommitsPerRun),
        ("peak MiB", "0", m => m.PeakMemory),
        ("rest MiB", "0", m => m.MemoryAtRest),
        ("ready ms", "0", m => m.ReadyAfter),
        ("first run ms", "0", m => m.FirstRunAfter),
        ("CPU until then ms", "0", m => m.FirstRunCpu),
    ];

    public static string Write(BenchmarkReport report)
    {
        var text = new StringBuilder();
        Describe(text, report);
        text.AppendLine(CultureInfo.InvariantCulture, $"| callers | | {string.Join(" | ", s_columns.Select(c => c.Title))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --: | --- |{string.Concat(s_columns.Select(_ => " --: |"))}");
        foreach (var callers in report.Options.Callers)
        {
            WriteSubject(text, report, "reference", callers);
            WriteSubject(text, report, "console", callers);
            if (report.Ratio(callers, s_columns[0].Figure) is not null)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {callers} | **ratio** | {string.Join(" | ", s_columns.Select(c => Number(report.Ratio(callers, c.Figure)!.Value, "0.00")))} |");
            }
        }

        text.AppendLine();
        WriteGoals(text, report);
        return text.ToString();
    }

    private static void Describe(StringBuilder text, BenchmarkReport report)
    {
        var (machine, options) = (report.Machine, report.Options);
        text.AppendLine(CultureInfo.InvariantCulture, $"{machine.Processors} × {machine.Processor}, {machine.System}, {machine.Runtime}. SQLite, synchronous {options.Synchronous}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Warm-up {options.WarmUp} s, measured {options.Seconds} s, {options.Rounds} rounds; upstreams and callers on the same machine.");
        if (machine.Load is { } load)
        {
            text.Append(CultureInfo.InvariantCulture, $"Load average before: {load:0.0}.");
            text.AppendLine(load > machine.Processors / 4.0 ? " **Other programs were at work: the figures are rough.**" : "");
        }

        text.AppendLine();
    }

    private static void WriteSubject(StringBuilder text, BenchmarkReport report, string subject, int callers)
    {
        if (report.Of(subject, callers) is { Count: > 0 } found)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {callers} | {subject} | {string.Join(" | ", s_columns.Select(c => Number(BenchmarkReport.Median(found.Select(c.Figure)), c.Format)))} |");
        }
    }

    private static void WriteGoals(StringBuilder text, BenchmarkReport report)
    {
        text.AppendLine("| figure | measured | goal |").AppendLine("| --- | --: | --- |");
        foreach (var callers in report.Options.Callers.Where(c => c > 1))
        {
            Goal(text, $"throughput of the console over the reference's, {callers} callers", report.Ratio(callers, m => m.RunsPerSecond), "0.00", "at least 0.6, aim 0.8");
        }

        // With more callers than one, waiting for each other would count as latency.
        var (reference, console) = (report.Of("reference", 1), report.Of("console", 1));
        if (reference.Count > 0 && console.Count > 0)
        {
            var added = BenchmarkReport.Median(reference.Zip(console, (r, c) => c.Median - r.Median));
            Goal(text, "added latency per run at the median, 1 caller, ms", added, "0.00", "under 2");
        }

        if (console.Count > 0)
        {
            Goal(text, "code step at the median, 1 caller, ms", BenchmarkReport.Median(console.Select(m => m.CodeStep!.Value)), "0.00", "under 0.3");
        }

        var all = report.Measurements.Where(m => m.Subject == "console").ToList();
        if (all.Count > 0)
        {
            Goal(text, "first run after the start of the process, ms", BenchmarkReport.Median(all.Select(m => m.FirstRunAfter)), "0", "under 3,000");
            Goal(text, "most memory under load, MiB", all.Max(m => m.PeakMemory), "0", "under 300");
        }

        if (report.Start is { } start)
        {
            Goal(text, "first page after the start of the process, ms", start.FirstPageAfter, "0", "under 3,000");
            Goal(text, "memory at rest, with pages, MiB", start.MemoryAtRest, "0", "under 200");
        }
    }

    private static void Goal(StringBuilder text, string what, double? measured, string format, string goal)
    {
        if (measured is { } value)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {Number(value, format)} | {goal} |");
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
