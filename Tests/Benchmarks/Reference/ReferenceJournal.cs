using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Benchmarks.Reference;

/// <summary>
/// The tables of the console's journal, written by hand over plain SQLite: one thread takes what was queued while the last transaction was committing and
/// commits it as one (group commit).
/// </summary>
internal sealed class ReferenceJournal : IDisposable
{
    private const int LargestBatch = 256;

    private readonly SqliteConnection _connection;
    private readonly ReferenceStatements _statements;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;
    private Queue<ReferenceEntry> _queue = new(), _taken = new();
    private bool _sleeping, _closed;

    /// <param name="schema">Statements that make the tables.</param>
    public ReferenceJournal(string path, string synchronous, IReadOnlyList<string> schema)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        string[] settings = ["PRAGMA journal_mode=WAL", "PRAGMA busy_timeout=5000", $"PRAGMA synchronous={synchronous.ToUpperInvariant()}"];
        foreach (var statement in settings.Concat(schema))
        {
            using var command = _connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        _statements = new ReferenceStatements(_connection);
        _thread = new Thread(Loop) { IsBackground = true, Name = "Reference journal" };
        _thread.Start();
    }

    public long Commits { get; private set; }

    /// <summary>Completes when the entry is committed.</summary>
    public Task WriteAsync(ReferenceEntry entry)
    {
        bool wake;
        lock (_gate)
        {
            _queue.Enqueue(entry);
            wake = _sleeping;
            _sleeping = false;
        }

        if (wake)
        {
            _wake.Release();
        }

        return entry.Task;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
        }

        _wake.Release();
        _thread.Join();
        _statements.Dispose();
        _connection.Dispose();
        _wake.Dispose();
    }

    private void Loop()
    {
        var batch = new List<ReferenceEntry>(LargestBatch);
        while (Take())
        {
            while (_taken.Count > 0)
            {
                batch.Clear();
                while (batch.Count < LargestBatch && _taken.TryDequeue(out var entry))
                {
                    batch.Add(entry);
                }

                Write(batch);
            }
        }
    }

    /// <summary>Waits for entries; false when there will be none.</summary>
    private bool Take()
    {
        while (true)
        {
            lock (_gate)
            {
                (_queue, _taken) = (_taken, _queue);
                if (_taken.Count > 0)
                {
                    return true;
                }

                if (_closed)
                {
                    return false;
                }

                _sleeping = true;
            }

            _wake.Wait();
        }
    }

    private void Write(List<ReferenceEntry> batch)
    {
        try
        {
            _statements.Begin();
            foreach (var entry in batch)
            {
                entry.Write(_statements);
            }

            _statements.Commit();
        }
        catch (SqliteException exception)
        {
            // The measurement is void: whoever waits ends it.
            batch.ForEach(e => e.TrySetException(exception));
            return;
        }

        Commits++;
        batch.ForEach(e => e.SetResult());
    }
}
