namespace ConnectionsConsole.Tests.Benchmarks.Lists;

/// <summary>What is measured; see <see cref="Usage"/>.</summary>
internal sealed record ListBenchmarkOptions
{
    public const string Usage =
        """
        Measures every list and filter on a full SQLite database, one request at a time.

        dotnet run -c Release --project Tests/Benchmarks -- lists [options]
          --customers N        customers, each with values under one connection; every fifth with an instance. Default: 100000
          --runs N             runs, spread over the instances. Default: 1000000
          --times N            requests of each kind, after some to warm up. Default: 40
          --data DIR           keeps the database there, and uses the one that is there. Default: a folder that is gone afterwards
          --only WORDS         the lists whose names have these words in them alone
        """;

    public int Customers { get; init; } = 100_000;

    public int Runs { get; init; } = 1_000_000;

    public int Times { get; init; } = 40;

    public string? Data { get; init; }

    public string Only { get; init; } = "";

    /// <exception cref="OptionException">An option is unknown or its value makes no sense.</exception>
    public static ListBenchmarkOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ListBenchmarkOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new OptionException($"{args[i]} has no value.\n{Usage}");
            options = args[i] switch
            {
                "--customers" => options with { Customers = OptionNumber.Parse(args[i], value, 100, 1_000_000) },
                "--runs" => options with { Runs = OptionNumber.Parse(args[i], value, 100, 10_000_000) },
                "--times" => options with { Times = OptionNumber.Parse(args[i], value, 5, 10_000) },
                "--data" => options with { Data = Path.GetFullPath(value) },
                "--only" => options with { Only = value },
                _ => throw new OptionException($"{args[i]} is no option.\n{Usage}"),
            };
        }

        return options;
    }
}
