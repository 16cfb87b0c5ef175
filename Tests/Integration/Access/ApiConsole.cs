using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Support;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>The console as it serves, with an endpoint for programs that tells who asks.</summary>
public sealed class ApiConsole : IAsyncDisposable
{
    public const string Path = "/test-api";

    private readonly TemporaryDirectory _data = new();
    private WebApplication _app = null!;

    public Guid OrganizationId { get; private set; }

    public string DataDirectory => _data.Path;

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiConsole> StartAsync(params (string Name, string Value)[] settings)
    {
        var console = new ApiConsole();
        var overrides = settings.ToDictionary(s => s.Name, s => (string?)s.Value, StringComparer.Ordinal);
        overrides["Runner:Enabled"] = "false";
        console._app = ConsoleHost.Build(new GlobalOptions(new DataDirectory(console._data.Path), "http://127.0.0.1:0"), new HostSettings(Quiet: true, Overrides: overrides));
        console._app.MapPost(Path, (HttpContext context) =>
        {
            var (actor, organization) = ConsoleClaims.Read(context.User)!.Value;
            return Results.Text($"{actor.Kind} {actor.Name} {actor.Roles} {organization}");
        }).RequireApiToken();
        await ConsoleHost.PrepareAsync(console._app, CancellationToken.None);
        await ConsoleHost.StartAsync(console._app, CancellationToken.None);
        var accounts = console._app.Services.GetRequiredService<IAccounts>();
        Assert.Null((await accounts.ClaimAsync(new ConsoleClaim("Acme", "Ada", "ada@example.com", OneTimePassword.Generate()), CancellationToken.None)).Error);
        console.OrganizationId = (await accounts.ListOrganizationsAsync(CancellationToken.None))[0].Id;
        return console;
    }

    public async Task<T> SendAsync<T>(IRequest<Result<T>> request)
    {
        var result = await _app.Services.GetRequiredService<RequestSender>().Send(Actor.Operator, OrganizationId, request);
        return result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException(error.ToString());
    }

    public Task<NewApiToken> NewTokenAsync(Roles roles = Roles.Support) => SendAsync(new CreateApiToken("Sign-up", roles));

    /// <summary>Lets a token expire behind the console's back.</summary>
    public async Task ExpireAsync(Guid tokenId)
    {
        await using var db = _app.Services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        var past = DateTime.UtcNow.AddDays(-1);
        await db.ApiTokens.IgnoreQueryFilters().Where(t => t.Id == tokenId).ExecuteUpdateAsync(s => s.SetProperty(t => t.ExpiresAt, past));
    }

    /// <param name="authorization">The header's value; null for none.</param>
    public async Task<HttpResponseMessage> PostAsync(string? authorization)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(_app.Urls.First()), Path));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _data.Combine("console.db") }.ToString());
        SqliteConnection.ClearPool(connection);
        _data.Dispose();
    }
}
