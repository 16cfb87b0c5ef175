using System.Text.RegularExpressions;
using ConnectionsConsole.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.Integration.CommandLine;

/// <summary>The operator's commands on an organization with something in it.</summary>
public sealed partial class DemoCommandTests(DemoData demo) : IClassFixture<DemoData>
{
    [Fact]
    public async Task Run_OfAnUnknownInstance_IsRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["run", "Avatar sync for nobody", "--data", demo.Folder]);
        Assert.Equal("There is no instance \"Avatar sync for nobody\": give the name or the id of one (Instances page).", sentence);

        sentence = await ConsoleCommand.RefusedAsync(["run", Guid.NewGuid().ToString(), "--data", demo.Folder]);
        Assert.Contains("instance", sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Run_ThatFails_EndsWithOne_AndSaysWhereAndWhy()
    {
        // Without the demo's sandbox nobody answers, and the guard opens no address of this machine anyway.
        var run = await ConsoleCommand.RunAsync(["run", "avatar sync for ftl rockets", "--data", demo.Folder]);
        Assert.True(run.ExitCode == 1, run.Output);
        Assert.Matches("run failed in step \"Get Pokemon Data\" \\(\\w+\\): .+", run.Output);
        Assert.Contains("Egress:Allow", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAnUnknownFlow_IsRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["run", "Avatar sync for FTL Rockets", "--flow", "nowhere", "--data", demo.Folder]);
        Assert.Contains("flow", sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task User_IsCreatedOnce_AndGetsAnotherPassword()
    {
        var created = await ConsoleCommand.SucceedAsync("user", "create", "ann@example.com", "--role", "builder", "--role", "support", "--name", "Ann", "--data", demo.Folder);
        var first = Password().Match(created.Output).Groups["password"].Value;
        Assert.Equal(20, first.Length);

        var sentence = await ConsoleCommand.RefusedAsync(["user", "create", "ann@example.com", "--role", "viewer", "--data", demo.Folder]);
        Assert.Contains("ann@example.com", sentence, StringComparison.Ordinal);
        await ConsoleCommand.RefusedAsync(["user", "create", "not an address", "--role", "viewer", "--data", demo.Folder]);

        var reset = await ConsoleCommand.SucceedAsync("user", "reset-password", "ANN@example.com", "--data", demo.Folder);
        Assert.NotEqual(first, Password().Match(reset.Output).Groups["password"].Value);
    }

    [Fact]
    public async Task Keys_AreRotated_AndTheConsoleGoesOn()
    {
        using var copy = new TemporaryDirectory();
        var folder = copy.Combine("data");
        TemporaryDirectory.CopyFolder(demo.Folder, folder);
        var rotated = await ConsoleCommand.RunAsync(["keys", "rotate", "--data", folder], ("Secrets__CurrentKeyRefresh", "00:00:00.1"));
        Assert.True(rotated.ExitCode == 0, rotated.Output);
        Assert.Contains("1 organizations have a new data key", rotated.Output, StringComparison.Ordinal);

        var master = await ConsoleCommand.SucceedAsync("keys", "rotate", "--master", "--data", folder);
        Assert.Contains("wrapped under the current master key", master.Output, StringComparison.Ordinal);

        var again = await ConsoleCommand.SucceedAsync("demo", "--exit", "--data", folder);
        Assert.Contains("demo: 2 runs succeeded, 0 failed", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditLog_IsVerified_AndALineThatWasAlteredIsNamed()
    {
        using var copy = new TemporaryDirectory();
        var folder = copy.Combine("data");
        TemporaryDirectory.CopyFolder(demo.Folder, folder);
        var whole = await ConsoleCommand.SucceedAsync("audit", "verify", "--data", folder);
        Assert.Matches("^[^:]+: [0-9,]+ lines, all as they were written\\.$", whole.Output);

        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "console.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """UPDATE "AuditEntries" SET "ActorName" = 'Somebody else' WHERE "Sequence" = 3""";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var altered = await ConsoleCommand.RunAsync(["audit", "verify", "--data", folder]);
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("Line 3 of the audit log is not as it was written. The 2 lines before it are as they were written.", altered.Errors, StringComparison.Ordinal);

        var sentence = await ConsoleCommand.RefusedAsync(["audit", "verify", "--organization", "Nobody", "--data", folder]);
        Assert.StartsWith("There is no organization \"Nobody\"", sentence, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"can sign in with the password (?<password>\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
