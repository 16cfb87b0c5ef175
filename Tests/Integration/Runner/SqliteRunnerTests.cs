namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>The runner on SQLite.</summary>
public sealed class SqliteRunnerTests
{
    [Fact]
    public async Task StepsRunInOrderAndTheJournalHoldsThem() => await RunScenarios.StepsRunInOrderAndTheJournalHoldsThem(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task TheNextStepDoesNotBeginBeforeItsPredecessorIsCommitted() => await RunScenarios.TheNextStepDoesNotBeginBeforeItsPredecessorIsCommitted(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task TwoHundredRunsAtOnceAllEnd() => await RunScenarios.TwoHundredRunsAtOnceAllEnd(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task ARunThatWaitsIsNotOvertakenByThoseThatComeLater() => await RunScenarios.ARunThatWaitsIsNotOvertakenByThoseThatComeLater(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task ADueTimeRunsOnce() => await RunScenarios.ADueTimeRunsOnce(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task RetriesAreRecordedWithTheStep() => await RunScenarios.RetriesAreRecordedWithTheStep(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AFailedStepEndsTheRunWithItsWords() => await RunScenarios.AFailedStepEndsTheRunWithItsWords(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task CancellingReachesAStepThatIsUnderWay() => await RunScenarios.CancellingReachesAStepThatIsUnderWay(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AMissingReferenceNamesTheNearestPath() => await RunScenarios.AMissingReferenceNamesTheNearestPath(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task InputsAreRecordedAsPeopleMaySeeThem() => await RunScenarios.InputsAreRecordedAsPeopleMaySeeThem(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AStepWhoseErrorsAreIgnoredLetsTheRunGoOn() => await RunScenarios.AStepWhoseErrorsAreIgnoredLetsTheRunGoOn(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task LimitsEndStepsAndRuns() => await RunScenarios.LimitsEndStepsAndRuns(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task ARunThatRepeatsAnotherHasItsPayload() => await RunScenarios.ARunThatRepeatsAnotherHasItsPayload(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task ACrashedRunGoesOnAtTheStepInFlight() => await TakeOverScenarios.ACrashedRunGoesOnAtTheStepInFlight(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task RunsOfAProcessThatIsGoneFromThisMachineAreTakenOverAtOnce() => await TakeOverScenarios.RunsOfAProcessThatIsGoneFromThisMachineAreTakenOverAtOnce(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AFormerOwnerWritesNothing() => await TakeOverScenarios.AFormerOwnerWritesNothing(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AProcessThatCannotRenewItsLeaseStopsItsRuns() => await TakeOverScenarios.AProcessThatCannotRenewItsLeaseStopsItsRuns(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task ACleanEndReleasesRunsForTheNextStart() => await TakeOverScenarios.ACleanEndReleasesRunsForTheNextStart(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AWaitingRunIsClaimedByOneOfTwo() => await TakeOverScenarios.AWaitingRunIsClaimedByOneOfTwo(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task CancellingReachesARunOfAnotherProcess() => await TakeOverScenarios.CancellingReachesARunOfAnotherProcess(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AStepThatAFormerOwnerCommittedLateIsNotRunAgain() => await TakeOverScenarios.AStepThatAFormerOwnerCommittedLateIsNotRunAgain(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task NoStoredColumnHoldsASecretInAnyEncoding() => await SecretScenarios.NoStoredColumnHoldsASecretInAnyEncoding(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AResumedRunGetsExactOutputsAndThePinnedValues() => await SecretScenarios.AResumedRunGetsExactOutputsAndThePinnedValues(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task ARunOutlivesItsConnectionWithThePinnedValues() => await SecretScenarios.ARunOutlivesItsConnectionWithThePinnedValues(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AChangedValueHoldsFromTheNextRunOn() => await SecretScenarios.AChangedValueHoldsFromTheNextRunOn(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task ATestRunOfADraftFallsBackAndSaysSo() => await SecretScenarios.ATestRunOfADraftFallsBackAndSaysSo(await RunnerDatabase.SqliteAsync());

    [Fact]
    public async Task AValueThatCannotBeDecryptedFailsTheRunByName() => await SecretScenarios.AValueThatCannotBeDecryptedFailsTheRunByName(await RunnerDatabase.SqliteAsync());
}
