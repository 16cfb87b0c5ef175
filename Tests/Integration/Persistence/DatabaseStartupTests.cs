using ConnectionsConsole.Domain;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>A database that cannot be used is refused in one sentence, and left as it is.</summary>
public abstract class DatabaseStartupTests : PipelineTests
{
    [DatabaseFact]
    public async Task ADatabaseOfANewerVersion_IsRefusedAndNotTouched()
    {
        await Bench.Tamper("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29991231235959_Future', '99.0.0')");
        var before = await Bench.Dump();
        var exception = await Assert.ThrowsAsync<StartupException>(() => Startup.MigrateAsync(CancellationToken.None));
        Assert.Contains("29991231235959_Future", exception.Message, StringComparison.Ordinal);
        AssertOneSentence(exception);
        Assert.Equal(before, await Bench.Dump());
    }

    [DatabaseFact]
    public async Task AMigratedDatabase_IsReadyAndMigratedOnce()
    {
        Assert.True(await Startup.IsReadyAsync(CancellationToken.None));
        var before = await Bench.Dump();
        await Startup.MigrateAsync(CancellationToken.None);
        Assert.Equal(before, await Bench.Dump());
    }

    [DatabaseFact]
    public async Task ADatabaseThatLacksAMigration_IsNotReady()
    {
        await Bench.Tamper("DELETE FROM \"__EFMigrationsHistory\"");
        Assert.False(await Startup.IsReadyAsync(CancellationToken.None));
    }

    private IDatabaseStartup Startup => Bench.Services.GetRequiredService<IDatabaseStartup>();

    internal static void AssertOneSentence(StartupException exception)
    {
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}

public sealed class SqliteDatabaseStartupTests : DatabaseStartupTests
{
    [Fact]
    public async Task AFileThatIsNoDatabase_IsRefusedAndNotTouched()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Combine("console.db");
        var text = string.Concat(Enumerable.Repeat("This is a letter and no database. ", 100));
        await File.WriteAllTextAsync(file, text);
        var exception = await MigrateAsync(directory.Path);
        Assert.Contains("--data", exception.Message, StringComparison.Ordinal);
        DatabaseStartupTests.AssertOneSentence(exception);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task AFolderThatIsNotThere_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        DatabaseStartupTests.AssertOneSentence(await MigrateAsync(directory.Combine("missing", "folder")));
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task APathThatCannotBeWritten_IsRefused()
    {
        // A file where the folder should be: that is refused to root too.
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.Combine("occupied"), "");
        DatabaseStartupTests.AssertOneSentence(await MigrateAsync(directory.Combine("occupied")));
    }

    [Fact]
    public async Task AMigratedFile_IsInWalMode()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Bench.DataDirectory, "console.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync());
    }

    private static async Task<StartupException> MigrateAsync(string directory)
    {
        var configuration = new ConfigurationBuilder().Build();
        await using var services = new ServiceCollection().AddLogging().AddDomain().AddInfrastructure(configuration, new DataDirectory(directory)).BuildServiceProvider();
        return await Assert.ThrowsAsync<StartupException>(() => services.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None));
    }
}

public sealed class PostgreSqlDatabaseStartupTests : DatabaseStartupTests;
