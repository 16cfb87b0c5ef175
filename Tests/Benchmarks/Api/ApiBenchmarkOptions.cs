namespace ConnectionsConsole.Tests.Benchmarks.Api;

/// <summary>What is measured; see <see cref="Usage"/>.</summary>
internal sealed record ApiBenchmarkOptions
{
    public const string Usage =
        """
        Measures createCustomerConfigVariable over HTTP, on a SQLite database with many customers.

        dotnet run -c Release --project Tests/Benchmarks -- api [options]
          --callers LIST       callers in a closed loop, measured one after another. Default: 1,32
          --warm-up SECONDS    before each measurement. Default: 15
          --seconds SECONDS    length of each measurement. Default: 20
          --customers N        customers in the database, each of which gets values once. Default: 100000
        """;

    public IReadOnlyList<int> Callers { get; init; } = [1, 32];

    public double WarmUp { get; init; } = 15;

    public double Seconds { get; init; } = 20;

    public int Customers { get; init; } = 100_000;

    /// <exception cref="OptionException">An option is unknown or its value makes no sense.</exception>
    public static ApiBenchmarkOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ApiBenchmarkOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new OptionException($"{args[i]} has no value.\n{Usage}");
            options = args[i] switch
            {
                "--callers" => options with { Callers = [.. value.Split(',').Select(v => OptionNumber.Parse(args[i], v, 1, 1_000))] },
                "--warm-up" => options with { WarmUp = OptionNumber.Parse(args[i], value, 0, 600) },
                "--seconds" => options with { Seconds = OptionNumber.Parse(args[i], value, 1, 3_600) },
                "--customers" => options with { Customers = OptionNumber.Parse(args[i], value, 1, 1_000_000) },
                _ => throw new OptionException($"{args[i]} is no option.\n{Usage}"),
            };
        }

        return options;
    }
}
