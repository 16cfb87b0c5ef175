using ConnectionsConsole.Tests.Benchmarks.Kills;

namespace ConnectionsConsole.Tests.Unit.Benchmarks;

/// <summary>The checks of the benchmark that kills: each of them fails for what it is there to find.</summary>
public sealed class KillLedgerTests
{
    private readonly Guid _run = Guid.NewGuid();
    private readonly KillRequests _requests = new();
    private readonly KillLedger _ledger;

    public KillLedgerTests() => _ledger = new KillLedger(_requests.CountsOf);

    [Fact]
    public void RunThatNoKillHit_WithOneRequestForEachStep_IsRight()
    {
        _ledger.Acknowledge(_run);
        Ask(KillSteps.Document, KillSteps.Picture, KillSteps.Put);

        Assert.Empty(Check(Whole));
    }

    [Fact]
    public void StepUnderWayAtAKill_MayAskOnceMore()
    {
        Ask(KillSteps.Document);
        Kill(finished: 1);
        Ask(KillSteps.Document, KillSteps.Picture);
        Kill(finished: 2);
        Ask(KillSteps.Picture);
        Kill(finished: 2);
        Ask(KillSteps.Picture, KillSteps.Put);

        Assert.Empty(Check(Whole));
        Assert.Equal((3, 3, 3, 3), (_ledger.Kills, _ledger.StepsHit, _ledger.Repeated, _ledger.OldestAge));
    }

    [Fact]
    public void StepUnderWayAtAKill_MayNotAskTwiceMore()
    {
        Ask(KillSteps.Document);
        Kill(finished: 1);
        Ask(KillSteps.Document, KillSteps.Document, KillSteps.Picture, KillSteps.Put);

        Assert.Contains("step document asked 3 times; 1 kills hit it, so 2 would be right", Assert.Single(Check(Whole)), StringComparison.Ordinal);
    }

    [Fact]
    public void FinishedStep_ThatAsksAgain_IsFound()
    {
        // The kill before it was committed would allow a second request; after it was committed there may be none.
        Kill(finished: 1);
        Ask(KillSteps.Document);
        Kill(finished: 2);
        Ask(KillSteps.Document, KillSteps.Picture, KillSteps.Put);

        Assert.Contains("step document was finished after 1 requests, and was run again: 2 by now", Assert.Single(Check(Whole)), StringComparison.Ordinal);
    }

    [Fact]
    public void StepThatBegins_BeforeTheOneBeforeItIsCommitted_IsFound()
    {
        Ask(KillSteps.Document, KillSteps.Picture);
        Kill(finished: 1);
        Ask(KillSteps.Document, KillSteps.Put);

        Assert.Contains("step picture had begun, and only 1 steps were committed", Assert.Single(Check(Whole)), StringComparison.Ordinal);
    }

    [Fact]
    public void StepOfARunThatNoKillHit_ThatAsksTwice_IsFound()
    {
        Ask(KillSteps.Document, KillSteps.Picture, KillSteps.Put, KillSteps.Put);

        Assert.Contains("step put asked 2 times", Assert.Single(Check(Whole)), StringComparison.Ordinal);
    }

    [Fact]
    public void StepThatNeverAsked_IsFound()
    {
        Ask(KillSteps.Document, KillSteps.Picture);

        Assert.Contains("step put never asked", Assert.Single(Check(Whole)), StringComparison.Ordinal);
    }

    [Fact]
    public void AcknowledgedRun_ThatIsNotThere_IsFound()
    {
        _ledger.Acknowledge(_run);

        Assert.Contains("was acknowledged and is not in the database", Assert.Single(Check()), StringComparison.Ordinal);
    }

    [Fact]
    public void RunSeenAfterAKill_ThatIsNotThereAnyMore_IsFound()
    {
        Kill(finished: 0);

        Assert.Contains("was in the database after a kill", Assert.Single(Check()), StringComparison.Ordinal);
    }

    [Fact]
    public void RequestsOfARun_ThatWasNeverCommitted_AreFound()
    {
        Ask(KillSteps.Document);

        Assert.Contains("sent requests and is not in the database", Assert.Single(Check()), StringComparison.Ordinal);
    }

    [Fact]
    public void FinishedStep_ThatIsGoneAfterALaterKill_IsFound()
    {
        Kill(finished: 1);
        Kill(finished: 0);
        Ask(KillSteps.Document, KillSteps.Picture, KillSteps.Put);

        Assert.Contains("had 1 finished steps after a kill and 0 after a later one", Assert.Single(Check(Whole)), StringComparison.Ordinal);
    }

