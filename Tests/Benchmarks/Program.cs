using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.Tests.Benchmarks;
using ConnectionsConsole.Tests.Benchmarks.Api;
using ConnectionsConsole.Tests.Benchmarks.Kills;
using ConnectionsConsole.Tests.Benchmarks.Lists;
using ConnectionsConsole.Tests.Benchmarks.Parser;
using ConnectionsConsole.Tests.Benchmarks.Subjects;
using ConnectionsConsole.Tests.Benchmarks.Upstreams;

try
{
    return args switch
    {
        [ChildVerbs.Upstreams] => await UpstreamServer.RunAsync(),
        [ChildVerbs.Seed, var json] => await ConsoleSeed.RunAsync(SubjectSettings.Parse(json)),
        [ChildVerbs.Reference, var json] => await ReferenceSubject.RunAsync(SubjectSettings.Parse(json)),
        [ChildVerbs.Console, var json] => await ConsoleSubject.RunAsync(SubjectSettings.Parse(json)),
        [ChildVerbs.Kills, var json] => await KillSubject.RunAsync(KillSettings.Parse(json)),
        [ChildVerbs.Application, .. var rest] => await ConsoleCommandLine.RunAsync(rest),
        ["parser"] => await ParserBenchmark.RunAsync(),
        ["api", .. var rest] => await ApiBenchmark.RunAsync(rest),
        ["lists", .. var rest] => await ListBenchmark.RunAsync(rest),
        ["kills", .. var rest] => await KillBenchmark.RunAsync(rest),
        _ => await Benchmark.RunAsync(args),
    };
}
catch (Exception exception) when (exception is BenchmarkException or OptionException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return exception is OptionException ? 2 : 1;
}
