using ConnectionsConsole.Tests.Support.Processes;

namespace ConnectionsConsole.Tests.Integration.CommandLine;

/// <summary>One call of the command line, in a process of its own.</summary>
internal sealed record ConsoleCommand(int ExitCode, string Output, string Errors)
{
    public static async Task<ConsoleCommand> RunAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        await using var process = ConsoleProcess.Start(arguments, environment: environment.ToDictionary(variable => variable.Name, variable => (string?)variable.Value));
        var exitCode = await process.WaitForExitAsync(TimeSpan.FromMinutes(3));
        var errors = process.ErrorOutput;
        return new ConsoleCommand(exitCode, process.Output, errors);
    }

    /// <summary>The call has to be refused: code 2, one line on the error stream, and nothing else.</summary>
    /// <returns>The line.</returns>
    public static async Task<string> RefusedAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var command = await RunAsync(arguments, environment);
        Assert.True(command.ExitCode == 2, $"Exit code {command.ExitCode}:\n{command.Output}");
        Assert.Equal(command.Errors, command.Output);
        var sentence = Assert.Single(command.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("Exception", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("..", sentence, StringComparison.Ordinal);
        return sentence;
    }

    public static async Task<ConsoleCommand> SucceedAsync(params string[] arguments)
    {
        var command = await RunAsync(arguments);
        Assert.True(command.ExitCode == 0, command.Output);
        return command;
    }
}
