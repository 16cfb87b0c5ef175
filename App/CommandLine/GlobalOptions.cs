using System.CommandLine;
using ConnectionsConsole.Infrastructure;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>The options that every command takes.</summary>
/// <param name="Urls">Null for the configured or default address.</param>
internal sealed record GlobalOptions(DataDirectory Data, string? Urls)
{
    public const string DefaultDataDirectory = "data";

    public static readonly Option<string?> DataOption = new("--data")
    {
        Description = "Folder of the database, the master key and the sandbox's files. Default: data, for the demo demo-data",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> UrlsOption = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons. Default: http://127.0.0.1:5080",
        HelpName = "URL",
        Recursive = true,
    };

    /// <param name="defaultData">The folder that the command uses where --data is not given.</param>
    public static GlobalOptions From(ParseResult result, string defaultData = DefaultDataDirectory)
    {
        var data = result.GetValue(DataOption);
        if (data is not null && string.IsNullOrWhiteSpace(data))
        {
            throw new StartupException("--data is empty: name the folder where the console keeps its files.");
        }

        return new GlobalOptions(new DataDirectory(Path.GetFullPath(data ?? defaultData)), result.GetValue(UrlsOption));
    }
}