    [Fact]
    public void RunThatNoProcessBringsFurther_IsStuck()
    {
        Ask(KillSteps.Document);
        Kill(finished: 1);
        for (var i = 0; i < KillLedger.MostKillsWithoutProgress; i++)
        {
            Assert.Equal(i, _ledger.LongestStandstill);
            Assert.DoesNotContain(Check(Whole), v => v.Contains("is stuck", StringComparison.Ordinal));
            Kill(finished: 1);
            Kill(finished: 1, worked: false);
        }

        Ask(KillSteps.Picture, KillSteps.Put);
        Assert.Contains("is stuck", Assert.Single(Check(Whole)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Running", "", "", "has not succeeded: Running")]
    [InlineData("Failed 404", "", "", "has not succeeded: Failed 404")]
    [InlineData("", "0 code Succeeded, 1 document Succeeded, 2 picture Succeeded", "", "has the steps")]
    [InlineData("", "0 code Succeeded, 1 document Succeeded, 2 document Succeeded, 3 picture Succeeded, 4 put Succeeded", "", "has the steps")]
    [InlineData("", "", "0 code, 1 code, 2 document, 3 picture", "has the log lines")]
    [InlineData("", "", "0 code, 1 picture", "has the log lines")]
    public void RowsThatAreNotAsTheyShouldBe_AreFound(string status, string steps, string lines, string wanted)
    {
        Ask(KillSteps.Document, KillSteps.Picture, KillSteps.Put);
        var run = new FinalRun(_run, Or(status, Whole.Status), Or(steps, Whole.Steps), Or(lines, Whole.Lines));

        Assert.Contains(wanted, Assert.Single(Check(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void KillBeforeAnyStepWasFinished_IsNotInTheMiddleOfRuns()
    {
        Kill(finished: 0, worked: false);

        Assert.Equal((0, 1), (_ledger.Kills, _ledger.OtherKills));
    }

    [Fact]
    public void RunThatWaits_IsNotUnderWay()
    {
        _ledger.Kill([new UnfinishedRun(_run, 0, Waits: true)], worked: true);

        Assert.Equal((0, 1, 1, 0), (_ledger.Kills, _ledger.RunsHit, _ledger.RunsHitWaiting, _ledger.StepsHit));
    }

    [Fact]
    public void IdempotencyKey_HasToBeThereTheSameAndTheStepsOwn()
    {
        _requests.Note(_run, KillSteps.Document, "a", null);
        _requests.Note(_run, KillSteps.Document, "a", null);
        Assert.Empty(_requests.Faults);

        _requests.Note(_run, KillSteps.Document, "b", null);
        _requests.Note(_run, KillSteps.Document, null, null);
        _requests.Note(_run, KillSteps.Picture, "a", 4);
        Assert.Collection(
            _requests.Faults,
            other => Assert.Contains("with the idempotency key b, before with a", other, StringComparison.Ordinal),
            missing => Assert.Contains("without an idempotency key", missing, StringComparison.Ordinal),
            foreign => Assert.Contains("which step 1 of the run", foreign, StringComparison.Ordinal));
    }

    [Fact]
    public void Request_HasToBeBuiltOnTheAnswerThatCounts()
    {
        _requests.Note(_run, KillSteps.Document, "d", null);
        _requests.Note(_run, KillSteps.Picture, "p", 1);
        Assert.Empty(_requests.Faults);

        // The document was asked for again although the picture had been requested with what it brought.
        _requests.Note(_run, KillSteps.Document, "d", null);
        _requests.Note(_run, KillSteps.Picture, "p", 1);
        Assert.Contains("step 2 was built on answer 1 of the step before, which has been asked 2 times", Assert.Single(_requests.Faults), StringComparison.Ordinal);
    }

    private FinalRun Whole => new(_run, KillLedger.Succeeded, KillLedger.WantedSteps, KillLedger.WantedLines);

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private void Kill(int finished, bool worked = true) => _ledger.Kill([new UnfinishedRun(_run, finished, Waits: false)], worked);

    private void Ask(params int[] steps)
    {
        foreach (var step in steps)
        {
            _requests.Note(_run, step, $"key of {step}", null);
        }
    }

    private IReadOnlyList<string> Check(params FinalRun[] runs) => _ledger.Check(runs, _requests.Runs);
}
