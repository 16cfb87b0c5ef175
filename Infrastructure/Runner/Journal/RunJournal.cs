using System.Data;
using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>
/// The only writer of runs. One thread with a connection of its own takes whatever was queued while the last transaction was committing and commits
/// it as one transaction (group commit); each entry completes after its commit. When the database stays away, entries wait.
/// </summary>
internal sealed partial class RunJournal : IDisposable
{
    private static readonly TimeSpan s_shortestBackOff = TimeSpan.FromMilliseconds(5), s_longestBackOff = TimeSpan.FromSeconds(2);

    private readonly Func<DbConnection> _open;
    private readonly RunnerOptions _options;
    private readonly ILogger<RunJournal> _logger;
    private readonly TimeProvider _time;
    private readonly Thread _thread;

    // Monitor, since semaphores spin before they sleep: the journal waits for each step of a lone run, and would take that time from the step.
    private readonly object _gate = new();
    private readonly ManualResetEventSlim _abandoned = new();
    private readonly List<JournalEntry> _batch = [];
    private readonly List<JournalEntry> _single = [];
    private List<JournalEntry> _queue = [];
    private List<JournalEntry> _taken = [];
    private int _takenNext;
    private bool _closed;
    private DbConnection? _connection;
    private SqlDialect? _dialect;
    private StatementWriter? _writer;

    /// <param name="open">Opens a connection that is set up as the rest of the console's are.</param>
    public RunJournal(Func<DbConnection> open, RunnerOptions options, TimeProvider time, ILogger<RunJournal> logger)
    {
        _open = open;
        _options = options;
        _time = time;
        _logger = logger;
        _thread = new Thread(Loop) { IsBackground = true, Name = "Run journal" };
        _thread.Start();
    }

    /// <summary>Since when the database cannot be written; null while it can.</summary>
    public DateTimeOffset? UnavailableSince { get; private set; }

    /// <summary>Transactions committed so far.</summary>
    public long Commits { get; private set; }

    /// <summary>Queues the entry; the result completes when it is committed, or is found not to be ours to write.</summary>
    /// <exception cref="JournalEntryException">The entry cannot be written as it is.</exception>
    /// <exception cref="ObjectDisposedException">The process is ending; nothing is known to be written.</exception>
    public ValueTask<JournalOutcome> WriteAsync(JournalEntry entry)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _queue.Add(entry);
            if (_queue.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }

