namespace ConnectionsConsole.Infrastructure.Persistence;

/// <summary>
/// The order in which the commands of this process write. SQLite lets one transaction write at a time, and whoever waits for it in the driver holds a thread and
/// sleeps for ever longer pauses, so that under many callers the database stands idle between two of them: they queue here instead, and the next one goes
/// on at once. Other processes and the journal of runs still wait in the driver. The other providers need no queue, since they lock rows.
/// </summary>
internal sealed class WriteQueue(ConsoleDbFactory factory)
{
    private readonly SemaphoreSlim? _turn = factory.Provider == DatabaseProviders.Sqlite ? new SemaphoreSlim(1) : null;

    /// <summary>Whether a transaction locks the whole database from its beginning (SQLite's BEGIN IMMEDIATE), so that what it reads stays as it is.</summary>
    public bool LocksDatabase => _turn is not null;

    /// <summary>Completes when it is the caller's turn, which ends with the result's disposal: after the commit.</summary>
    public async ValueTask<Turn> WaitAsync(CancellationToken cancellationToken)
    {
        if (_turn is not null)
        {
            await _turn.WaitAsync(cancellationToken);
        }

        return new Turn(_turn);
    }

    public readonly struct Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
