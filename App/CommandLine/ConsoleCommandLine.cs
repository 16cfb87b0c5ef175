using System.CommandLine;
using ConnectionsConsole.App.Demo;
using ConnectionsConsole.App.Demo.Sandbox;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>The command line. Without a command it serves.</summary>
internal static class ConsoleCommandLine
{
    /// <summary>Everything as asked.</summary>
    public const int Success = 0;

    /// <summary>The work itself failed: a run, a demo.</summary>
    public const int Failure = 1;

    /// <summary>Wrong usage or configuration; one sentence on the error stream says which and what to do.</summary>
    public const int Misuse = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Connections console: connections, integrations and their runs, self-hosted.")
        {
            GlobalOptions.DataOption,
            GlobalOptions.UrlsOption,
        };
        var serve = ServeCommand.Create();
        root.Add(serve);
        root.Add(DemoCommand.Create());
        root.Add(SandboxCommand.Create());
        root.Add(MigrateCommand.Create());
        root.Add(RunCommand.Create());
        root.Add(UserCommand.Create());
        root.Add(TokenCommand.Create());
        root.Add(KeysCommand.Create());
        root.Add(AuditCommand.Create());
        root.SetAction(ServeCommand.RunAsync);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var name = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
            var arguments = string.Join(", ", parsed.CommandResult.Command.Arguments.Select(a => a.Name));
            var missing = arguments.Length > 0 && parsed.CommandResult.Tokens.Count == 0 && parsed.UnmatchedTokens.Count == 0;
            var problem = missing ? $"The command{name} needs {arguments}" : parsed.Errors[0].Message.TrimEnd('.');
            return await RefuseAsync($"{problem}. See \"console{name} --help\".");
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (Describe(exception) is { } sentence)
        {
            return await RefuseAsync(sentence);
        }
    }

    /// <summary>The one sentence for the operator; null for a surprise, which keeps its stack trace.</summary>
    private static string? Describe(Exception exception) => exception switch
    {
        StartupException or SandboxException or MasterKeyException => exception.Message,
        OptionsValidationException options => string.Join(" ", options.Failures),
        InvalidOperationException { InnerException: FormatException or ArgumentException } configuration
            when configuration.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) =>
            $"{configuration.Message.TrimEnd('.')}: correct the setting.",
        _ => null,
    };

    private static async Task<int> RefuseAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return Misuse;
    }
}
