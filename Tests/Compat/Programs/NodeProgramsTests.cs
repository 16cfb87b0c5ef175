using System.Text.Json;
using Acornima;
using ConnectionsConsole.Tests.Compat.Oracle;
using Jint;
using Jint.Runtime;

namespace ConnectionsConsole.Tests.Compat.Programs;

/// <summary>Small programs run in Jint print what they print in Node: values, kinds of errors, order of microtasks.</summary>
public class NodeProgramsTests
{
    private const string Prelude = "globalThis.print = (...values) => { emit(values.map(String).join(' ')); }";

    [Fact]
    public void Programs_PrintWhatNodePrints()
    {
        var programs = Programs();
        Assert.True(programs.Count >= 200, $"Only {programs.Count} programs were read.");
        var expected = RunInNode();
        Assert.Equal(programs.Count, expected.Count);

        Assert.All(programs.Zip(expected), pair =>
            Assert.True(pair.Second.SequenceEqual(RunInJint(pair.First)), $"{pair.First}\nNode: {Text(pair.Second)}\nJint: {Text(RunInJint(pair.First))}"));
    }

    [Fact]
    public void PreparedPrograms_PrintTheSame()
    {
        Assert.All(Programs().Where(program => !program.Contains("return", StringComparison.Ordinal)), program =>
            Assert.Equal(RunInJint(program), RunInJint(program, isPrepared: true)));
    }

    private static List<string> RunInJint(string program, bool isPrepared = false)
    {
        var lines = new List<string>();
        using var engine = new Engine();
        engine.SetValue("emit", new Action<string>(lines.Add));
        engine.Execute(Prelude);
        try
        {
            if (isPrepared)
            {
                engine.Execute(Engine.PrepareScript(program));
            }
            else
            {
                engine.Execute(program);
            }
        }
        catch (JavaScriptException thrown)
        {
            lines.Add($"throws {thrown.Error.Get("name")}");
        }
        catch (Exception refused) when (refused is ScriptPreparationException or ParseErrorException)
        {
            lines.Add("throws SyntaxError");
        }

        engine.Advanced.ProcessTasks();
        return lines;
    }

    private static List<string> Programs() =>
        [.. File.ReadAllLines(SourceFile()).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Replace('⏎', '\n'))];

    private static List<List<string>> RunInNode()
    {
        using var node = OracleTools.StartNode("../Programs/run-programs.mjs", [SourceFile()]);
        var lines = new List<List<string>>();
        while (node.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(JsonSerializer.Deserialize<List<string>>(line)!);
        }

        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return lines;
    }

    private static string SourceFile() => Path.GetFullPath(Path.Combine(OracleTools.Folder, "..", "Compat", "Programs", "programs.txt"));

    private static string Text(List<string> lines) => JsonSerializer.Serialize(lines);
}
