namespace ConnectionsConsole.Infrastructure.Retention;

/// <summary>
/// Keeps background transactions short by learning from each how many rows the next may take. On SQLite the journal waits for the same write lock, so a run's
/// steps take longer by whatever a transaction here takes.
/// </summary>
internal sealed class TransactionBudget(TimeProvider time)
{
    /// <summary>Below the 50 ms that a transaction may take, since the next one can turn out twice as dear as the one before.</summary>
    private static readonly TimeSpan s_aim = TimeSpan.FromMilliseconds(20);

    private const int Fewest = 1;
    private const int Most = 500;

    /// <summary>How many rows the next transaction takes.</summary>
    public int Rows { get; private set; } = 20;

    /// <summary>The longest one so far.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Runs one transaction, then leaves the lock to others for as long as it took.</summary>
    public async Task<int> RunAsync(Func<Task<int>> transaction, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var rows = await transaction();
        Learn(time.GetElapsedTime(started));
        await Task.Delay(time.GetElapsedTime(started), time, cancellationToken);
        return rows;
    }

    public void Learn(TimeSpan took)
    {
        Longest = took > Longest ? took : Longest;
        Rows = took > s_aim ? Math.Max(Fewest, Rows / 2) : took < s_aim / 3 ? Math.Min(Most, Rows * 2) : Rows;
    }
}

/// <summary>What a round may do at once: whole runs, and rows of other kinds.</summary>
internal sealed record RetentionBudgets(TransactionBudget Runs, TransactionBudget Rows)
{
    public TimeSpan Longest => Runs.Longest > Rows.Longest ? Runs.Longest : Rows.Longest;
}
