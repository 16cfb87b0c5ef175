using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Tests.Support;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.GraphQL;

/// <summary>A console that serves, with an administrator's token.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebApplication _app = null!;

    public string Token { get; private set; } = "";

    public Guid OrganizationId { get; private set; }

    public Uri Address => new(new Uri(_app.Urls.First()), "/api");

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string?> { ["Runner:Enabled"] = "false", ["Api:RequestsPerSecond"] = "10000" };
        _app = ConsoleHost.Build(new GlobalOptions(new DataDirectory(_data.Path), "http://127.0.0.1:0"), new HostSettings(Quiet: true, Overrides: settings));
        await ConsoleHost.PrepareAsync(_app, CancellationToken.None);
        await ConsoleHost.StartAsync(_app, CancellationToken.None);
        var accounts = _app.Services.GetRequiredService<IAccounts>();
        Assert.Null((await accounts.ClaimAsync(new ConsoleClaim("Acme", "Ada", "ada@example.com", OneTimePassword.Generate()), CancellationToken.None)).Error);
        OrganizationId = (await accounts.ListOrganizationsAsync(CancellationToken.None))[0].Id;
        Token = (await SendAsync(new CreateApiToken("Sign-up", Roles.Admin))).Text;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _data.Combine("console.db") }.ToString());
        SqliteConnection.ClearPool(connection);
        _data.Dispose();
    }

    public async Task<T> SendAsync<T>(IRequest<Result<T>> request)
    {
        var result = await _app.Services.GetRequiredService<RequestSender>().Send(Actor.Operator, OrganizationId, request);
        return result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException(error.ToString());
    }

    public async Task<HttpResponseMessage> PostAsync(string body, string? contentType = "application/json", string? accept = null, string? authorization = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, Address);
        if (method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        request.Headers.TryAddWithoutValidation("Authorization", authorization ?? $"Bearer {Token}");
        return await _http.SendAsync(request);
    }
}

