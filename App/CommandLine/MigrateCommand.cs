using System.CommandLine;
using ConnectionsConsole.App.Hosting;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>Brings the database to this program's version and ends.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Creates the database or brings it to this program's version, and ends.");
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = ConsoleHost.Build(GlobalOptions.From(result), HostSettings.RowsOnly);
            await ConsoleHost.PrepareAsync(app, cancellationToken);
            Console.WriteLine("The database is up to date.");
            return ConsoleCommandLine.Success;
        });
        return command;
    }
}
