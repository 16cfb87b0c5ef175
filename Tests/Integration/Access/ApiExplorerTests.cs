using System.Security.Claims;
using ConnectionsConsole.App.GraphQL.Schema;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>The API asked from the explorer's page: as the person who looks at it, and as nobody else.</summary>
public sealed class ApiExplorerTests : IAsyncLifetime
{
    private const string Customers = "query Names($first: Int) { customers(first: $first) { nodes { name } } }";

    private ConsoleBench _bench = null!;

    public async Task InitializeAsync() => _bench = await ConsoleBench.CreateAsync(onPostgreSql: false);

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task AQuery_SeesThePersonsOrganizationAlone()
    {
        await Plants.PlantAsync(_bench);
        var other = Guid.CreateVersion7();
        await _bench.Ok(new CreateOrganization("Other"), organization: other);
        var answer = await Explorer(Roles.Viewer).AskAsync(Customers, """{ "first": 5 }""", null, CancellationToken.None);
        Assert.Equal("""{"data":{"customers":{"nodes":[{"name":"Smith Rocket Company"}]}}}""", answer.Value.Json.GetRawText());
        var theirs = await Explorer(Roles.Viewer, other).AskAsync(Customers, "", null, CancellationToken.None);
        Assert.Equal("""{"data":{"customers":{"nodes":[]}}}""", theirs.Value.Json.GetRawText());
    }

    [Fact]
    public async Task WhatTheRolesDoNotAllow_IsRefusedAsEverywhere()
    {
        await Plants.PlantAsync(_bench);
        const string integrations = "{ integrations { nodes { name } } }";
        Assert.Contains("Avatar Sync", (await Explorer(Roles.Builder).AskAsync(integrations, "", null, CancellationToken.None)).Value.Json.GetRawText(), StringComparison.Ordinal);
        var refused = (await Explorer(Roles.Support).AskAsync(integrations, "", null, CancellationToken.None)).Value.Json.GetRawText();
        Assert.Contains("You are not allowed to do this", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Avatar Sync", refused, StringComparison.Ordinal);
        Assert.IsType<ForbiddenError>((await Explorer(null).AskAsync(Customers, "", null, CancellationToken.None)).Error);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("{\"text\": \"\\ud800\"}")]
    public async Task VariablesThatAreNoObject_AreRefusedAtTheirField(string variables) =>
        Assert.Equal("variables", Assert.Single(Assert.IsType<InvalidError>((await Explorer(Roles.Admin).AskAsync(Customers, variables, null, CancellationToken.None)).Error).Fields).Field);

    [Fact]
    public async Task ADocumentWithSeveralOperations_RunsTheOneThatIsNamed()
    {
        const string document = "query A { __typename } mutation B { __typename }";
        Assert.Equal(["A", "B"], ApiExplorer.Operations(document));
        var answer = await Explorer(Roles.Admin).AskAsync(document, "", "B", CancellationToken.None);
        Assert.Contains("Mutation", answer.Value.Json.GetProperty("data").GetProperty("__typename").GetString(), StringComparison.Ordinal);
        Assert.True((await Explorer(Roles.Admin).AskAsync(document, "", null, CancellationToken.None)).Value.Json.TryGetProperty("errors", out _));
        Assert.Empty(ApiExplorer.Operations("query A {"));
    }

    [Fact]
    public async Task TheSchema_IsThereForEverybodyWhoIsSignedIn()
    {
        var schema = await Explorer(Roles.Viewer).ReadSchemaAsync(CancellationToken.None);
        Assert.Contains(schema!.Value.GetProperty("__schema").GetProperty("types").EnumerateArray(), t => t.GetProperty("name").GetString() == "Customer");
        Assert.Null(await Explorer(null).ReadSchemaAsync(CancellationToken.None));
    }

    private ApiExplorer Explorer(Roles? roles, Guid? organization = null) => new(
        ConsoleSchema.BuildEngine(), new CurrentUser(new Person(roles, organization ?? _bench.OrganizationId)), _bench.Services.GetRequiredService<RequestSender>(),
        TimeProvider.System, NullLogger<ApiExplorer>.Instance);

    private sealed class Person(Roles? roles, Guid organization) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(roles is { } given
            ? ConsoleClaims.Write(new Actor(ActorKind.Person, Guid.NewGuid(), "Ada", given), organization, "test")
            : new ClaimsIdentity())));
    }
}
