using System.Net;
using System.Text.Json;
using ConnectionsConsole.Tests.Support;
using ConnectionsConsole.Tests.Support.Processes;
using Microsoft.Data.Sqlite;

namespace ConnectionsConsole.Tests.EndToEnd.Demo;

/// <summary>One finished step as the journal kept it.</summary>
internal sealed record StepRow(long Run, long Ordinal, string Name, string StartedAt);

/// <summary>A data folder of demos, and what stands in it.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly TemporaryDirectory _parent = new();

    public DemoFolder(string name = "demo") => Path = _parent.Combine(name);

    /// <summary>A folder with all that is in <paramref name="other"/>, which no console may be using.</summary>
    public static DemoFolder CopyOf(DemoFolder other)
    {
        var copy = new DemoFolder();
        TemporaryDirectory.CopyFolder(other.Path, copy.Path);
        return copy;
    }

    /// <summary>Does not exist before the first demo.</summary>
    public string Path { get; }

    public string Parent => _parent.Path;

    public string Pictures => System.IO.Path.Combine(Path, "sandbox", "s3", "pokemon-avatars");

    /// <summary>Where the sandbox listened, and listens again.</summary>
    public int SandboxPort => JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Path, "demo.json"))).RootElement.GetProperty(nameof(SandboxPort)).GetInt32();

    public ConsoleProcess Start(params string[] arguments) => ConsoleProcess.Start([.. arguments, "--data", Path]);

    /// <summary>Runs a demo to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        return (await process.WaitForExitAsync(), process.Output);
    }

    /// <summary>Runs <c>demo --exit</c>, which has to succeed.</summary>
    public async Task<string> SucceedAsync()
    {
        var (exitCode, output) = await RunAsync("demo", "--exit");
        Assert.True(exitCode == 0, output);
        Assert.Equal("demo: 2 runs succeeded, 0 failed", output.Split('\n')[^1]);
        return output;
    }

    public List<StepRow> Steps() => Query(
        """SELECT "RunSequence", "Ordinal", "StepName", "StartedAt" FROM "StepRuns" ORDER BY "RunSequence", "Ordinal" """,
        row => new StepRow(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetValue(3).ToString()!));

    /// <summary>How often a code step logged its line: once for each time that it was executed to its end.</summary>
    public int CodeStepLines() => Query("""SELECT "Message" FROM "RunLogLines" WHERE "Message" LIKE 'building paths for%'""", row => row.GetString(0)).Count;

    public long Count(string table) => Query($"""SELECT COUNT(*) FROM "{table}" """, row => row.GetInt64(0))[0];

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = System.IO.Path.Combine(Path, "console.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>What an answer of the sandbox holds.</summary>
    public static async Task<byte[]> DownloadAsync(Uri address)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _parent.Dispose();
}
