using System.Data.Common;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Infrastructure.Runner;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>The journal's writer by itself, on SQLite.</summary>
public sealed class RunJournalTests : IAsyncLifetime
{
    private static readonly Guid s_owner = Guid.NewGuid();
    private RunnerDatabase _database = null!;
    private int _failingOpens;

    public async Task InitializeAsync() => _database = await RunnerDatabase.SqliteAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task WhatQueuesDuringACommit_SharesTheNextOne()
    {
        using var journal = NewJournal();
        await journal.WriteAsync(Accept(1));
        var before = journal.Commits;
        List<Task<JournalOutcome>> writes;
        await using (await LockAsync())
        {
            writes = [.. Enumerable.Range(2, 100).Select(i => journal.WriteAsync(Accept(i)).AsTask())];
        }

        Assert.All(await Task.WhenAll(writes), outcome => Assert.Equal(JournalOutcome.Written, outcome));
        Assert.InRange(journal.Commits - before, 1, 3);
    }

    [Fact]
    public async Task AnEntryThatCannotBeWritten_DoesNotFailItsNeighbours()
    {
        using var journal = NewJournal();
        Task<JournalOutcome> before, poisoned, duplicate, after;
        await using (await LockAsync())
        {
            before = journal.WriteAsync(Accept(1)).AsTask();
            poisoned = journal.WriteAsync(new Poison()).AsTask();
            duplicate = journal.WriteAsync(Accept(1)).AsTask();
            after = journal.WriteAsync(Accept(2)).AsTask();
        }

        Assert.Equal(JournalOutcome.Written, await before);
        await Assert.ThrowsAsync<JournalEntryException>(() => poisoned);
        Assert.Equal(JournalOutcome.Duplicate, await duplicate);
        Assert.Equal(JournalOutcome.Written, await after);
    }

    [Fact]
    public async Task WhenTheDatabaseIsAway_EntriesWaitAndTheJournalSaysSo()
    {
        _failingOpens = 8;
        using var journal = NewJournal();
        var write = journal.WriteAsync(Accept(1)).AsTask();
        while (journal.UnavailableSince is null && !write.IsCompleted)
        {
            await Task.Delay(5);
        }

        Assert.NotNull(journal.UnavailableSince);
        Assert.Equal(JournalOutcome.Written, await write.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Null(journal.UnavailableSince);
        Assert.Equal(0, _failingOpens);
    }

    [Fact]
    public async Task AnUncertainCommit_IsLookedUpBeforeItIsJudged()
    {
        using var journal = NewJournal();
        var claim = new RunClaim(1, 1, s_owner);
        var ending = new RunEnding(RunStatus.Succeeded, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), null, null, null);
        Assert.Equal(JournalOutcome.Written, await journal.WriteAsync(Accept(1)));
        Assert.Equal(JournalOutcome.Written, await journal.WriteAsync(new ProgressEntry(claim, Step(0), [], null)));
        Assert.Equal(JournalOutcome.Written, await journal.WriteAsync(new ProgressEntry(claim, null, [], ending)));

        // As after a connection that broke during the commit: they are there already, and they are ours.
        Assert.Equal(JournalOutcome.Written, await journal.WriteAsync(Uncertain(Accept(1))));
        Assert.Equal(JournalOutcome.Written, await journal.WriteAsync(Uncertain(new ProgressEntry(claim, Step(0), [], null))));
        Assert.Equal(JournalOutcome.Written, await journal.WriteAsync(Uncertain(new ProgressEntry(claim, null, [], ending))));

        // What is there is another's.
        Assert.Equal(JournalOutcome.Duplicate, await journal.WriteAsync(Uncertain(new ProgressEntry(claim, Step(0, "elsewhere"), [], null))));
        Assert.Equal(JournalOutcome.Superseded, await journal.WriteAsync(Uncertain(new ProgressEntry(claim with { Epoch = 2 }, null, [], ending))));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task AWriteUnderAnotherEpochOrOwner_WritesNothing(int epoch, bool otherOwner)
    {
        using var journal = NewJournal();
        await journal.WriteAsync(Accept(1));
        var claim = new RunClaim(1, epoch, otherOwner ? Guid.NewGuid() : s_owner);
        var line = new RunLogLine { RunSequence = 1, At = DateTime.UtcNow, Message = "m" };

        Assert.Equal(JournalOutcome.Superseded, await journal.WriteAsync(
            new ProgressEntry(claim, Step(0), [line], new RunEnding(RunStatus.Succeeded, DateTime.UtcNow, null, null, null))));

        Assert.Equal(0, await CountAsync("\"StepRuns\""));
        Assert.Equal(0, await CountAsync("\"RunLogLines\""));
        Assert.Equal(1, await CountAsync("\"Runs\" WHERE \"Status\" = 1"));
    }

    [Fact]
    public async Task AnEntryThatWasWithdrawnInTime_IsNotWritten()
    {
        using var journal = NewJournal();
        await journal.WriteAsync(Accept(1));
        ValueTask<JournalOutcome> first, withdrawn;
        await using (await LockAsync())
        {
            // The first one keeps the writer busy; the second is still in the queue.
            first = journal.WriteAsync(Accept(2));
            await Task.Delay(200);
            var entry = Accept(3);
            withdrawn = journal.WriteAsync(entry);
            entry.Withdraw(new CancellationToken(true));
        }

        Assert.Equal(JournalOutcome.Written, await first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await withdrawn);
        Assert.Equal(JournalOutcome.Written, await journal.WriteAsync(Accept(4)));
        Assert.Equal(3L, await CountAsync("\"Runs\""));
    }

    [Fact]
    public async Task AnEndedJournal_FailsWhatItDidNotWrite()
    {
        var journal = NewJournal();
        await journal.WriteAsync(Accept(1));
        Task<JournalOutcome> left;
        await using (await LockAsync())
        {
            left = journal.WriteAsync(Accept(2)).AsTask();
            var ending = Task.Run(journal.Dispose);
            await Task.Delay(100);
        }

        await Task.WhenAny(left);
        if (left.IsFaulted)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => left);
        }

