using System.Diagnostics;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Runner;
using ConnectionsConsole.Infrastructure.Runner.Execution;
using ConnectionsConsole.Infrastructure.Runner.Nodes;

namespace ConnectionsConsole.Tests.Unit.Runner;

public sealed class RunnerPartsTests
{
    [Theory]
    [InlineData("Get Pokemon Data", "getPokemonData")]
    [InlineData("Save PNG", "savePng")]
    [InlineData("step 2b", "step2B")]
    [InlineData("HTTPResponse", "httpResponse")]
    [InlineData("Don't stop", "dontStop")]
    public void AStep_IsReferencedInCamelCase(string name, string reference) => Assert.Equal(reference, StepName.ToReference(name));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("whole \ud83d\ude00!", "whole \ud83d\ude00!")]
    public void StoredText_TakesOutWhatNoDatabaseKeeps(string text, string stored) => Assert.Equal(stored, StoredText.Clean(text, 100));

    [Fact]
    public void StoredText_TakesOutHalvesOfSurrogatePairs()
    {
        Assert.Equal("half \uFFFD!", StoredText.Clean("half \ud83d!", 100));
        Assert.Equal("end \uFFFD", StoredText.Clean("end \ud83d", 100));
        Assert.Equal("\uFFFD turned \uFFFD", StoredText.Clean("\ude00 turned \ud83d", 100));
    }

    [Fact]
    public void StoredText_SaysWhereItWasCut() => Assert.Equal("abcde... [cut: 8 characters]", StoredText.Clean("abcdefgh", 5));

    [Fact]
    public void TheDefaults_AreValidAndWrongSettingsAreNamed()
    {
        var validator = new RunnerOptionsValidator();
        Assert.True(validator.Validate(null, new RunnerOptions()).Succeeded);
        var wrong = validator.Validate(null, new RunnerOptions { MaximumConcurrentRuns = 0, HeartbeatInterval = TimeSpan.FromSeconds(19) });
        Assert.Equal(2, wrong.Failures!.Count());
        Assert.Contains("Runner:MaximumConcurrentRuns is 0", wrong.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Runner:HeartbeatInterval", wrong.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoExecutorsOfOneAction_AreRefused()
    {
        var action = new ActionKey("code", "runCode");
        var registry = new StepExecutorRegistry([new Executor(action)]);
        Assert.NotNull(registry.Find(action));
        Assert.Null(registry.Find(new ActionKey("code", "other")));
        Assert.Throws<InvalidOperationException>(() => new StepExecutorRegistry([new Executor(action), new Executor(action)]));
    }

    [Fact]
    public async Task AProcess_IsGoneOnlyWhenThatIsCertain()
    {
        var self = ProcessIdentity.Current;
        Assert.False(self.IsCertainlyGone(self.Machine, self.ProcessId, self.StartedAt));
        Assert.True(self.IsCertainlyGone(self.Machine, self.ProcessId, self.StartedAt.AddMinutes(-5)));
        using var ended = Process.Start("/bin/true");
        await ended.WaitForExitAsync();
        Assert.True(self.IsCertainlyGone(self.Machine, ended.Id, DateTime.UtcNow));
        Assert.False(self.IsCertainlyGone("elsewhere", ended.Id, DateTime.UtcNow));
    }

    private sealed class Executor(ActionKey action) : IStepExecutor
    {
        public IReadOnlyCollection<ActionKey> Actions { get; } = [action];

        public Task<StepOutcome> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) => Task.FromResult<StepOutcome>(StepValue.Null);
    }
}
