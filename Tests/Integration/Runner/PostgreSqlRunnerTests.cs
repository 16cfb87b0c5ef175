using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>The runner on PostgreSQL.</summary>
public sealed class PostgreSqlRunnerTests
{
    [PostgreSqlFact]
    public async Task StepsRunInOrderAndTheJournalHoldsThem() => await RunScenarios.StepsRunInOrderAndTheJournalHoldsThem(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task TheNextStepDoesNotBeginBeforeItsPredecessorIsCommitted() => await RunScenarios.TheNextStepDoesNotBeginBeforeItsPredecessorIsCommitted(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task ARunThatWaitsIsNotOvertakenByThoseThatComeLater() => await RunScenarios.ARunThatWaitsIsNotOvertakenByThoseThatComeLater(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task ADueTimeRunsOnce() => await RunScenarios.ADueTimeRunsOnce(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task ACrashedRunGoesOnAtTheStepInFlight() => await TakeOverScenarios.ACrashedRunGoesOnAtTheStepInFlight(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task RunsOfAProcessThatIsGoneFromThisMachineAreTakenOverAtOnce() => await TakeOverScenarios.RunsOfAProcessThatIsGoneFromThisMachineAreTakenOverAtOnce(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AFormerOwnerWritesNothing() => await TakeOverScenarios.AFormerOwnerWritesNothing(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AProcessThatCannotRenewItsLeaseStopsItsRuns() => await TakeOverScenarios.AProcessThatCannotRenewItsLeaseStopsItsRuns(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task ACleanEndReleasesRunsForTheNextStart() => await TakeOverScenarios.ACleanEndReleasesRunsForTheNextStart(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AWaitingRunIsClaimedByOneOfTwo() => await TakeOverScenarios.AWaitingRunIsClaimedByOneOfTwo(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task CancellingReachesARunOfAnotherProcess() => await TakeOverScenarios.CancellingReachesARunOfAnotherProcess(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AStepThatAFormerOwnerCommittedLateIsNotRunAgain() => await TakeOverScenarios.AStepThatAFormerOwnerCommittedLateIsNotRunAgain(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task NoStoredColumnHoldsASecretInAnyEncoding() => await SecretScenarios.NoStoredColumnHoldsASecretInAnyEncoding(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AResumedRunGetsExactOutputsAndThePinnedValues() => await SecretScenarios.AResumedRunGetsExactOutputsAndThePinnedValues(await RunnerDatabase.PostgreSqlAsync());
}

/// <summary>What hangs on the database least, and what takes long.</summary>
[Trait("Suite", "Long")]
public sealed class PostgreSqlRunnerLongTests
{
    [PostgreSqlFact]
    public async Task TwoHundredRunsAtOnceAllEnd() => await RunScenarios.TwoHundredRunsAtOnceAllEnd(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task RetriesAreRecordedWithTheStep() => await RunScenarios.RetriesAreRecordedWithTheStep(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AFailedStepEndsTheRunWithItsWords() => await RunScenarios.AFailedStepEndsTheRunWithItsWords(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task CancellingReachesAStepThatIsUnderWay() => await RunScenarios.CancellingReachesAStepThatIsUnderWay(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AMissingReferenceNamesTheNearestPath() => await RunScenarios.AMissingReferenceNamesTheNearestPath(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task InputsAreRecordedAsPeopleMaySeeThem() => await RunScenarios.InputsAreRecordedAsPeopleMaySeeThem(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AStepWhoseErrorsAreIgnoredLetsTheRunGoOn() => await RunScenarios.AStepWhoseErrorsAreIgnoredLetsTheRunGoOn(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task LimitsEndStepsAndRuns() => await RunScenarios.LimitsEndStepsAndRuns(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task ARunThatRepeatsAnotherHasItsPayload() => await RunScenarios.ARunThatRepeatsAnotherHasItsPayload(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task ARunOutlivesItsConnectionWithThePinnedValues() => await SecretScenarios.ARunOutlivesItsConnectionWithThePinnedValues(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AChangedValueHoldsFromTheNextRunOn() => await SecretScenarios.AChangedValueHoldsFromTheNextRunOn(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task ATestRunOfADraftFallsBackAndSaysSo() => await SecretScenarios.ATestRunOfADraftFallsBackAndSaysSo(await RunnerDatabase.PostgreSqlAsync());

    [PostgreSqlFact]
    public async Task AValueThatCannotBeDecryptedFailsTheRunByName() => await SecretScenarios.AValueThatCannotBeDecryptedFailsTheRunByName(await RunnerDatabase.PostgreSqlAsync());
}
