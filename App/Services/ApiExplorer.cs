using System.Buffers;
using System.Text.Json;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Language;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.Domain.Shared;

namespace ConnectionsConsole.App.Services;

/// <summary>What the API answered, and what it took.</summary>
internal sealed record ApiAnswer(JsonElement Json, TimeSpan Took, int Bytes);

/// <summary>Asks the API as the signed-in person, inside the process: no token, and what the person's roles allow.</summary>
internal sealed class ApiExplorer(GraphQLEngine engine, CurrentUser user, RequestSender sender, TimeProvider time, ILogger<ApiExplorer> logger)
{
    /// <summary>The introspection query of the reference implementation, as far as the page needs it.</summary>
    private const string Introspection = """
        query Introspection {
          __schema {
            queryType { name } mutationType { name } subscriptionType { name }
            types {
              kind name description
              fields(includeDeprecated: true) { name description isDeprecated deprecationReason args { ...Input } type { ...Ref } }
              inputFields { ...Input }
              interfaces { ...Ref } possibleTypes { ...Ref }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
            }
            directives { name description args { ...Input } }
          }
        }
        fragment Input on __InputValue { name description type { ...Ref } defaultValue }
        fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } }
        """;

    public async Task<JsonElement?> ReadSchemaAsync(CancellationToken cancellationToken) =>
        (await AskAsync(Introspection, "", null, cancellationToken)).TryGet(out var answer, out _) && answer.Json.TryGetProperty("data", out var data) ? data : null;

    /// <summary>The names of the document's operations; empty where it cannot be read, or holds one without a name.</summary>
    public static IReadOnlyList<string> Operations(string document)
    {
        try
        {
            return [.. Parser.Parse(document).Definitions.OfType<OperationDefinition>().Select(o => o.Name).OfType<string>()];
        }
        catch (GraphQLSyntaxException)
        {
            // Running it says where and why.
            return [];
        }
    }

    /// <param name="variables">A JSON object; empty for none.</param>
    /// <param name="operation">Null where the document holds one operation.</param>
    public async Task<Result<ApiAnswer>> AskAsync(string document, string variables, string? operation, CancellationToken cancellationToken)
    {
        if (await user.GetAsync() is not { } current)
        {
            return new ForbiddenError("Your session has ended. Sign in again.");
        }

        if (!TryReadVariables(variables, out var given))
        {
            return new InvalidError("variables", "The variables are no JSON object, such as { \"id\": \"...\" }.");
        }

        var started = time.GetTimestamp();
        var session = new ApiSession(sender, current.Actor, current.OrganizationId, Describe, cancellationToken);
        var response = await engine.ExecuteAsync(new GraphQLRequest(document, operation, given), session, Describe, cancellationToken);
        var output = new ArrayBufferWriter<byte>();
        ResponseWriter.Write(response, output);
        using var json = JsonDocument.Parse(output.WrittenMemory);
        return new ApiAnswer(json.RootElement.Clone(), time.GetElapsedTime(started), output.WrittenCount);
    }

    private static bool TryReadVariables(string text, out Dictionary<string, object?>? variables)
    {
        variables = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            variables = json.RootElement.ValueKind == JsonValueKind.Object ? (Dictionary<string, object?>)UntypedValues.FromJson(json.RootElement)! : null;
            return variables is not null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>People get a reference into the log, never the exception's own words.</summary>
    private string Describe(Exception exception)
    {
        var reference = FailureReference.New();
        logger.LogError(exception, "A field of the API failed (reference {Reference})", reference);
        return $"This could not be answered. The log has the reason under the reference {reference}.";
    }
}
