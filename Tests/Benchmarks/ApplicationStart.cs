using System.Diagnostics;
using ConnectionsConsole.Tests.Benchmarks.Load;

namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>The whole console with its pages: how long until the first page, and what it takes when nobody uses it.</summary>
/// <param name="FirstPageAfter">From the start of the process until the sign-in page had been read, in milliseconds.</param>
/// <param name="MemoryAtRest">Resident memory some seconds later, in MiB.</param>
internal sealed record ApplicationStart(double FirstPageAfter, double MemoryAtRest)
{
    private const string AddressPrefix = "Console: ";

    // The console gives memory back after a few seconds in which nothing happened.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(10);

    /// <param name="data">A seeded folder.</param>
    public static async Task<ApplicationStart> MeasureAsync(string data)
    {
        var started = Stopwatch.GetTimestamp();
        await using var child = ChildProcess.Start(ChildVerbs.Application, "serve", "--data", data, "--urls", "http://127.0.0.1:0");
        string line;
        do
        {
            line = await child.ReadLineAsync();
        }
        while (!line.StartsWith(AddressPrefix, StringComparison.Ordinal));

        using var http = new HttpClient();
        await http.GetStringAsync(new Uri(new Uri(line[AddressPrefix.Length..]), "account/sign-in"));
        var firstPage = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await Task.Delay(s_rest);
        return new ApplicationStart(firstPage, ProcessMemory.Now(child.Process));
    }
}
