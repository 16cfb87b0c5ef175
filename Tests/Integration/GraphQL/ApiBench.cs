using System.Buffers;
using System.Text.Json;
using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.GraphQL.Engine;
using ConnectionsConsole.App.GraphQL.Engine.Types;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.GraphQL;

/// <summary>The API without HTTP, over a bench's database.</summary>
internal sealed class ApiBench(ConsoleBench bench)
{
    private static readonly GraphQLEngine s_engine = ConsoleSchema.BuildEngine();

    private readonly CountingScopes _scopes = new(bench.Services.GetRequiredService<IServiceScopeFactory>());

    /// <summary>Commands and queries sent so far.</summary>
    public int Sent => _scopes.Count;

    public static Actor Token(Roles roles) => new(ActorKind.ApiToken, Guid.NewGuid(), "Sign-up", roles);

    public async Task<JsonElement> AskAsync(string query, object? variables = null, Roles roles = Roles.Admin, Guid? organization = null)
    {
        var session = new ApiSession(new RequestSender(_scopes), Token(roles), organization ?? bench.OrganizationId, e => throw new InvalidOperationException("A surprise.", e), CancellationToken.None);
        var given = variables is null ? null : (Dictionary<string, object?>?)UntypedValues.FromJson(JsonSerializer.SerializeToElement(variables));
        var response = await s_engine.ExecuteAsync(new GraphQLRequest(query, null, given), session, e => throw new InvalidOperationException("A surprise.", e), CancellationToken.None);
        var buffer = new ArrayBufferWriter<byte>();
        ResponseWriter.Write(response, buffer);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    /// <summary>The data of an answer without errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null, Roles roles = Roles.Admin, Guid? organization = null)
    {
        var answer = await AskAsync(query, variables, roles, organization);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>A mutation's payload, be it refused or not.</summary>
    public async Task<JsonElement> PayloadAsync(string mutation, object? variables = null, Roles roles = Roles.Admin, Guid? organization = null) =>
        (await DataAsync(mutation, variables, roles, organization)).EnumerateObject().First().Value;

    private sealed class CountingScopes(IServiceScopeFactory scopes) : IServiceScopeFactory
    {
        public int Count { get; private set; }

        public IServiceScope CreateScope()
        {
            Count++;
            return scopes.CreateScope();
        }
    }
}

/// <summary>Steps through answers.</summary>
internal static class JsonAnswers
{
    /// <summary>The value at a path such as <c>customers.nodes.0.id</c>.</summary>
    public static JsonElement At(this JsonElement json, string path)
    {
        foreach (var step in path.Split('.'))
        {
            json = int.TryParse(step, out var index) ? json[index] : json.GetProperty(step);
        }

        return json;
    }

    public static string? Text(this JsonElement json, string path) => json.At(path).GetString();

    /// <summary>The errors of a payload as <c>field: message</c>.</summary>
    public static IReadOnlyList<string> Errors(this JsonElement payload) =>
        [.. payload.GetProperty("errors").EnumerateArray().SelectMany(e => e.GetProperty("messages").EnumerateArray().Select(m => $"{e.GetProperty("field")}: {m}"))];
}
