using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectionsConsole.Tests.Support.Processes;

namespace ConnectionsConsole.Tests.Unit.GraphQL.Oracle;

/// <summary>A request for both implementations.</summary>
public sealed record Sample(
    [property: JsonPropertyName("query")] string Query,
    [property: JsonPropertyName("variables")] JsonElement? Variables = null,
    [property: JsonPropertyName("operationName")] string? OperationName = null,
    [property: JsonPropertyName("execute")] bool Execute = false);

/// <param name="Value">"syntax", "invalid" or "valid".</param>
/// <param name="Rules">The rules that an invalid document breaks.</param>
/// <param name="Result">What an executed document was answered.</param>
public sealed record Verdict(
    [property: JsonPropertyName("verdict")] string Value,
    [property: JsonPropertyName("rules")] IReadOnlyList<string>? Rules = null,
    [property: JsonPropertyName("result")] JsonElement? Result = null,
    [property: JsonPropertyName("message")] string? Message = null);

/// <summary>npm's graphql, by way of <c>Tests/tools/graphql-oracle.js</c>.</summary>
internal static class ReferenceImplementation
{
    private static readonly TimeSpan s_failsafe = TimeSpan.FromMinutes(10);

    public static Task<IReadOnlyList<Verdict>> JudgeAsync(string sdl, IReadOnlyList<Sample> documents) =>
        CallAsync<IReadOnlyList<Verdict>>("judge", new { sdl, documents });

    public static Task<IReadOnlyList<SchemaVerdict>> JudgeSchemasAsync(IReadOnlyList<string> texts) => CallAsync<IReadOnlyList<SchemaVerdict>>("judgeSchemas", texts);

    public static async Task<T> CallAsync<T>(string function, object? input) =>
        await NodeProcess.EvaluateAsync<T>($"async input => (await import('./graphql-oracle.js')).{function}(input)", input, s_failsafe);
}

public sealed record SchemaVerdict(bool Valid, string? Message, bool Syntax);
