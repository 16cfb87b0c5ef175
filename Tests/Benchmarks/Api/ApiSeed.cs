using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.App.GraphQL;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Access.ApiTokens.Commands;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Accounts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Api;

/// <summary>What the callers know: a token, a connection and customers, the latter two by their global ids.</summary>
internal sealed record ApiFacts(string Token, string Connection, IReadOnlyList<string> Customers);

/// <summary>Makes a data folder with one organization and very many customers.</summary>
internal static class ApiSeed
{
    public static async Task<ApiFacts> PlantAsync(string data, int customers)
    {
        // The measured process reads it: a rate limit would be what is measured.
        await File.WriteAllTextAsync(Path.Combine(data, "appsettings.json"), """{"Api":{"RequestsPerSecond":100000},"Logging":{"LogLevel":{"Default":"Warning"}}}""");
        await using var app = ConsoleHost.Build(new GlobalOptions(new DataDirectory(data), null), HostSettings.WithoutServer);
        await ConsoleHost.PrepareAsync(app, CancellationToken.None);
        var accounts = app.Services.GetRequiredService<IAccounts>();
        var claimed = await accounts.ClaimAsync(new ConsoleClaim("Acme SaaS", "Ada Admin", "admin@acme.example", OneTimePassword.Generate()), CancellationToken.None);
        if (claimed.Error is { } error)
        {
            throw new BenchmarkException($"The organization could not be made: {error}");
        }

        var organization = (await accounts.ListOrganizationsAsync(CancellationToken.None))[0].Id;
        var connection = await SendAsync(app, organization, new CreateConnection(
            new ConnectionTypeKey("http", "apiKey"), ConnectionKind.Customer, "Acme API", "acme-api", [new SubmittedValue("headerName", "X-Acme")],
            Inputs: [new ConnectionInput("headerName", InputScope.Global)]));
        var token = await SendAsync(app, organization, new CreateApiToken("Sign-up", Roles.Support));
        var ids = await CustomerSeed.PlantAsync(app.Services, organization, customers);
        return new ApiFacts(token.Text, GlobalId.Of("ScopedConfigVariable", connection), [.. ids.Select(id => GlobalId.Of("Customer", id))]);
    }

    private static async Task<T> SendAsync<T>(WebApplication app, Guid organization, IRequest<Result<T>> request)
    {
        var result = await app.Services.GetRequiredService<RequestSender>().Send(Actor.Operator, organization, request);
        return result.TryGet(out var value, out var error) ? value : throw new BenchmarkException($"{request.GetType().Name} was refused: {error}");
    }
}
