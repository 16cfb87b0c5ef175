using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Processes;

namespace ConnectionsConsole.Tests.EndToEnd.Demo;

/// <summary>The first README command, as a newcomer types it.</summary>
public sealed partial class DemoExitTests
{
    private static readonly (string Customer, string Creature)[] s_pictures = [("Smith Rocket Company", "pikachu"), ("FTL Rockets", "onix")];

    [Fact]
    public async Task Exit_RunsBothInstances_AndTheSecondTimeSeedsNothing()
    {
        using var folder = new DemoFolder();

        var output = await folder.SucceedAsync();
        foreach (var (customer, _) in s_pictures)
        {
            var lines = output.Split('\n').Where(line => line.StartsWith($"[{customer}]", StringComparison.Ordinal)).ToList();
            Assert.Equal(["Path Helper", "Get Pokemon Data", "Get Pokemon Avatar", "Save PNG"], lines.SelectMany(line => FinishedStep().Matches(line)).Select(step => step.Groups["step"].Value));
            Assert.Equal($"[{customer}] run succeeded", lines[^1]);
        }

        Assert.Contains(folder.Pictures, output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", output, StringComparison.Ordinal);
        Assert.Equal((2, 2, 8), (folder.Count("Customers"), folder.Count("Runs"), folder.Count("StepRuns")));
        await PicturesAreThoseOfTheSandboxAsync(folder);

        output = await folder.SucceedAsync();
        Assert.DoesNotContain("Setting up", output, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(output, "has its run already"));
        Assert.Equal((2, 2, 8), (folder.Count("Customers"), folder.Count("Runs"), folder.Count("StepRuns")));
    }

    [Fact]
    public async Task RelativeDataFolder_IsTheCallers_AlsoWithSpaces()
    {
        using var parent = new TemporaryDirectory();
        await using var demo = ConsoleProcess.Start(["demo", "--exit", "--data", "my demo/of today"], workingDirectory: parent.Path);
        Assert.True(await demo.WaitForExitAsync() == 0, demo.Output);
        Assert.True(File.Exists(parent.Combine("my demo", "of today", "sandbox", "s3", "pokemon-avatars", "FTL Rockets.png")));
    }

    [Fact]
    public async Task ForeignFolder_IsRefused_AndLeftAsItWas()
    {
        using var folder = new DemoFolder();
        Directory.CreateDirectory(folder.Path);
        var file = Path.Combine(folder.Path, "thesis.txt");
        await File.WriteAllTextAsync(file, "mine");

        await using var demo = folder.Start("demo", "--exit");

        Assert.Equal(2, await demo.WaitForExitAsync());
        Assert.Equal($"The folder {folder.Path} is not empty and no demo made it: name another folder with --data.", demo.Output);
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Empty_HasSandboxAndOrganization_AndNothingElse()
    {
        using var folder = new DemoFolder();
        var (exitCode, output) = await folder.RunAsync("demo", "--exit", "--empty");
        Assert.True(exitCode == 0, output);
        Assert.Equal("demo: 0 runs succeeded, 0 failed", output.Split('\n')[^1]);
        Assert.Equal(["Acme SaaS"], folder.Query("""SELECT "Name" FROM "Organizations" """, row => row.GetString(0)));
        Assert.Equal((0, 0, 0), (folder.Count("Customers"), folder.Count("Integrations"), folder.Count("OrganizationConnections")));
        Assert.True(Directory.Exists(folder.Pictures));
    }

    [Fact]
    public async Task DatabaseOfTheEnvironment_IsNotTheDemos()
    {
        using var folder = new DemoFolder();
        var other = Path.Combine(folder.Parent, "production.db");
        await using var demo = ConsoleProcess.Start(["demo", "--exit", "--empty", "--data", folder.Path],
            environment: new Dictionary<string, string?> { ["Database__ConnectionString"] = $"Data Source={other}" });
        Assert.True(await demo.WaitForExitAsync() == 0, demo.Output);
        Assert.False(File.Exists(other));
        Assert.True(File.Exists(Path.Combine(folder.Path, "console.db")));
    }

    private static async Task PicturesAreThoseOfTheSandboxAsync(DemoFolder folder)
    {
        using var parent = new TemporaryDirectory();
        await using var sandbox = ConsoleProcess.Start(["sandbox", "--data", parent.Path]);
        var address = new Uri((await sandbox.WaitForLineAsync(SandboxLine())).Groups["address"].Value);
        foreach (var (customer, creature) in s_pictures)
        {
            var document = JsonDocument.Parse(await DemoFolder.DownloadAsync(new Uri(address, $"api/v2/pokemon/{creature}")));
            var served = await DemoFolder.DownloadAsync(new Uri(document.RootElement.GetProperty("sprites").GetProperty("front_default").GetString()!));
            Assert.Equal([0x89, 0x50, 0x4E, 0x47], served[..4]);
            Assert.Equal(served, await File.ReadAllBytesAsync(Path.Combine(folder.Pictures, $"{customer}.png")));
        }
    }

    [GeneratedRegex(@"✓ (?<step>.+?) \(", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FinishedStep();

    [GeneratedRegex(@"^Sandbox: (?<address>\S+)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SandboxLine();
}
