using System.Text;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>The journal's own statements beside the driver's: rows that one has written are read by the other.</summary>
public sealed class SqliteStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteStatementTests()
    {
        _connection.Open();
        Execute("CREATE TABLE Own (Number INTEGER, Id TEXT UNIQUE, Words TEXT, Bytes BLOB); CREATE TABLE Driver (Number INTEGER, Id TEXT, Words TEXT, Bytes BLOB)");
    }

    public void Dispose() => _connection.Dispose();

    public static TheoryData<string> Texts => ["", "plain", "Zoë 🌱 \u0000 after", new string('é', 400), new string('x', 100_000)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Values_AreStoredAsTheDriverStoresThem(string text)
    {
        var id = Guid.NewGuid();
        var bytes = Encoding.UTF8.GetBytes(text);
        using (var own = Insert())
        {
            Write(own, long.MinValue, id, text, bytes);
        }

        using (var command = _connection.CreateCommand())
        {
            command.CommandText = "INSERT INTO Driver VALUES (@p0, @p1, @p2, @p3)";
            command.Parameters.AddWithValue("@p0", long.MinValue);
            command.Parameters.AddWithValue("@p1", id);
            command.Parameters.AddWithValue("@p2", text);
            command.Parameters.AddWithValue("@p3", bytes);
            command.ExecuteNonQuery();
        }

        const string kinds = "typeof(Number), Number, typeof(Id), Id, typeof(Words), hex(Words), typeof(Bytes), hex(Bytes)";
        Assert.Equal(Row($"SELECT {kinds} FROM Driver"), Row($"SELECT {kinds} FROM Own"));
    }

    [Fact]
    public void Nulls_AreStored()
    {
        using var own = Insert();
        for (var i = 1; i <= 4; i++)
        {
            own.BindNull(i);
        }

        Assert.Equal(1, own.Execute());
        Assert.Equal(Enumerable.Repeat<object>("null", 4), Row("SELECT typeof(Number), typeof(Id), typeof(Words), typeof(Bytes) FROM Own"));
    }

    [Fact]
    public void ARefusedStatement_IsTheDriversErrorAndCanBeExecutedAgain()
    {
        using var own = Insert();
        var id = Guid.NewGuid();
        Write(own, 1, id, "first", []);

        var error = Assert.Throws<SqliteException>(() => Write(own, 2, id, "second", []));

        Assert.True(SqlDialect.Sqlite.IsUniqueViolation(error));
        Assert.Contains("Own.Id", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Write(own, 3, Guid.NewGuid(), "third", []));
        Assert.Equal([2L], Row("SELECT COUNT(*) FROM Own"));
    }

    [Fact]
    public void ValuesOfTheTimeBefore_AreForgotten()
    {
        using var own = Insert();
        Write(own, 1, Guid.NewGuid(), "kept?", [1]);

        own.Bind(1, 2);
        own.Execute();

        Assert.Equal(["null", "null"], Row("SELECT typeof(Words), typeof(Bytes) FROM Own WHERE Number = 2"));
    }

    [Fact]
    public void AStatementThatFindsNothing_ReadsNull()
    {
        using var read = new SqliteStatement(_connection.Handle!, "SELECT Number FROM Own WHERE Id = @p0");
        read.Bind(1, Guid.NewGuid());
        Assert.Null(read.Read());
    }

    [Fact]
    public void AStatementThatCannotBePrepared_IsTheDriversError() =>
        Assert.Contains("no such table", Assert.Throws<SqliteException>(() => new SqliteStatement(_connection.Handle!, "SELECT 1 FROM Nowhere")).Message, StringComparison.Ordinal);

    private SqliteStatement Insert() => new(_connection.Handle!, "INSERT INTO Own VALUES (@p0, @p1, @p2, @p3)");

    private static int Write(SqliteStatement statement, long number, Guid id, string words, byte[] bytes)
    {
        statement.Bind(1, number);
        statement.Bind(2, id);
        statement.Bind(3, words);
        statement.Bind(4, bytes);
        return statement.Execute();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object[] Row(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }
}
