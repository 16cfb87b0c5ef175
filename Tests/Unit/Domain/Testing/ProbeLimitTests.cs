using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Tests.Unit.Secrets;

namespace ConnectionsConsole.Tests.Unit.Domain.Testing;

public sealed class ProbeLimitTests
{
    private readonly ManualTime _time = new();
    private readonly Guid _organization = Guid.CreateVersion7();

    [Fact]
    public void Enter_BeyondTheMost_SaysHowLongToWait()
    {
        var limit = new ProbeLimit(_time);
        var ada = Person();
        for (var i = 0; i < ProbeLimit.MostTests; i++)
        {
            Assert.Null(limit.Enter(_organization, ada));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(TimeSpan.FromSeconds(50), limit.Enter(_organization, ada));
        Assert.Null(limit.Enter(_organization, Person()));
        Assert.Null(limit.Enter(Guid.CreateVersion7(), ada));
    }

    [Fact]
    public void Enter_AfterTheOldestHasPassed_IsFreeAgainForOne()
    {
        var limit = new ProbeLimit(_time);
        var ada = Person();
        for (var i = 0; i < ProbeLimit.MostTests; i++)
        {
            limit.Enter(_organization, ada);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Null(limit.Enter(_organization, ada));
        Assert.NotNull(limit.Enter(_organization, ada));
    }

    [Fact]
    public void Enter_OfThousandsOfPeople_ForgetsThoseWhoseTimeHasPassed()
    {
        var limit = new ProbeLimit(_time);
        for (var i = 0; i < 5_000; i++)
        {
            Assert.Null(limit.Enter(_organization, Person()));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static Actor Person() => new(ActorKind.Person, Guid.NewGuid(), "Ada", Roles.Support);
}
