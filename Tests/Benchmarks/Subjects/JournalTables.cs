using System.Globalization;
using ConnectionsConsole.Domain.Runs;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>Reads the tables that console and reference both keep.</summary>
internal sealed class JournalTables : IDisposable
{
    private readonly SqliteConnection _connection;

    public JournalTables(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        _connection.Open();
    }

    public long Runs => Number("SELECT COUNT(*) FROM Runs");

    public long SucceededRuns => Number(string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) FROM Runs WHERE Status = {(int)RunStatus.Succeeded} AND EndedAt IS NOT NULL"));

    public long StepRuns => Number("SELECT COUNT(*) FROM StepRuns");

    public long LogLines => Number("SELECT COUNT(*) FROM RunLogLines");

    /// <summary>Median duration of the code step over the last runs, in milliseconds; those before are of the warm-up.</summary>
    public double CodeStepMedian(int lastRuns)
    {
        var durations = new List<double>();
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT DurationMicroseconds FROM StepRuns WHERE Ordinal = 0 AND RunSequence > (SELECT MAX(Sequence) FROM Runs) - @last";
        command.Parameters.AddWithValue("@last", lastRuns);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            durations.Add(reader.GetInt64(0) / 1000.0);
        }

        durations.Sort();
        return durations[durations.Count / 2];
    }

    /// <summary>The statements that make these tables and their indexes.</summary>
    public IReadOnlyList<string> Schema() =>
        Texts("SELECT sql FROM sqlite_master WHERE tbl_name IN ('Runs', 'StepRuns', 'RunLogLines') AND sql IS NOT NULL ORDER BY type = 'index'");

    public string Text(string query) => Texts(query)[0];

    public void Dispose() => _connection.Dispose();

    private List<string> Texts(string query)
    {
        var texts = new List<string>();
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private long Number(string query)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}
