namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>How often and how is killed; see <see cref="Usage"/>.</summary>
internal sealed record KillBenchmarkOptions
{
    public const string Usage =
        """
        Kills a console in the middle of runs, again and again, and checks that no run was lost, stuck or mixed up, and no finished step run twice.

        dotnet run -c Release --project Tests/Benchmarks -- kills [options]
          --kills N            kills that hit runs under way. Default: 1000, which takes about an hour
          --callers N          callers in each process that accept a run and wait for its end. Default: 16
          --life MS            longest life of a process after the first step that it finished. Default: 400
          --seed N             of the moments; a check that fails prints the one in use. Default: another one each time
          --data DIR           keeps the database there, in a folder without one. Default: a folder that is gone afterwards
        """;

    public int Kills { get; init; } = 1_000;

    public int Callers { get; init; } = 16;

    /// <summary>Longest life of a process after the first step that it finished, in milliseconds.</summary>
    public int Life { get; init; } = 400;

    public int Seed { get; init; } = Random.Shared.Next(1_000_000);

    public string? Data { get; init; }

    /// <exception cref="OptionException">An option is unknown or its value makes no sense.</exception>
    public static KillBenchmarkOptions Parse(IReadOnlyList<string> args)
    {
        var options = new KillBenchmarkOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new OptionException($"{args[i]} has no value.\n{Usage}");
            options = args[i] switch
            {
                "--kills" => options with { Kills = OptionNumber.Parse(args[i], value, 1, 100_000) },
                "--callers" => options with { Callers = OptionNumber.Parse(args[i], value, 1, 1_000) },
                "--life" => options with { Life = OptionNumber.Parse(args[i], value, 1, 60_000) },
                "--seed" => options with { Seed = OptionNumber.Parse(args[i], value, 0, int.MaxValue) },
                "--data" => options with { Data = Path.GetFullPath(value) },
                _ => throw new OptionException($"{args[i]} is no option.\n{Usage}"),
            };
        }

        return options;
    }
}
