using ConnectionsConsole.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Integration.CommandLine;

/// <summary>A data folder that this program must not touch as it is.</summary>
public sealed class DatabaseStateTests : IClassFixture<MigratedData>, IDisposable
{
    private readonly TemporaryDirectory _parent = new();

    public DatabaseStateTests(MigratedData migrated) => TemporaryDirectory.CopyFolder(migrated.Folder, Data);

    private string Data => _parent.Combine("data");

    private string Database => Path.Combine(Data, "console.db");

    private string Key => Path.Combine(Data, "keys", "master.key");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public async Task DatabaseOfANewerVersion_IsRefused()
    {
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_FromTheFuture', '99.0.0')""";
            await command.ExecuteNonQueryAsync();
        }

        foreach (var command in (string[])["serve", "migrate"])
        {
            var sentence = await ConsoleCommand.RefusedAsync([command, "--data", Data]);
            Assert.StartsWith("The database was made by another version of this program (it has the migration 29991231235959_FromTheFuture)", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task FileThatIsNoDatabase_IsRefused_AndLeftAsItWas()
    {
        await File.WriteAllTextAsync(Database, "This is not a database, and longer than a header of one hundred bytes has to be, so that SQLite reads it as far as it wants.");
        var bytes = await File.ReadAllBytesAsync(Database);
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data]);
        Assert.Contains("check that the file is a database of this program", sentence, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task MissingMasterKey_IsNamed_AndNoOtherIsMade()
    {
        File.Delete(Key);
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data]);
        Assert.StartsWith($"The master key file {Key} is missing", sentence, StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public async Task OpenMasterKey_IsRefused()
    {
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var sentence = await ConsoleCommand.RefusedAsync(["serve", "--data", Data]);
        Assert.Contains($"chmod 600 {Key}", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_OfAnUpToDateDatabase_ChangesNothing()
    {
        var again = await ConsoleCommand.SucceedAsync("migrate", "--data", Data);
        Assert.Contains("The database is up to date.", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "anything")]
    [InlineData("audit", "verify")]
    [InlineData("user", "create", "ann@example.com", "--role", "viewer")]
    [InlineData("token", "create", "--name", "Sign-up", "--role", "admin")]
    public async Task CommandThatNeedsAnOrganization_SaysWhatToDoFirst(params string[] arguments)
    {
        var sentence = await ConsoleCommand.RefusedAsync([.. arguments, "--data", Data]);
        Assert.StartsWith("There is no organization yet: start the console, open it in a browser and set it up first.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResetPassword_OfAnUnknownAddress_IsRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["user", "reset-password", "nobody@example.com", "--data", Data]);
        Assert.Contains("There is no user with the email address \"nobody@example.com\".", sentence, StringComparison.Ordinal);
    }
}
