using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Values;

namespace ConnectionsConsole.Tests.Unit.Domain.Testing;

public sealed class ConnectionProbeResultTests
{
    [Theory]
    [InlineData("Resolve:Passed Connect:Passed Authenticate:Passed Read:Passed", ProbeVerdict.Works)]
    [InlineData("Resolve:Passed Connect:Passed Tls:NotTested Authenticate:Passed Read:NotTested", ProbeVerdict.Works)]
    [InlineData("Tls:Warning Authenticate:Passed Read:Passed", ProbeVerdict.WorksWithRemark)]
    [InlineData("Authenticate:Warning", ProbeVerdict.WorksWithRemark)]
    [InlineData("Tls:Warning Authenticate:Failed Read:NotReached", ProbeVerdict.Fails)]
    [InlineData("Resolve:Passed Connect:Passed Greeting:Passed Authenticate:NotTested", ProbeVerdict.NotTested)]
    [InlineData("Tls:Warning Greeting:Passed Authenticate:NotTested", ProbeVerdict.NotTested)]
    [InlineData("Authenticate:NotTested", ProbeVerdict.NotTested)]
    public void TheVerdict_FollowsFromTheLayers(string layers, ProbeVerdict expected) => Assert.Equal(expected, From(layers).Verdict);

    [Fact]
    public void TheWords_AreThoseOfTheLayerThatFailed()
    {
        var result = From("Tls:Warning Connect:Passed Authenticate:Failed Read:NotReached");
        Assert.Equal(("Authenticate words", "Authenticate advice", ProbeCause.WrongKey), (result.Words, result.Advice, result.Cause));
    }

    [Fact]
    public void AnOutcome_SpeaksOfTheVersionThatWasTested()
    {
        var outcome = new ConnectionTestOutcome(Guid.NewGuid(), ValueOwner.CustomerConnection, Guid.NewGuid());
        var first = ValueVersions.None.Next(Guid.NewGuid());
        outcome.Record(From("Authenticate:Failed"), first.CurrentId, "Ada");

        Assert.True(outcome.IsOf(first));
        Assert.False(outcome.IsOf(first.Next(Guid.NewGuid())));
        Assert.True(outcome.IsOf(first.Next(Guid.NewGuid()).Undone()));
        Assert.False(outcome.Works);
    }

    [Fact]
    public void AnOutcome_KeepsLongWordsShortEnoughForItsColumn()
    {
        var outcome = new ConnectionTestOutcome(Guid.NewGuid(), ValueOwner.CustomerConnection, Guid.NewGuid());
        outcome.Record(From("Authenticate:Failed") with { Words = new string('x', 5_000) }, null, "Ada");
        Assert.Equal(ConnectionTestOutcome.MaximumWordsLength, outcome.Words.Length);
    }

    private static ConnectionProbeResult From(string layers) => ConnectionProbeResult.From("Acme", DateTime.UnixEpoch, TimeSpan.Zero,
    [
        .. layers.Split(' ').Select(l => l.Split(':')).Select(l => new ProbeLayerResult(
            Enum.Parse<ProbeLayer>(l[0]), Enum.Parse<ProbeOutcome>(l[1]), TimeSpan.Zero, $"{l[0]} words", $"{l[0]} advice", ProbeCause.WrongKey)),
    ]);
}
