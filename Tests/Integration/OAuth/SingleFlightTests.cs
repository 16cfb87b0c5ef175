using System.Collections.Concurrent;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Domain.OAuth.Ports;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Support.Http;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>One renewal, however many ask and in however many processes.</summary>
public sealed class SingleFlightTests
{
    private const int Callers = 200;

    /// <summary>The provider's refresh tokens work once: a second renewal would revoke the grant, and everybody would fail.</summary>
    [NodeFact]
    public Task TwoHundredCallersOfTwoProcesses_OnSqlite_RenewOnce() => RaceAsync(onPostgreSql: false);

    [PostgreSqlFact]
    [Trait("Suite", "Long")]
    public Task TwoHundredCallersOfTwoProcesses_OnPostgreSql_RenewOnce() => RaceAsync(onPostgreSql: true);

    private static async Task RaceAsync(bool onPostgreSql)
    {
        await using var provider = new OidcProviderFixture(new OidcProviderOptions { RedirectUris = [OAuthBench.Callback] });
        await provider.InitializeAsync();
        await using var bench = await OAuthBench.CreateAsync(provider.Issuer, onPostgreSql);
        var connection = await bench.CodeConnectionAsync(provider);
        await bench.AuthorizeAsync(connection);
        var processes = new[] { bench.Console.Services, bench.Console.StartAnother() };

        for (var round = 1; round <= 3; round++)
        {
            await bench.RunOutAsync(connection);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => bench.TokenAsync(connection, process: processes[i % 2]))));

            Assert.All(outcomes, o => Assert.Null(o.Failure));
            Assert.Equal(round + 1, Assert.Single(outcomes.Select(o => o.Token!.Number).Distinct()));
            Assert.Single(outcomes.Select(o => o.Token!.AccessToken).Distinct());
            Assert.Equal(round, provider.TokenAnswers.Count(a => a.GrantType == "refresh_token"));
        }

        var row = await bench.RowAsync(connection);
        Assert.Equal((AuthorizationStatus.Active, null, null, null), (row.Status, row.LeaseId, row.LeaseUntil, row.RefreshStartedAt));
    }

    [Fact]
    public async Task FirstTokenOfClientCredentials_IsFetchedOnce_ByTwoProcesses()
    {
        await using var server = await TestHttpServer.StartAsync();
        server.Answer("POST /token", TestAnswer.Json(new { access_token = "the-one-access-token", token_type = "Bearer", expires_in = 3600 }));
        await using var bench = await OAuthBench.CreateAsync(server.Address);
        var connection = await bench.ConnectionAsync(
            HttpConnector.OAuth2ClientCredentialsType, "Machine", ("tokenUrl", server.Url("/token").ToString()), ("clientId", "id"), ("clientSecret", "the-secret"));
        var processes = new[] { bench.Console.Services, bench.Console.StartAnother() };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => bench.TokenAsync(connection, process: processes[i % 2]))));

        Assert.All(outcomes, o => Assert.Equal("the-one-access-token", o.Token?.AccessToken));
        Assert.Single(server.Requests);
    }

    /// <summary>A process that stops in the middle (a long pause, a debugger) must not overwrite what another has done since.</summary>
    [Fact]
    public async Task ProcessWhoseLeaseRanOut_ComesTooLate_AndStoresNothingOverNewerTokens()
    {
        await using var server = await TestHttpServer.StartAsync();
        var (arrived, release) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var turn = 0;
        server.Answer("POST /token", async (context, _) =>
        {
            var mine = Interlocked.Increment(ref turn);
            if (mine == 1)
            {
                arrived.SetResult();
                await release.Task;
            }

            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"access_token":"access-token-{{mine}}","token_type":"Bearer","expires_in":3600}"""));
        });
        await using var bench = await OAuthBench.CreateAsync(server.Address, false, ("OAuth:RequestTimeout", "00:00:30"), ("OAuth:LeaseDuration", "00:02:00"));
        var connection = await bench.ConnectionAsync(
            HttpConnector.OAuth2ClientCredentialsType, "Machine", ("tokenUrl", server.Url("/token").ToString()), ("clientId", "id"), ("clientSecret", "the-secret"));

        var late = bench.TokenAsync(connection);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.SetAsync(connection, "\"LeaseUntil\" = 0");
        var second = await bench.TokenAsync(connection, process: bench.Console.StartAnother());
        release.SetResult();
        await late;

        Assert.Equal("access-token-2", second.Token?.AccessToken);
        Assert.Equal("access-token-2", (await bench.GoodTokenAsync(connection)).AccessToken);
    }

    /// <summary>The caller gives up, the renewal does not: its answer would be lost.</summary>
    [Fact]
    public async Task CallerThatGivesUp_DoesNotStopTheRenewal()
    {
        await using var server = await TestHttpServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.Answer("POST /token", TestAnswer.Json(new { access_token = "kept-access-token", expires_in = 3600 }) with { Gate = gate.Task });
        await using var bench = await OAuthBench.CreateAsync(server.Address);
        var connection = await bench.ConnectionAsync(
            HttpConnector.OAuth2ClientCredentialsType, "Machine", ("tokenUrl", server.Url("/token").ToString()), ("clientId", "id"), ("clientSecret", "the-secret"));
        using var impatience = new CancellationTokenSource();
        var asked = bench.Console.Services.GetRequiredService<IAuthorizations>().GetTokenAsync(new TokenQuery(bench.Console.OrganizationId, connection), impatience.Token);
        await server.WaitForRequestsAsync(1);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        gate.SetResult();

        Assert.Equal("kept-access-token", (await bench.GoodTokenAsync(connection)).AccessToken);
        Assert.Single(server.Requests);
    }
}
