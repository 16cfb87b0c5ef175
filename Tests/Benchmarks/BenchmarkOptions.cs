using System.Globalization;

namespace ConnectionsConsole.Tests.Benchmarks;

/// <summary>What is measured; see <see cref="Usage"/>.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage =
        """
        Measures runs of "Pokemon Avatar Sync" in the console beside a hand-written service that keeps the same journal.

        dotnet run -c Release --project Tests/Benchmarks -- [options]
          --callers LIST       callers in a closed loop, measured one after another. Default: 1,8,32
          --warm-up SECONDS    before each measurement. Default: 45; the runtime compiles the console's hot code
                               anew for some 40 seconds, and a run costs almost twice as much until then
          --seconds SECONDS    length of each measurement. Default: 20
          --rounds N           how often the pair reference, console is measured. Default: 2
          --synchronous MODE   Full (default) or Normal, for both
          --only NAME          reference or console
          --data DIR           where the databases are made, to measure another disk. Default: the temporary folder
          --output DIR         where the JSON file goes. Default: artifacts/benchmarks

        dotnet run -c Release --project Tests/Benchmarks -- parser
          The script parser beside acorn, on the npm packages that ./test.sh installs.
        dotnet run -c Release --project Tests/Benchmarks -- api [options]
          A mutation over HTTP with very many customers. Its options: api --help
        dotnet run -c Release --project Tests/Benchmarks -- lists [options]
          Every list and filter with very many rows. Its options: lists --help
        dotnet run -c Release --project Tests/Benchmarks -- kills [options]
          Kills a console in the middle of runs, 1,000 times, and checks what became of them. Its options: kills --help
        """;

    public IReadOnlyList<int> Callers { get; init; } = [1, 8, 32];

    public double WarmUp { get; init; } = 45;

    public double Seconds { get; init; } = 20;

    public int Rounds { get; init; } = 2;

    public string Synchronous { get; init; } = "Full";

    /// <summary>The only subject that is measured; null for both.</summary>
    public string? Only { get; init; }

    public string Data { get; init; } = Path.GetTempPath();

    public string Output { get; init; } = Path.Combine("artifacts", "benchmarks");

    /// <exception cref="OptionException">An option is unknown or its value makes no sense.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> args)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new OptionException($"{args[i]} has no value.\n{Usage}");
            options = args[i] switch
            {
                "--callers" => options with { Callers = [.. value.Split(',').Select(v => (int)Number(args[i], v, 1, 1_000))] },
                "--warm-up" => options with { WarmUp = Number(args[i], value, 0, 600) },
                "--seconds" => options with { Seconds = Number(args[i], value, 1, 3_600) },
                "--rounds" => options with { Rounds = (int)Number(args[i], value, 1, 100) },
                "--synchronous" => options with { Synchronous = OneOf(args[i], value, "Full", "Normal") },
                "--only" => options with { Only = OneOf(args[i], value, "reference", "console") },
                "--data" => options with { Data = Path.GetFullPath(value) },
                "--output" => options with { Output = value },
                _ => throw new OptionException($"{args[i]} is no option.\n{Usage}"),
            };
        }

        return options;
    }

    private static double Number(string option, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{option} takes numbers from {least} to {most}, not \"{value}\"."));

    private static string OneOf(string option, string value, params string[] allowed) =>
        allowed.FirstOrDefault(a => string.Equals(a, value, StringComparison.OrdinalIgnoreCase))
        ?? throw new OptionException($"{option} takes {string.Join(" or ", allowed)}, not \"{value}\".");
}
