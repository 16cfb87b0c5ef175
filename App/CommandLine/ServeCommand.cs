using System.CommandLine;
using ConnectionsConsole.App.Hosting;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>Console, API and runner in one process; the default command.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves the console; this is what happens without a command.");
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var app = ConsoleHost.Build(GlobalOptions.From(result));
        await ConsoleHost.PrepareAsync(app, cancellationToken);
        await ConsoleHost.StartAsync(app, cancellationToken);
        await Announcement.ServingAsync(app, Console.Out, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return ConsoleCommandLine.Success;
    }
}
