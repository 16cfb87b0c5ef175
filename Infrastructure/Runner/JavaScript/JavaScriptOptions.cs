using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Runner.JavaScript;

/// <summary>Limits of code steps; section <c>Runner:JavaScript</c>. All are on by default, since code steps are other people's code.</summary>
internal sealed class JavaScriptOptions
{
    public const string Section = "Runner:JavaScript";

    /// <summary>Wall clock for one execution, waiting in timers included. 10 ms to 5 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Memory that one execution may allocate, freed or not, in bytes. 1 MB to 4 GB.</summary>
    public long MemoryBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Statements that one execution may run between two waits for a timer. 1,000 to 1,000,000,000.</summary>
    public int Statements { get; set; } = 50_000_000;

    /// <summary>Calls within calls. 16 to 5,000: deeper ones would need more stack than a thread has.</summary>
    public int RecursionDepth { get; set; } = 1_000;

    /// <summary>Longest array. 1,000 to 100,000,000.</summary>
    public uint ArrayLength { get; set; } = 5_000_000;

    /// <summary>Longest string that <c>repeat</c>, <c>padStart</c> and <c>padEnd</c> make at once, in UTF-16 units. 1,000 to 500,000,000.</summary>
    public int StringLength { get; set; } = 32 * 1024 * 1024;

    /// <summary>Longest <c>ArrayBuffer</c>, typed array or <c>Buffer</c>, in bytes. 1,000 to 1,000,000,000.</summary>
    public int BufferBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Time for one match of a regular expression. 10 ms to 1 minute.</summary>
    public TimeSpan RegexTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest result: its JSON, or its bytes. 1,000 to 1,000,000,000.</summary>
    public int OutputBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Timers that one execution may have started and not yet run. 1 to 100,000.</summary>
    public int Timers { get; set; } = 1_000;

    /// <summary>How many executions compute at once. 0 for as many as there are processors.</summary>
    public int Threads { get; set; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;
}

internal sealed class JavaScriptOptionsValidator : IValidateOptions<JavaScriptOptions>
{
    public ValidateOptionsResult Validate(string? name, JavaScriptOptions options)
    {
        var problems = new List<string>();
        void Check(bool isFine, string setting, object value, string allowed)
        {
            if (!isFine)
            {
                problems.Add($"{JavaScriptOptions.Section}:{setting} is {value}; it takes {allowed}.");
            }
        }

        Check(options.Timeout >= TimeSpan.FromMilliseconds(10) && options.Timeout <= TimeSpan.FromMinutes(5), nameof(options.Timeout), options.Timeout, "00:00:00.010 to 00:05:00");
        Check(options.MemoryBytes is >= 1_048_576 and <= 4_294_967_296, nameof(options.MemoryBytes), options.MemoryBytes, "1048576 to 4294967296");
        Check(options.Statements is >= 1_000 and <= 1_000_000_000, nameof(options.Statements), options.Statements, "1000 to 1000000000");
        Check(options.RecursionDepth is >= 16 and <= 5_000, nameof(options.RecursionDepth), options.RecursionDepth, "16 to 5000");
        Check(options.ArrayLength is >= 1_000 and <= 100_000_000, nameof(options.ArrayLength), options.ArrayLength, "1000 to 100000000");
        Check(options.StringLength is >= 1_000 and <= 500_000_000, nameof(options.StringLength), options.StringLength, "1000 to 500000000");
        Check(options.BufferBytes is >= 1_000 and <= 1_000_000_000, nameof(options.BufferBytes), options.BufferBytes, "1000 to 1000000000");
        Check(options.RegexTimeout >= TimeSpan.FromMilliseconds(10) && options.RegexTimeout <= TimeSpan.FromMinutes(1), nameof(options.RegexTimeout), options.RegexTimeout, "00:00:00.010 to 00:01:00");
        Check(options.OutputBytes is >= 1_000 and <= 1_000_000_000, nameof(options.OutputBytes), options.OutputBytes, "1000 to 1000000000");
        Check(options.Timers is >= 1 and <= 100_000, nameof(options.Timers), options.Timers, "1 to 100000");
        Check(options.Threads is >= 0 and <= 256, nameof(options.Threads), options.Threads, "0 to 256");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
