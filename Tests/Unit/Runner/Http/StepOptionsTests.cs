using ConnectionsConsole.Infrastructure.Runner.Http;
using ConnectionsConsole.Infrastructure.Runner.S3;

namespace ConnectionsConsole.Tests.Unit.Runner.Http;

public sealed class StepOptionsTests
{
    [Fact]
    public void Validate_WithDefaults_Succeeds()
    {
        Assert.True(new HttpStepOptionsValidator().Validate(null, new HttpStepOptions()).Succeeded);
        Assert.True(new S3StepOptionsValidator().Validate(null, new S3StepOptions()).Succeeded);
    }

    [Fact]
    public void Validate_WithSeveralProblems_NamesEverySettingAtOnce()
    {
        var http = new HttpStepOptionsValidator().Validate(
            null, new HttpStepOptions { LongestTimeout = TimeSpan.Zero, Timeout = TimeSpan.FromMinutes(1), MaxResponseBytes = -1 });
        var s3 = new S3StepOptionsValidator().Validate(null, new S3StepOptions { Timeout = TimeSpan.FromHours(1), MaxObjectBytes = 0 });

        Assert.Collection(
            http.Failures!.Concat(s3.Failures!),
            problem => Assert.StartsWith("Runner:Http:LongestTimeout ", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("Runner:Http:Timeout ", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("Runner:Http:MaxResponseBytes ", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("Runner:S3:Timeout ", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("Runner:S3:MaxObjectBytes ", problem, StringComparison.Ordinal));
    }
}
