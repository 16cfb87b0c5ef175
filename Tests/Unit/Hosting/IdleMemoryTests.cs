using ConnectionsConsole.App.Hosting;

namespace ConnectionsConsole.Tests.Unit.Hosting;

public sealed class IdleMemoryTests
{
    private readonly IdleMemory _memory = new(TimeProvider.System);

    [Fact]
    public void AfterWork_CollectsOnceItIsIdle()
    {
        const long work = 10 * IdleMemory.WorthwhileBytes;

        Assert.False(_memory.IsTimeToCollect(work));
        Assert.True(_memory.IsTimeToCollect(work + IdleMemory.IdleBytes - 1));
        Assert.False(_memory.IsTimeToCollect(work + IdleMemory.IdleBytes));
    }

    [Fact]
    public void WhileItWorks_NeverCollects()
    {
        for (var allocated = 0L; allocated < 100 * IdleMemory.WorthwhileBytes; allocated += IdleMemory.IdleBytes)
        {
            Assert.False(_memory.IsTimeToCollect(allocated + IdleMemory.IdleBytes));
        }
    }

    [Fact]
    public void HeartbeatsAlone_CollectOnlyWhenEnoughHasComeTogether()
    {
        const long heartbeat = IdleMemory.IdleBytes / 4;
        var periods = 1;
        for (var allocated = heartbeat; !_memory.IsTimeToCollect(allocated); allocated += heartbeat)
        {
            periods++;
        }

        Assert.Equal(IdleMemory.WorthwhileBytes / heartbeat, periods);
    }
}
