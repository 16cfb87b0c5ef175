using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Infrastructure.Runner;
using ConnectionsConsole.Infrastructure.Runner.Execution;

namespace ConnectionsConsole.Tests.Unit.Runner;

public sealed class RetryPlanTests
{
    private static readonly RunnerOptions s_options = new();

    [Theory]
    [InlineData(FailureCategory.Transient, 0, 200)]
    [InlineData(FailureCategory.Transient, 1, 400)]
    [InlineData(FailureCategory.Transient, 2, 800)]
    [InlineData(FailureCategory.Transient, 3, null)]
    [InlineData(FailureCategory.RateLimit, 0, 1000)]
    [InlineData(FailureCategory.RateLimit, 2, 4000)]
    [InlineData(FailureCategory.RateLimit, 3, null)]
    [InlineData(FailureCategory.Configuration, 0, null)]
    [InlineData(FailureCategory.Credentials, 0, null)]
    [InlineData(FailureCategory.Permanent, 0, null)]
    public void WithoutAPolicy_TheCategoryDecides(FailureCategory category, int done, int? milliseconds) =>
        Assert.Equal(milliseconds, Delay(null, new StepFailure(category, "m"), done));

    [Theory]
    [InlineData(30, 30_000)]
    [InlineData(600, 60_000)]
    [InlineData(0, 1_000)]
    public void ARateLimit_WaitsAsLongAsAskedButNotForEver(int seconds, int milliseconds) =>
        Assert.Equal(milliseconds, Delay(null, new StepFailure(FailureCategory.RateLimit, "m", RetryAfter: TimeSpan.FromSeconds(seconds)), 0));

    [Theory]
    [InlineData(FailureCategory.Transient, false, 0, 50)]
    [InlineData(FailureCategory.Transient, false, 1, 100)]
    [InlineData(FailureCategory.Transient, false, 2, null)]
    [InlineData(FailureCategory.Permanent, false, 0, null)]
    [InlineData(FailureCategory.Permanent, true, 0, 50)]
    public void TheInputsOfTheStep_OverrideTheCategory(FailureCategory category, bool onAll, int done, int? milliseconds) =>
        Assert.Equal(milliseconds, Delay(null, new StepFailure(category, "m", RetryPolicy: new StepRetryPolicy(2, TimeSpan.FromMilliseconds(50), true, onAll)), done));

    [Theory]
    [InlineData(0, 2_000)]
    [InlineData(1, 4_000)]
    [InlineData(2, null)]
    public void TheErrorHandlingOfTheStep_OverridesBoth(int done, int? milliseconds) =>
        Assert.Equal(milliseconds, Delay(
            new ErrorHandling(ErrorHandler.Retry, 2, 2, UsesExponentialBackoff: true),
            new StepFailure(FailureCategory.Permanent, "m", RetryPolicy: new StepRetryPolicy(0, TimeSpan.Zero, false, false)), done));

    [Fact]
    public void IgnoringAnError_StillRepeatsWhatMayPass() =>
        Assert.Equal(200, Delay(new ErrorHandling(ErrorHandler.Ignore), new StepFailure(FailureCategory.Transient, "m"), 0));

    [Fact]
    public void Jitter_LengthensByHalfAtMost() =>
        Assert.Equal(300, RetryPlan.NextDelay(null, new StepFailure(FailureCategory.Transient, "m"), 0, s_options, 1)!.Value.TotalMilliseconds);

    private static int? Delay(ErrorHandling? handling, StepFailure failure, int done) =>
        (int?)RetryPlan.NextDelay(handling, failure, done, s_options, 0)?.TotalMilliseconds;
}
