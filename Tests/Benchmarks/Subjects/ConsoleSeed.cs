using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.App.Demo;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>Makes the folder that each measured console starts from a copy of: the demo's organization with its two instances, deployed.</summary>
internal static class ConsoleSeed
{
    public static async Task<int> RunAsync(SubjectSettings settings)
    {
        SeedFacts facts;
        await using (var app = await ConsoleHosting.BuildAsync(settings))
        {
            var (organizationId, instances) = await PlantAsync(app, new Uri(settings.Upstreams));
            await ConsoleHost.StartAsync(app, CancellationToken.None);
            await RunOnceAsync(app.Services.GetRequiredService<IRunner>(), organizationId, instances[0]);
            await app.StopAsync();
            facts = ReadFacts(settings, organizationId, instances);
        }

        facts.Save(settings.Data);
        return 0;
    }

    /// <summary>The demo's organization with its two instances, in a host that was not started.</summary>
    public static async Task<(Guid OrganizationId, IReadOnlyList<Guid> Instances)> PlantAsync(WebApplication app, Uri upstreams)
    {
        var accounts = app.Services.GetRequiredService<IAccounts>();
        var claimed = await accounts.ClaimAsync(new ConsoleClaim("Acme SaaS", "Ada Admin", "admin@acme.example", OneTimePassword.Generate()), CancellationToken.None);
        if (claimed.Error is { } error)
        {
            throw new BenchmarkException($"The organization could not be made: {error}");
        }

        var organizationId = (await accounts.ListOrganizationsAsync(CancellationToken.None))[0].Id;
        var sender = app.Services.GetRequiredService<RequestSender>();
        return (organizationId, await new DemoSeed(sender, organizationId, upstreams, CancellationToken.None).PlantAsync(TextWriter.Null));
    }

    /// <summary>Carries a run of the instance to its end.</summary>
    /// <exception cref="BenchmarkException">It did not succeed.</exception>
    public static async Task RunOnceAsync(IRunner runner, Guid organizationId, Guid instance)
    {
        var accepted = await runner.AcceptAsync(new RunRequest(organizationId, instance, null, RunTrigger.InstanceTest, "benchmark"), CancellationToken.None);
        if (!accepted.TryGet(out var runId, out var error))
        {
            throw new BenchmarkException($"A run was not accepted: {error}");
        }

        if (await runner.WaitAsync(organizationId, runId, CancellationToken.None) is not RunStatus.Succeeded and var status)
        {
            throw new BenchmarkException($"Run {runId} ended as {status}.");
        }
    }

    private static SeedFacts ReadFacts(SubjectSettings settings, Guid organizationId, IReadOnlyList<Guid> instances)
    {
        using var tables = new JournalTables(Path.Combine(settings.Data, ConsoleHosting.DatabaseFile));
        return new SeedFacts(
            organizationId,
            Guid.Parse(tables.Text("SELECT IntegrationId FROM Runs")),
            instances,
            tables.Schema(),
            tables.Text("SELECT Configuration FROM Runs"),
            tables.Text("SELECT Input FROM StepRuns WHERE Ordinal = 0"),
            tables.Text("SELECT Connections FROM StepRuns WHERE Ordinal = 3"));
    }
}