        // Whatever the moment of the end: what was told as written is there, the rest is not.
        Assert.Equal(left.IsCompletedSuccessfully ? 2L : 1L, await CountAsync("\"Runs\""));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.WriteAsync(Accept(3)));
    }

    private RunJournal NewJournal() => new(Open, new RunnerOptions(), TimeProvider.System, NullLogger<RunJournal>.Instance);

    private SqliteConnection Open()
    {
        if (_failingOpens > 0)
        {
            _failingOpens--;
            throw new IOException("The server is away.");
        }

        var connection = new SqliteConnection(_database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000";
        command.ExecuteNonQuery();
        return connection;
    }

    private async Task<IAsyncDisposable> LockAsync()
    {
        var connection = Open();
        var transaction = connection.BeginTransaction();
        await Task.Yield();
        return new Held(connection, transaction);
    }

    private async Task<long> CountAsync(string from)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {from}";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static AcceptEntry Accept(long sequence) => new(new Run
    {
        Sequence = sequence,
        Id = new Guid((int)sequence, 0, 0, new byte[8]),
        OrganizationId = Guid.NewGuid(),
        IntegrationId = Guid.NewGuid(),
        FlowKey = "main",
        Status = RunStatus.Running,
        AcceptedAt = DateTime.UtcNow,
        StartedBy = "Tester",
        OwnerId = s_owner,
        Epoch = 1,
    });

    private static StepRun Step(int ordinal, string path = "s0") => new()
    {
        RunSequence = 1,
        Ordinal = ordinal,
        Path = path,
        StepName = "Step",
        Action = "code/runCode",
        StartedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    private static T Uncertain<T>(T entry)
        where T : JournalEntry
    {
        entry.IsUncertain = true;
        return entry;
    }

    private sealed class Poison : JournalEntry
    {
        public override void Write(StatementWriter writer) => throw new InvalidOperationException("cannot be written");

        public override long CountWritten(StatementWriter writer) => 0;
    }

    private sealed class Held(SqliteConnection connection, DbTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