/// <summary>The API over HTTP: statuses, media types, and input that means no good.</summary>
public sealed class HttpTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Name = """{"query":"{ organization { name } }"}""";

    [Fact]
    public async Task Query_IsAnsweredAsJson()
    {
        using var response = await server.PostAsync(Name);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"data":{"organization":{"name":"Acme"}}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("*/*", "application/json", HttpStatusCode.OK)]
    [InlineData("application/json", "application/json", HttpStatusCode.OK)]
    [InlineData("application/graphql-response+json", "application/graphql-response+json", HttpStatusCode.BadRequest)]
    [InlineData("application/graphql-response+json;q=0, application/json", "application/json", HttpStatusCode.OK)]
    [InlineData("text/html", "application/json", HttpStatusCode.OK)]
    public async Task InvalidDocument_HasTheStatusOfTheMediaType(string accept, string mediaType, HttpStatusCode status)
    {
        using var response = await server.PostAsync("""{"query":"{ nothing }"}""", accept: accept);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        var answer = await ReadAsync(response);
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Equal(1, answer.At("errors.0.locations.0.line").GetInt32());
    }

    [Theory]
    [InlineData("""{"query":"{ organization { name } }","variables":null,"operationName":null,"extensions":{}}""")]
    [InlineData("""{"query":"query A { organization { name } } query B { organizationRoles { id } }","operationName":"A"}""")]
    [InlineData("""{"query":"{ organization { name } }","operationName":"","variables":{"unused":[1,{"a":null}]}}""")]
    public async Task Requests_InTheirForms_AreAnswered(string body)
    {
        using var response = await server.PostAsync(body);

        Assert.Equal("Acme", (await ReadAsync(response)).Text("data.organization.name"));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("\"text\"", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":""}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ organization { name } }","variables":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ organization { name } }","operationName":5}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ organization { name } }","variables":{"a":"\ud800"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ organization { name } } \udc00"}""", HttpStatusCode.BadRequest)]
    public async Task WhatIsNoRequest_IsRefusedAsJson(string body, HttpStatusCode status)
    {
        using var response = await server.PostAsync(body);

        Assert.Equal(status, response.StatusCode);
        await AssertPlainAsync(response);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task OtherContent_IsRefused(string? contentType)
    {
        using var response = await server.PostAsync(Name, contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        await AssertPlainAsync(response);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task OtherMethods_AreRefused(string method)
    {
        using var response = await server.PostAsync(Name, method: new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("POST", Assert.Single(response.Content.Headers.Allow));
        await AssertPlainAsync(response);
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic YTpi")]
    [InlineData("")]
    public async Task WithoutAToken_NothingIsAnswered(string authorization)
    {
        using var response = await server.PostAsync(Name, authorization: authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await AssertPlainAsync(response);
    }

    [Fact]
    public async Task RevokedToken_IsRefused()
    {
        var token = await server.SendAsync(new CreateApiToken("Short-lived", Roles.Viewer));
        using (var response = await server.PostAsync(Name, authorization: $"Bearer {token.Text}"))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await server.SendAsync(new RevokeApiToken(token.Id));
        using var refused = await server.PostAsync(Name, authorization: $"Bearer {token.Text}");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task HugeBody_IsRefused()
    {
        using var response = await server.PostAsync($$$"""{"query":"{ organization { name } }","variables":{"a":"{{{new string('x', 3_000_000)}}}"}}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await AssertPlainAsync(response);
    }

    [Fact]
    public async Task DeepJson_IsRefused()
    {
        using var response = await server.PostAsync("""{"query":"{ organization { name } }","variables":{"a":""" + new string('[', 5_000) + new string(']', 5_000) + "}}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await AssertPlainAsync(response);
    }

    [Theory]
    [InlineData("aliases")]
    [InlineData("depth")]
    [InlineData("introspection")]
    [InlineData("cost")]
    [InlineData("length")]
    public async Task DocumentsThatAskForTooMuch_AreRefusedInWords(string kind)
    {
        var query = kind switch
        {
            "aliases" => $"{{ {string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"a{i}:organization{{id}}"))} }}",
            "depth" => $"{{ customers {{ {string.Concat(Enumerable.Repeat("nodes { instances { ", 40))} totalCount {new string('}', 80)} }} }}",
            "introspection" => "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
            "cost" => "{ customers { nodes { customerConfigVariables { nodes { scopedConfigVariable { customerConfigVariables { nodes { customer { instances { totalCount } } } } } } } } } }",
            _ => $"{{ organization {{ name }} }} # {new string('x', 200_000)}",
        };
        using var response = await server.PostAsync(JsonSerializer.Serialize(new { query }));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await AssertPlainAsync(response);
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.InRange(answer.GetProperty("errors").GetArrayLength(), 1, 50);
    }

    [Theory]
    [InlineData("query ($a: Int) { customers(first: $a) { totalCount } }", """{"a":"ten"}""")]
    [InlineData("query ($a: Int!) { customers(first: $a) { totalCount } }", "{}")]
    [InlineData("mutation ($i: CreateCustomerInput!) { createCustomer(input: $i) { errors { field } } }", """{"i":{"name":"x","unknown":"canary-value"}}""")]
    [InlineData("mutation ($i: CreateCustomerInput!) { createCustomer(input: $i) { errors { field } } }", """{"i":{"name":["canary-value"]}}""")]
    public async Task VariablesOfTheWrongType_AreRefusedWithoutRepeatingThem(string query, string variables)
    {
        using var response = await server.PostAsync($$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables}}}""");

        var answer = await AssertPlainAsync(response);
        Assert.Equal("BAD_USER_INPUT", answer.Text("errors.0.extensions.code"));
        Assert.DoesNotContain("canary-value", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Introspection_IsAnswered()
    {
        using var response = await server.PostAsync("""{"query":"{ __schema { queryType { name } mutationType { name } types { name kind fields { name type { name kind ofType { name kind } } } } } }"}""");

        Assert.Equal("Query", (await ReadAsync(response)).Text("data.__schema.queryType.name"));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStreamAsync()).RootElement;

    /// <summary>An answer that programs can read, with nothing of the console's inside in it.</summary>
    private static async Task<JsonElement> AssertPlainAsync(HttpResponseMessage response)
    {
        Assert.Contains("json", response.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(@"Exception|   at |\.cs:|ConnectionsConsole\.", text);
        var answer = JsonDocument.Parse(text).RootElement;
        Assert.NotEmpty(answer.At("errors.0.message").GetString()!);
        return answer;
    }
}
