using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.Support.Http;
using ConnectionsConsole.Tests.Support.Processes;

namespace ConnectionsConsole.Tests.EndToEnd.Demo;

/// <summary>A demo that ran to its end, once for all tests that begin behind it.</summary>
public sealed class FinishedDemo : IAsyncLifetime
{
    private readonly DemoFolder _folder = new();

    public Task InitializeAsync() => _folder.SucceedAsync();

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    internal DemoFolder Copy() => DemoFolder.CopyOf(_folder);
}

/// <summary>kill -9 in the middle of a run, and the same command again: nothing is lost, and no finished step is run again.</summary>
public sealed class KilledRunTests(FinishedDemo demo) : IClassFixture<FinishedDemo>
{
    private const string Creature = "/api/v2/pokemon/onix";
    private const string OtherPicture = "/sprites/pokemon/other.png";
    private static readonly byte[] s_otherPicture = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];

    [Theory]
    [InlineData("GET " + OtherPicture, 2)]
    [InlineData("PUT /pokemon-avatars/FTL%20Rockets.png", 3)]
    public Task RunKilledInAStep_GoesOnWithThatStep(string held, int finished) => KillAndGoOnAsync(held, finished);

    [Fact]
    [Trait("Suite", "Long")]
    public Task RunKilledInItsFirstRequest_GoesOnWithThat() => KillAndGoOnAsync("GET " + Creature, finished: 1);

    /// <summary>
    /// A run is held at one of its steps: the test stands in for the sandbox and lets that step's request wait. What the finished steps brought differs from
    /// what the real sandbox would answer, so the picture in the bucket tells whether one of them was asked again.
    /// </summary>
    private async Task KillAndGoOnAsync(string held, int finished)
    {
        using var folder = demo.Copy();
        var port = folder.SandboxPort;
        var never = new TaskCompletionSource();
        await using (var stand = await TestHttpServer.StartAsync(port: port))
        {
            stand.Answer("GET " + Creature, TestAnswer.Json(new { sprites = new { front_default = stand.Url(OtherPicture) } }));
            stand.Answer("GET " + OtherPicture, TestAnswer.Bytes(s_otherPicture, "image/png"));
            stand.Answer(held, TestAnswer.Empty(200) with { Gate = never.Task });
            await using var running = ConsoleProcess.Start(["run", "Avatar sync for FTL Rockets", "--data", folder.Path],
                environment: new Dictionary<string, string?> { ["Egress__Allow__0"] = $"127.0.0.1:{port}" });
            await stand.WaitForRequestsAsync(finished, TimeSpan.FromMinutes(3));
            await running.KillAsync();
            Assert.Equal([], stand.UnexpectedRequests.Select(request => $"{request.Method} {request.Target}"));
        }

        var before = folder.Steps();
        Assert.Equal(8 + finished, before.Count);

        // Where the next step is the picture, the real sandbox has to have it under the address that the finished step brought.
        if (held.EndsWith(OtherPicture, StringComparison.Ordinal))
        {
            var output = await folder.RunAsync("demo", "--exit");
            Assert.Equal(1, output.ExitCode);
            Assert.Contains("run failed in step \"Get Pokemon Avatar\"", output.Output, StringComparison.Ordinal);
            Assert.Equal(before, folder.Steps()[..before.Count]);

            // The reason is said again where the run has failed before the command begins.
            output = await folder.RunAsync("demo", "--exit");
            Assert.Equal(1, output.ExitCode);
            Assert.Contains("[FTL Rockets] has its run already", output.Output, StringComparison.Ordinal);
            Assert.Contains("[FTL Rockets] run failed in step \"Get Pokemon Avatar\"", output.Output, StringComparison.Ordinal);
            return;
        }

        var resumed = await folder.SucceedAsync();

        Assert.Contains("[FTL Rockets] going on with the run", resumed, StringComparison.Ordinal);
        Assert.Equal(before, folder.Steps()[..before.Count]);
        Assert.Equal(12, folder.Steps().Count);
        Assert.Equal(3, folder.CodeStepLines());
        if (finished == 3)
        {
            Assert.Equal(s_otherPicture, await File.ReadAllBytesAsync(Path.Combine(folder.Pictures, "FTL Rockets.png")));
        }
    }
}

/// <summary>kill -9 at some line of the output, and the same command again.</summary>
public sealed class KilledDemoTests
{
    [Fact]
    public Task DemoKilledBetweenTwoSteps_IsFinishedByTheNext() => KillAndFinishAsync("✓ Get Pokemon Avatar");

    internal static async Task KillAndFinishAsync(params string[] lines)
    {
        using var folder = new DemoFolder();
        foreach (var line in lines)
        {
            await using var demo = folder.Start("demo", "--exit");
            await demo.WaitForLineAsync(new Regex(line, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
            if (!demo.HasExited)
            {
                await demo.KillAsync();
            }
        }

        var before = folder.Count("Runs") == 0 ? [] : folder.Steps();
        await folder.SucceedAsync();

        var after = folder.Steps();
        Assert.Equal((2, 2, 8), (folder.Count("Customers"), folder.Count("Runs"), after.Count));
        Assert.Equal(2, folder.CodeStepLines());
        Assert.All(before, step => Assert.Contains(step, after));
        Assert.Equal(2, Directory.GetFiles(folder.Pictures).Length);
    }
}

/// <summary>The same many times, at changing moments.</summary>
[Trait("Suite", "Long")]
public sealed class RepeatedlyKilledDemoTests
{
    private static readonly string[] s_lines = ["Setting up", "customer connection", "integration", "✓", "✓ Get Pokemon Data", "✓ Get Pokemon Avatar", "✓ Save PNG", "run succeeded"];

    [Fact]
    public async Task DemoKilledFiftyTimes_LosesAndRepeatsNothing()
    {
        for (var round = 0; round < 50; round++)
        {
            await KilledDemoTests.KillAndFinishAsync(s_lines[round % s_lines.Length]);
        }
    }
}