        return entry.Completion;
    }

    /// <summary>Writes what is queued, then ends. Gives up when <paramref name="patience"/> is over: what is left then completes with an exception.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        Close();
        await Task.Run(() => _thread.Join(patience));
        Dispose();
    }

    /// <summary>Ends at once: what is queued is not written, as when the process dies.</summary>
    public void Dispose()
    {
        _abandoned.Set();
        Close();
        _thread.Join();
    }

    private void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Loop()
    {
        while (Take())
        {
            Write(_batch);
        }

        foreach (var entry in _batch.Concat(_taken.Skip(_takenNext)).Concat(_queue))
        {
            entry.Fail(new ObjectDisposedException(nameof(RunJournal)));
        }

        Disconnect();
    }

    /// <summary>Fills the batch; waits while there is nothing. False when the journal ends.</summary>
    private bool Take()
    {
        _batch.Clear();
        while (true)
        {
            if (_abandoned.IsSet)
            {
                return false;
            }

            if (_takenNext < _taken.Count)
            {
                FillBatch();
                if (_batch.Count > 0)
                {
                    return true;
                }

                continue;
            }

            lock (_gate)
            {
                _taken.Clear();
                _takenNext = 0;
                (_queue, _taken) = (_taken, _queue);
                if (_taken.Count > 0)
                {
                    continue;
                }

                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private void FillBatch()
    {
        var weight = 0L;
        while (_takenNext < _taken.Count && _batch.Count < _options.JournalBatchSize)
        {
            var entry = _taken[_takenNext];
            weight += entry.Weight;
            if (_batch.Count > 0 && weight > _options.JournalBatchBytes)
            {
                return;
            }

            _takenNext++;
            if (entry.TryTake())
            {
                _batch.Add(entry);
            }
        }
    }

    /// <summary>Writes the entries together, else one by one, so that one that cannot be written does not take the others with it.</summary>
    private void Write(List<JournalEntry> entries)
    {
        if (!TryWriteTogether(entries, out var error))
        {
            if (error is null)
            {
                return;
            }

            if (entries.Count == 1)
            {
                Refuse(entries[0], error);
                entries.Clear();
                return;
            }

            foreach (var entry in entries)
            {
                _single.Clear();
                _single.Add(entry);
                if (TryWriteTogether(_single, out error))
                {
                    continue;
                }

                if (error is not null)
                {
                    Refuse(entry, error);
                }
                else
                {
                    // The journal was ended: this entry and the rest stay for the end of the loop.
                    entries.RemoveRange(0, entries.IndexOf(entry));
                    return;
                }
            }
        }

        entries.Clear();
    }

    /// <summary>False with an error: the entries cannot be written together. False without: the journal was ended while it waited for the database.</summary>
    private bool TryWriteTogether(List<JournalEntry> entries, out Exception? error)
    {
        error = null;
        for (var attempt = 0; !_abandoned.IsSet; attempt++)
        {
            var committing = false;
            try
            {
                Connect();
                Commit(entries, ref committing);
            }
            catch (Exception exception)
            {
                if (!IsTransient(exception))
                {
                    Rollback();
                    error = exception;
                    return false;
                }

                foreach (var entry in entries)
                {
                    entry.IsUncertain |= committing;
                }

                Disconnect();
                WaitFor(exception, attempt);
                continue;
            }

            Announce();
            foreach (var entry in entries)
            {
                entry.Complete(OutcomeOf(entry));
            }

            return true;
        }

        return false;
    }

    private void Commit(List<JournalEntry> entries, ref bool committing)
    {
        var writer = _writer!;
        writer.BeginTransaction();
        foreach (var entry in entries)
        {
            entry.Write(writer);
        }

        committing = true;
        writer.Commit();
        committing = false;
        Commits++;
    }

    private JournalOutcome OutcomeOf(JournalEntry entry)
    {
        if (_writer!.RowsOf(entry.DecidingStatement) > 0)
        {
            return JournalOutcome.Written;
        }

        return entry.IsUncertain && WasWrittenBefore(entry) ? JournalOutcome.Written : JournalOutcome.Superseded;
    }

    private void Refuse(JournalEntry entry, Exception error)
    {
        if (_dialect is not { } dialect || !dialect.IsUniqueViolation(error))
        {
            LogRefused(error, entry.GetType().Name);
            entry.Fail(new JournalEntryException("The run journal could not write an entry.", error));
            return;
        }

        entry.Complete(entry.IsUncertain && WasWrittenBefore(entry) ? JournalOutcome.Written : JournalOutcome.Duplicate);
    }

    /// <summary>Whether the transaction that broke off had been committed after all. Waits for the database if need be.</summary>
    private bool WasWrittenBefore(JournalEntry entry)
    {
        for (var attempt = 0; !_abandoned.IsSet; attempt++)
        {
            try
            {
                Connect();
                return entry.CountWritten(_writer!) > 0;
            }
            catch (Exception exception) when (exception is DbException or IOException or TimeoutException or InvalidOperationException && IsTransient(exception))
            {
                Disconnect();
                WaitFor(exception, attempt);
            }
        }

        return false;
    }

    private bool IsTransient(Exception exception) =>
        _connection is not { State: ConnectionState.Open } || _dialect!.IsTransient(exception);

    private void Connect()
    {
        if (_connection is not null)
        {
            return;
        }

        var connection = _open();
        _dialect = SqlDialect.For(connection);
        _connection = connection;
        _writer = StatementWriter.Over(connection, _dialect);
    }

    private void Rollback()
    {
        try
        {
            _writer?.Rollback();
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            LogRollbackFailed(exception);
            Disconnect();
        }
    }

    private void Disconnect()
    {
        try
        {
            _writer?.Dispose();
            _connection?.Dispose();
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException)
        {
            LogRollbackFailed(exception);
        }

        _writer = null;
        _connection = null;
    }

    private void WaitFor(Exception exception, int attempt)
    {
        if (UnavailableSince is null && attempt >= 3)
        {
            UnavailableSince = _time.GetUtcNow();
            LogUnavailable(exception);
        }

        var backOff = s_shortestBackOff * Math.Pow(2, Math.Min(attempt, 20));
        _abandoned.Wait(backOff < s_longestBackOff ? backOff : s_longestBackOff);
    }

    private void Announce()
    {
        if (UnavailableSince is { } since)
        {
            UnavailableSince = null;
            LogAvailable((_time.GetUtcNow() - since).TotalSeconds);
        }
    }
}
