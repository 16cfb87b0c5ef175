using System.Collections.ObjectModel;
using System.Text.RegularExpressions;

namespace ConnectionsConsole.Tests.Support.Processes;

/// <summary>The built console as a process of its own, started as a person would on the command line.</summary>
public sealed partial class ConsoleProcess : ChildProcess
{
    private ConsoleProcess(IEnumerable<string> arguments, string? workingDirectory, IReadOnlyDictionary<string, string?> environment)
        : base(StartInfo("dotnet", [RepositoryRoot.Assembly("App"), .. arguments], workingDirectory, environment))
    {
    }

    /// <param name="arguments">What stands behind the program's name, such as <c>demo --exit --data DIR</c>.</param>
    /// <param name="workingDirectory">Where it is started; null is the folder of the tests.</param>
    /// <param name="environment">Variables to set, or with null to take away. Those by which the environment of the tests would
    /// choose another hosting environment or address are taken away in any case.</param>
    public static ConsoleProcess Start(IEnumerable<string> arguments, string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = null,
            ["DOTNET_ENVIRONMENT"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["URLS"] = null,
        };
        foreach (var (name, value) in environment ?? ReadOnlyDictionary<string, string?>.Empty)
        {
            variables[name] = value;
        }

        return new ConsoleProcess(arguments, workingDirectory, variables);
    }

    /// <summary>Waits until it serves.</summary>
    /// <returns>The address that it says it listens on, ending with a slash.</returns>
    public async Task<Uri> WaitForAddressAsync(TimeSpan? failsafe = null)
    {
        var line = await WaitForLineAsync(ListeningLine(), failsafe);
        return new Uri(line.Groups["address"].Value);
    }

    // The address ends at white space, or at the quote or backslash of a log line written as JSON.
    [GeneratedRegex("""(?:Console|Now listening on): (?<address>https?://[^\s"\\]+)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningLine();
}
