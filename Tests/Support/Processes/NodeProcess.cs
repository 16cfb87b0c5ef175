using System.Diagnostics;
using System.Text.Json;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Support.Processes;

/// <summary>
/// Node.js, where it is the judge of what is right: the results of its own <c>Buffer</c> or <c>URL</c>, or those of a package of
/// <c>Tests/tools</c>. Tests that use it carry <see cref="NodeFactAttribute"/>.
/// </summary>
public sealed class NodeProcess : ChildProcess
{
    // JSON comes in on standard input and goes out as the last line of standard output, whatever the code itself prints.
    private const string Frame = """
        import { readFileSync } from "node:fs";
        const input = JSON.parse(readFileSync(0, "utf8"));
        const run = RUN;
        const output = await run(input);
        process.stdout.write("\n" + JSON.stringify(output ?? null) + "\n");
        """;

    private NodeProcess(ProcessStartInfo startInfo, string? input)
        : base(startInfo, input)
    {
    }

    private static string ToolsFolder => RepositoryRoot.Combine("Tests", "tools");

    /// <summary>Starts a script of <c>Tests/tools</c> that goes on running; its standard input stays open as long as this object.</summary>
    public static NodeProcess Start(string script, params string[] arguments) =>
        new(StartInfo(Requirement.Node.Value, [Path.Combine(ToolsFolder, script), .. arguments], ToolsFolder), input: null);

    /// <summary>Evaluates a JavaScript function of one argument, which may be async and may import packages of <c>Tests/tools</c>.</summary>
    /// <param name="function">Its text, such as <c>async input => (await import("graphql")).parse(input.source)</c>.</param>
    /// <param name="input">Its argument, sent as JSON.</param>
    /// <param name="failsafe">How long it may take; by default 60 s.</param>
    /// <returns>What it returned, as JSON has it: <c>undefined</c> becomes null.</returns>
    /// <exception cref="InvalidOperationException">It threw, or the failsafe struck.</exception>
    public static async Task<JsonElement> EvaluateAsync(string function, object? input = null, TimeSpan? failsafe = null)
    {
        var code = Frame.Replace("RUN", function, StringComparison.Ordinal);
        var startInfo = StartInfo(Requirement.Node.Value, ["--input-type=module", "--eval", code], ToolsFolder);
        await using var process = new NodeProcess(startInfo, JsonSerializer.Serialize(input));
        var exitCode = await process.WaitForExitAsync(failsafe);
        return exitCode == 0
            ? JsonSerializer.Deserialize<JsonElement>(process.Output.TrimEnd().Split('\n')[^1])
            : throw process.Failure($"ended with exit code {exitCode}");
    }

    /// <inheritdoc cref="EvaluateAsync(string, object, TimeSpan?)"/>
    public static async Task<T> EvaluateAsync<T>(string function, object? input = null, TimeSpan? failsafe = null) =>
        (await EvaluateAsync(function, input, failsafe)).Deserialize<T>(JsonSerializerOptions.Web)!;
}
