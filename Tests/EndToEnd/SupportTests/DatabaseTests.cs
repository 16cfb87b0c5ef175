using ConnectionsConsole.Tests.Support.Databases;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ConnectionsConsole.Tests.EndToEnd.SupportTests;

public sealed class DatabaseTests
{
    [PostgreSqlFact]
    public async Task PostgreSqlDatabase_IsFreshForEachTest_AndGoneAfterwards()
    {
        var first = new PostgreSqlDatabase();
        var second = new PostgreSqlDatabase();
        await first.InitializeAsync();
        await second.InitializeAsync();
        var name = new NpgsqlConnectionStringBuilder(first.ConnectionString).Database;

        await ExecuteAsync(first.ConnectionString, "CREATE TABLE things (id int)");
        Assert.Equal(0L, await ExecuteAsync(second.ConnectionString, "SELECT count(*) FROM pg_tables WHERE tablename = 'things'"));

        await first.DisposeAsync();
        Assert.Equal(0L, await ExecuteAsync(second.ConnectionString, $"SELECT count(*) FROM pg_database WHERE datname = '{name}'"));
        await second.DisposeAsync();
    }

    [Fact]
    public async Task SqliteDatabase_IsAFileOfItsOwn_AndGoneAfterwards()
    {
        using var database = new SqliteDatabase();
        Assert.False(File.Exists(database.File));
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE things (id INTEGER)";
            await command.ExecuteNonQueryAsync();
        }

        Assert.True(File.Exists(database.File));
        database.Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(database.File)));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
