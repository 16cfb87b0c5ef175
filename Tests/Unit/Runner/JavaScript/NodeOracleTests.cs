using System.Text.Json;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Unit.Runner.JavaScript;

/// <summary>Each line of <see cref="NodeOracleScripts"/> is an expression that Node and the code step must give the same JSON for; an error counts by name, code and message.</summary>
public sealed class NodeOracleTests : IDisposable
{
    private const string InNode = """
        async (scripts) => {
          const { createRequire } = await import("node:module");
          const require = createRequire(process.cwd() + "/");
          const out = [];
          for (const text of scripts) out.push(await new Function("require", "return " + text)(require));
          return out;
        }
        """;

    private readonly CodeStep _step = new();

    public void Dispose() => _step.Dispose();

    [NodeFact]
    public async Task HostFunctions_GiveWhatNodeGives()
    {
        var expressions = NodeOracleScripts.All;
        var scripts = expressions.Select(Wrap).ToList();
        var expected = (await NodeProcess.EvaluateAsync(InNode, scripts)).EnumerateArray().Select(e => e.GetString()!).ToList();
        var different = new List<string>();
        for (var i = 0; i < expressions.Count; i++)
        {
            var outcome = await _step.RunAsync($"module.exports = async () => ({{ data: await {scripts[i]} }});");
            var actual = outcome.Output is global::ConnectionsConsole.Domain.Runs.Execution.JsonStepValue json ? JsonSerializer.Deserialize<string>(json.ToString()) : outcome.Failure?.Message;
            if (actual != expected[i])
            {
                different.Add($"{expressions[i]}\n   Node: {expected[i]}\n   ours: {actual}");
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} of {expressions.Count} differ:\n{string.Join('\n', different)}");
        Assert.True(expressions.Count >= 150, $"Only {expressions.Count} scripts");
    }

    // Node must answer as JSON text too: what JSON leaves out must be left out by both.
    private static string Wrap(string expression) =>
        $"(async () => {{ try {{ return JSON.stringify([await ({expression})]) }} catch (e) {{ return JSON.stringify({{ name: e.name, code: e.code, message: e.message }}) }} }})()";
}
