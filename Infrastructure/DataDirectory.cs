namespace ConnectionsConsole.Infrastructure;

/// <summary>Where the console keeps its files: the SQLite database, the master key, the sandbox.</summary>
public sealed record DataDirectory(string Path);
