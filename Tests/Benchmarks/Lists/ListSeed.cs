using ConnectionsConsole.App.Demo;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Tests.Benchmarks.Subjects;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Benchmarks.Lists;

/// <summary>Fills a database: the demo's organization, then very many customers, values, instances and runs.</summary>
internal static class ListSeed
{
    private const int RunsBetweenFailures = 40;
    private const long MicrosecondsBetweenRuns = 20_000_000;

    public static async Task PlantAsync(WebApplication app, string data, ListBenchmarkOptions options)
    {
        var accounts = app.Services.GetRequiredService<IAccounts>();
        var claimed = await accounts.ClaimAsync(new ConsoleClaim("Acme SaaS", "Ada Admin", "admin@acme.example", OneTimePassword.Generate()), CancellationToken.None);
        if (claimed.Error is { } error)
        {
            throw new BenchmarkException($"The organization could not be made: {error}");
        }

        var organization = (await accounts.ListOrganizationsAsync(CancellationToken.None))[0].Id;
        var sender = app.Services.GetRequiredService<RequestSender>();
        var instances = await new DemoSeed(sender, organization, new Uri("http://127.0.0.1:9"), CancellationToken.None).PlantAsync(TextWriter.Null);
        await FailOneRunAsync(app, organization, instances[0]);
        await CustomerSeed.PlantAsync(app.Services, organization, options.Customers);
        Fill(Path.Combine(data, ConsoleHosting.DatabaseFile), options);
    }

    /// <summary>The guard lets nothing out here, so the run fails at once; its row is what a million others are copies of.</summary>
    private static async Task FailOneRunAsync(WebApplication app, Guid organization, Guid instance)
    {
        await ConsoleHost.StartAsync(app, CancellationToken.None);
        var runner = app.Services.GetRequiredService<IRunner>();
        var accepted = await runner.AcceptAsync(new RunRequest(organization, instance, null, RunTrigger.InstanceTest, "benchmark"), CancellationToken.None);
        if (!accepted.TryGet(out var run, out var refused))
        {
            throw new BenchmarkException($"A run was not accepted: {refused}");
        }

        await runner.WaitAsync(organization, run, CancellationToken.None);
        await app.StopAsync();
    }

    private static void Fill(string file, ListBenchmarkOptions options)
    {
        using var rows = new RowCopier(file);
        rows.Copy("CustomerConnections", """ "Customers" AS customer WHERE customer."Name" LIKE 'Customer %' """, new Dictionary<string, string>
        {
            ["Id"] = Made("0C0C0C0C", "customer.rowid"),
            ["CustomerId"] = """customer."Id" """,
            // Some are incomplete.
            ["IsComplete"] = "customer.rowid % 10 <> 0",
        });
        rows.Copy("Instances", """ "Customers" AS customer WHERE customer."Name" LIKE 'Customer %' AND customer.rowid % 5 = 0""", new Dictionary<string, string>
        {
            ["Id"] = Made("01010101", "customer.rowid"),
            ["CustomerId"] = """customer."Id" """,
            ["Name"] = """'Avatar sync for ' || customer."Name" """,
            ["NormalizedName"] = """'AVATAR SYNC FOR ' || customer."NormalizedName" """,
        });
        rows.Execute("""
            CREATE TEMP TABLE picked (number INTEGER PRIMARY KEY, instance TEXT, customer TEXT);
            INSERT INTO picked SELECT row_number() OVER (ORDER BY rowid) - 1, "Id", "CustomerId" FROM "Instances";
            CREATE TEMP TABLE numbers (number INTEGER PRIMARY KEY);
            """);
        rows.Execute($"INSERT INTO numbers WITH RECURSIVE counting(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < {options.Runs}) SELECT n FROM counting");
        var at = $"""template."AcceptedAt" - {MicrosecondsBetweenRuns} * ({options.Runs} - numbers.number)""";
        var failed = $"numbers.number % {RunsBetweenFailures} = 0";
        rows.Copy("Runs", " numbers JOIN picked ON picked.number = numbers.number % (SELECT count(*) FROM picked)", new Dictionary<string, string>
        {
            ["Sequence"] = """template."Sequence" + numbers.number""",
            ["Id"] = Made("0A0A0A0A", "numbers.number"),
            ["InstanceId"] = "picked.instance",
            ["CustomerId"] = "picked.customer",
            ["Status"] = $"CASE WHEN {failed} THEN {(int)RunStatus.Failed} ELSE {(int)RunStatus.Succeeded} END",
            ["FailedStep"] = $"""CASE WHEN {failed} THEN template."FailedStep" END""",
            ["FailureCategory"] = $"CASE WHEN {failed} THEN {(int)FailureCategory.Credentials} END",
            ["FailureMessage"] = $"""CASE WHEN {failed} THEN template."FailureMessage" END""",
            ["AcceptedAt"] = at,
            ["StartedAt"] = at,
            ["EndedAt"] = at,
        });
    }

    /// <summary>SQL for an id; <paramref name="kind"/>, eight digits, keeps those of one table apart from those of others.</summary>
    private static string Made(string kind, string number) => $"printf('{kind}-0000-7000-8000-%012X', {number})";
}
