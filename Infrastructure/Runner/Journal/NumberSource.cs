using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Infrastructure.Runner.Journal;

/// <summary>Numbers runs: takes blocks of numbers from the database, so that not every run has to ask. A block that a process leaves behind is a gap, no more.</summary>
internal sealed class NumberSource(ConsoleDbFactory databases) : IDisposable
{
    public const string Runs = "Runs";
    public const int BlockSize = 10_000;

    private readonly SemaphoreSlim _refill = new(1);
    private Block _block = new(1, 0);

    public async ValueTask<long> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_block.TryTake(out var number))
            {
                return number;
            }

            await _refill.WaitAsync(cancellationToken);
            try
            {
                if (_block.IsEmpty)
                {
                    _block = await TakeBlockAsync(cancellationToken);
                }
            }
            finally
            {
                _refill.Release();
            }
        }
    }

    public void Dispose() => _refill.Dispose();

    private async Task<Block> TakeBlockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = databases.CreateUnscoped();
            var blocks = db.Set<NumberBlock>();
            if (await blocks.AsNoTracking().SingleOrDefaultAsync(b => b.Name == Runs, cancellationToken) is not { } block)
            {
                blocks.Add(new NumberBlock { Name = Runs, Next = 1 + BlockSize });
                try
                {
                    await db.SaveChangesAsync(cancellationToken);
                    return new Block(1, BlockSize);
                }
                catch (DbUpdateException exception) when (ConstraintErrors.IsUniqueViolation(exception))
                {
                    // Another process made the row in this moment: take the next block from it.
                    continue;
                }
            }

            var taken = await blocks.Where(b => b.Name == Runs && b.Next == block.Next)
                .ExecuteUpdateAsync(s => s.SetProperty(b => b.Next, block.Next + BlockSize), cancellationToken);
            if (taken == 1)
            {
                return new Block(block.Next, block.Next + BlockSize - 1);
            }
        }
    }

    private sealed class Block(long first, long last)
    {
        private long _next = first;

        public bool IsEmpty => Volatile.Read(ref _next) > last;

        public bool TryTake(out long number)
        {
            number = Interlocked.Increment(ref _next) - 1;
            return number <= last;
        }
    }
}
