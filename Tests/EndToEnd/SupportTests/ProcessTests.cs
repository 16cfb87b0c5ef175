using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.EndToEnd.Running;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.EndToEnd.SupportTests;

[Trait("Suite", "Long")]
public sealed partial class ProcessTests
{
    [Fact]
    public async Task ChildProcess_GivesOutputAndExitCode()
    {
        await using var process = ChildProcess.Start("bash", ["-c", "read -r line; echo \"got $line\"; echo wrong >&2; exit 3"], input: "this\n");
        Assert.Equal(3, await process.WaitForExitAsync());
        Assert.Contains("got this", process.Output, StringComparison.Ordinal);
        Assert.Equal("wrong", process.ErrorOutput);
    }

    [Fact]
    public async Task WaitForLine_WhenTheProgramEndsWithoutIt_ShowsTheOutput()
    {
        await using var process = ChildProcess.Start("bash", ["-c", "echo something else"]);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => process.WaitForLineAsync(Ready()));
        Assert.Contains("ended without a line", exception.Message, StringComparison.Ordinal);
        Assert.Contains("something else", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForLine_WhenTheFailsafeStrikes_ShowsTheOutput()
    {
        await using var process = ChildProcess.Start("bash", ["-c", "echo starting; exec sleep 600"]);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => process.WaitForLineAsync(Ready(), TimeSpan.FromMilliseconds(50)));
        Assert.Contains("in time", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminate_LetsTheProgramEndInItsOwnWay_KillDoesNot()
    {
        string[] script = ["-c", "trap 'echo ending; exit 7' TERM; echo ready; while :; do sleep 0.05; done"];
        await using var asked = ChildProcess.Start("bash", script);
        await asked.WaitForLineAsync(Ready());
        Assert.Equal(7, await asked.TerminateAsync());
        Assert.Contains("ending", asked.Output, StringComparison.Ordinal);

        await using var killed = ChildProcess.Start("bash", script);
        await killed.WaitForLineAsync(Ready());
        await killed.KillAsync();
        Assert.True(killed.HasExited);
        Assert.DoesNotContain("ending", killed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_ServesOnTheAddressThatItPrints_AndEndsWhenAsked()
    {
        await using var console = ConsoleUnderTest.With();
        await console.InitializeAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(console.Address);
        Assert.InRange((int)response.StatusCode, 200, 499);

        var before = console.Process.Id;
        await console.KillAndRestartAsync();
        Assert.NotEqual(before, console.Process.Id);
        using var again = await http.GetAsync(console.Address);
        Assert.InRange((int)again.StatusCode, 200, 499);

        Assert.Equal(0, await console.Process.TerminateAsync());
    }

    [NodeFact]
    public async Task Node_EvaluatesAFunction_WithThePackagesOfTheTools()
    {
        const string Function = """async input => { console.log("noise"); return (await import("graphql")).print((await import("graphql")).parse(input.query)); }""";
        Assert.Equal("{\n  a\n}", await NodeProcess.EvaluateAsync<string>(Function, new { query = "{a}" }));
    }

    [NodeFact]
    public async Task Node_WhenTheFunctionThrows_FailsWithItsWords()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => NodeProcess.EvaluateAsync("() => { throw new Error('broken thing') }"));
        Assert.Contains("broken thing", exception.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("^ready$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ready();
}
