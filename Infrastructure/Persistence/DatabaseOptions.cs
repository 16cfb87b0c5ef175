using Microsoft.Extensions.Options;

namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>Which database; section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> (default), <c>SqlServer</c> or <c>PostgreSql</c>.</summary>
    public string Provider { get; set; } = DatabaseProviders.Sqlite;

    /// <summary>Empty with SQLite for <c>console.db</c> in the data directory; required for the others.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>SQLite only. <c>Full</c> (default): a committed run survives a power cut. <c>Normal</c>: faster, and a power cut may lose the last commits.</summary>
    public string Synchronous { get; set; } = "Full";
}

internal static class DatabaseProviders
{
    public const string Sqlite = "Sqlite";
    public const string SqlServer = "SqlServer";
    public const string PostgreSql = "PostgreSql";

    public static IReadOnlyList<string> All { get; } = [Sqlite, SqlServer, PostgreSql];
}

internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var problems = new List<string>();
        if (!DatabaseProviders.All.Contains(options.Provider, StringComparer.Ordinal))
        {
            problems.Add($"Database:Provider is \"{options.Provider}\"; it takes {string.Join(", ", DatabaseProviders.All)}.");
        }
        else if (options.Provider != DatabaseProviders.Sqlite && string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            problems.Add($"Database:ConnectionString is empty; {options.Provider} needs one.");
        }

        if (options.Synchronous is not ("Full" or "Normal"))
        {
            problems.Add($"Database:Synchronous is \"{options.Synchronous}\"; it takes Full or Normal.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
