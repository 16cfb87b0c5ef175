using System.Net;
using System.Net.Http.Headers;
using ConnectionsConsole.Domain.OAuth;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Integration.Runner;
using ConnectionsConsole.Tests.Support.Http;
using ConnectionsConsole.Tests.Support.Processes;
using ConnectionsConsole.Tests.Support.Requirements;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.OAuth;

/// <summary>
/// A console that is killed (kill -9) when the provider has answered a renewal and the new tokens are not committed yet: its refresh token is used up, and
/// the next one is lost. The provider is real; before its tokens at last reach the console, this process takes the row, so that the commit has to wait.
/// </summary>
[Trait("Suite", "Long")]
public sealed class KilledRefreshTests
{
    private static readonly TimeSpan s_failsafe = TimeSpan.FromMinutes(2);

    [NodeFact]
    public Task ALostAnswer_OnSqlite_IsNamedByTheNextProcess_AndReconnectingMendsIt() => KillAsync(onPostgreSql: false);

    [PostgreSqlFact]
    public Task ALostAnswer_OnPostgreSql_IsNamedByTheNextProcess_AndReconnectingMendsIt() => KillAsync(onPostgreSql: true);

    private static async Task KillAsync(bool onPostgreSql)
    {
        await using var provider = new OidcProviderFixture(new OidcProviderOptions { RedirectUris = [OAuthBench.Callback] });
        await provider.InitializeAsync();
        await using var proxy = await TestHttpServer.StartAsync();
        await using var bench = await OAuthBench.CreateAsync(
            provider.Issuer, onPostgreSql, ("Egress:Allow:1", proxy.Address.Authority),
            ("OAuth:ScanInterval", "00:00:00.500"), ("OAuth:RequestTimeout", "00:00:05"), ("OAuth:LeaseDuration", "00:00:20"));
        using var between = new BetweenAnswerAndCommit(proxy, provider, bench);
        var connection = await bench.ConnectionAsync(
            Domain.Connectors.BuiltIn.HttpConnector.OAuth2Type, "Acme API",
            [.. OAuthBench.CodeValues(provider).Select(v => v.Key == "tokenUrl" ? (v.Key, proxy.Url("/token").ToString()) : v)]);
        await bench.AuthorizeAsync(connection);
        await bench.RunOutAsync(connection);

        between.Arm(connection);
        await using (var killed = Start(bench))
        {
            await between.Reached.WaitAsync(s_failsafe);
            await killed.KillAsync();
        }

        await between.DisposeLockAsync();
        var row = await bench.RowAsync(connection);
        Assert.Equal((AuthorizationStatus.Active, 1, true, true), (row.Status, row.TokenNumber, row.LeaseId is not null, row.RefreshStartedAt is not null));
        Assert.Equal([("authorization_code", null), ("refresh_token", null)], provider.TokenAnswers);

        await using var next = Start(bench);
        await RunnerBench.UntilAsync(async () => (await bench.RowAsync(connection)).Status != AuthorizationStatus.Active);

        Assert.Equal(("refresh_token", "invalid_grant"), provider.TokenAnswers[^1]);
        var detail = await bench.DetailAsync(connection);
        Assert.Equal((AuthorizationStatus.Failing, true), (detail.Status, detail.FailedSince is not null));
        Assert.Contains("was never finished here: the process stopped, or the answer was lost on the way", detail.LastError, StringComparison.Ordinal);
        Assert.Contains("Reconnect under Settings > Connections > Acme API", detail.LastError, StringComparison.Ordinal);
        Assert.Equal(["authorized", "authorization failing"], await bench.AuditAsync(connection));

        await bench.AuthorizeAsync(connection);

        detail = await bench.DetailAsync(connection);
        Assert.Equal((AuthorizationStatus.Active, null, true), (detail.Status, detail.FailedSince, detail.RecoveredAt is not null));
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(provider, (await bench.GoodTokenAsync(connection)).AccessToken));
        Assert.Equal(["authorized", "authorization failing", "reconnected"], await bench.AuditAsync(connection));
        Assert.Equal(0, await next.TerminateAsync());
    }

    private static ConsoleProcess Start(OAuthBench bench) =>
        ConsoleProcess.Start(["serve", "--data", bench.Console.DataDirectory, "--urls", "http://127.0.0.1:0"], environment: bench.Console.Environment);

    private static async Task<HttpStatusCode> UserInfoAsync(OidcProviderFixture provider, string accessToken)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) } };
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Stands between console and provider. Once armed, it takes the row before it passes on the answer to a renewal.</summary>
    private sealed class BetweenAnswerAndCommit : IDisposable
    {
        private readonly HttpClient _http = new();
        private readonly OidcProviderFixture _provider;
        private readonly OAuthBench _bench;
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private AuthorizationReference? _armed;
        private ConsoleDbContext? _lock;

        public BetweenAnswerAndCommit(TestHttpServer proxy, OidcProviderFixture provider, OAuthBench bench)
        {
            (_provider, _bench) = (provider, bench);
            proxy.Answer("POST /token", PassOnAsync);
        }

        /// <summary>The whole answer has left for the console.</summary>
        public Task Reached => _reached.Task;

        public void Arm(AuthorizationReference connection) => _armed = connection;

        /// <summary>Lets go of the row, with nothing changed.</summary>
        public async Task DisposeLockAsync() => await _lock!.DisposeAsync();

        public void Dispose() => _http.Dispose();

        private async Task PassOnAsync(HttpContext context, ReceivedRequest request)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, _provider.TokenEndpoint) { Content = new ByteArrayContent(request.Body.ToArray()) };
            asked.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.Header("Content-Type")!);
            asked.Headers.TryAddWithoutValidation("Authorization", request.Header("Authorization"));
            using var answer = await _http.SendAsync(asked, CancellationToken.None);
            var body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            var isTheOne = Interlocked.Exchange(ref _armed, null) is { } connection && await TakeRowAsync(connection);

            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await context.Response.Body.WriteAsync(body, CancellationToken.None);
            await context.Response.CompleteAsync();
            if (isTheOne)
            {
                _reached.SetResult();
            }
        }

        private async Task<bool> TakeRowAsync(AuthorizationReference connection)
        {
            _lock = _bench.Console.Services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
            await _lock.Database.BeginTransactionAsync();
            var taken = await _lock.OAuthAuthorizations.IgnoreQueryFilters().Where(a => a.OwnerId == connection.OwnerId)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.TokenNumber, a => a.TokenNumber));
            Assert.Equal(1, taken);
            return true;
        }
    }
}
