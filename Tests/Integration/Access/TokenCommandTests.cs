using System.Net;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens.Queries;
using ConnectionsConsole.Domain.Audit.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Tests.Integration.CommandLine;

namespace ConnectionsConsole.Tests.Integration.Access;

/// <summary>Tokens made on the command line while the console serves from the same database.</summary>
public sealed class TokenCommandTests : IAsyncLifetime
{
    private ApiConsole _console = null!;

    public async Task InitializeAsync() => _console = await ApiConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task ATokenOfTheCommandLine_IsItsLastLine_AndLetsAProgramInAtOnce()
    {
        var command = await ConsoleCommand.SucceedAsync(
            "token", "create", "--name", "Sign-up", "--role", "support", "--role", "Builder", "--expires", "90d", "--data", _console.DataDirectory);

        var token = command.Output.TrimEnd().Split('\n')[^1].Trim();
        Assert.Matches("^ccn_[A-Za-z0-9_-]{43}$", token);
        using var response = await _console.PostAsync($"Bearer {token}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("ApiToken Sign-up Builder, Support", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var row = Assert.Single((await _console.SendAsync(new ListApiTokens(new PageRequest()))).Items);
        Assert.Equal("Operator", row.CreatedBy);
        Assert.InRange(row.ExpiresAt!.Value - row.CreatedAt, TimeSpan.FromDays(89.9), TimeSpan.FromDays(90));
        var line = Assert.Single((await _console.SendAsync(new ListAuditEntries(Action: "created", ActorKind: ActorKind.Operator))).Items, a => a.SubjectKind == "api token");
        Assert.Equal(("CreateApiToken", "Sign-up"), (line.Request, line.SubjectName));
    }

    [Fact]
    public async Task AnExpiryInThePast_IsRefused()
    {
        var sentence = await ConsoleCommand.RefusedAsync(["token", "create", "--name", "Sign-up", "--role", "admin", "--expires", "2020-01-01", "--data", _console.DataDirectory]);
        Assert.Equal("The expiry lies in the past.", sentence);
    }
}
