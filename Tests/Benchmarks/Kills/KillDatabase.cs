using System.Globalization;
using ConnectionsConsole.Domain.Runs;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Benchmarks.Kills;

/// <summary>Reads the runs of a data folder beside the process that has it, or after that process was killed.</summary>
internal sealed class KillDatabase : IDisposable
{
    private const string Unfinished =
        """
        SELECT r.Id, r.OwnerId IS NULL, (SELECT COUNT(*) FROM StepRuns s WHERE s.RunSequence = r.Sequence)
        FROM Runs r WHERE r.EndedAt IS NULL
        """;

    private readonly SqliteConnection _connection;

    /// <param name="path">The database's file. Nothing is written to it, and it is opened anew each time: what a killed process left has to be enough.</param>
    public KillDatabase(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        _connection.Open();
    }

    public IReadOnlyList<UnfinishedRun> UnfinishedRuns() =>
        [.. Read(Unfinished, row => new UnfinishedRun(row.GetGuid(0), row.GetInt32(2), row.GetBoolean(1)))];

    /// <summary>Every run with all of its rows, in words.</summary>
    public IEnumerable<FinalRun> AllRuns() => Read(
        """
        SELECT r.Id, r.Status, r.EndedAt IS NOT NULL, COALESCE(r.FailureMessage, ''),
          (SELECT group_concat(Ordinal || ' ' || Path || ' ' || Status, ', ' ORDER BY Ordinal) FROM StepRuns WHERE RunSequence = r.Sequence),
          (SELECT group_concat(Number || ' ' || COALESCE(StepName, ''), ', ' ORDER BY Number) FROM RunLogLines WHERE RunSequence = r.Sequence)
        FROM Runs r
        """,
        row =>
        {
            var status = (RunStatus)row.GetInt32(1);
            var steps = row.IsDBNull(4) ? "" : row.GetString(4);
            return new FinalRun(
                row.GetGuid(0),
                status == RunStatus.Succeeded && row.GetBoolean(2) ? KillLedger.Succeeded : $"{status} {row.GetString(3)}",
                string.Join(", ", steps.Split(", ").Select(InWords)),
                row.IsDBNull(5) ? "" : row.GetString(5));
        });

    /// <summary>How often a process took up a run that an earlier one had begun or left waiting.</summary>
    public long TakenUp() => (long)Read("SELECT COALESCE(SUM(Epoch - 1), 0) FROM Runs WHERE Epoch > 1", row => row.GetInt64(0)).Single();

    /// <summary>What SQLite finds wrong with the file; empty where it is whole.</summary>
    public IReadOnlyList<string> Problems() =>
        [.. Read("PRAGMA integrity_check", row => row.GetString(0)).Where(p => p != "ok"), .. Read("PRAGMA foreign_key_check", row => $"foreign key of {row.GetString(0)}")];

    public void Dispose() => _connection.Dispose();

    /// <summary>The status at the end of a step's text, as its name.</summary>
    private static string InWords(string step) =>
        step.LastIndexOf(' ') is > 0 and var at ? $"{step[..at]} {(StepStatus)int.Parse(step[(at + 1)..], CultureInfo.InvariantCulture)}" : step;

    private IEnumerable<T> Read<T>(string query, Func<SqliteDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }
}
