using System.CommandLine;
using System.Globalization;
using System.Net;
using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.App.Demo.Sandbox;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure.Accounts;
using ConnectionsConsole.Infrastructure.Persistence;

namespace ConnectionsConsole.App.Demo;

/// <summary>The whole job with one command: sandbox, seed, both instances run, the console left open for looking around.</summary>
internal static class DemoCommand
{
    private const string AdminEmail = "admin@acme.example";

    /// <summary>Whatever database files and variables name, the demo plants its organization in none but its own.</summary>
    private static readonly Dictionary<string, string?> s_ownDatabase = new()
    {
        [$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] = "Sqlite",
        [$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"] = "",
    };

    public static Command Create()
    {
        var exit = new Option<bool>("--exit") { Description = "End after the runs; the exit code tells whether all succeeded" };
        var empty = new Option<bool>("--empty") { Description = "The sandbox and an organization without anything in it" };
        var command = new Command("demo", "Shows the console at work, without account or network: a sandbox, two customers, one integration, two runs.") { exit, empty };
        command.SetAction((result, cancellationToken) =>
            RunAsync(GlobalOptions.From(result, "demo-data"), result.GetValue(exit), result.GetValue(empty), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GlobalOptions options, bool exit, bool empty, CancellationToken cancellationToken)
    {
        var earlier = DemoState.Load(options.Data);
        // Built first: a command line or setting that cannot be used is refused before anything is made.
        await using var app = ConsoleHost.Build(options, new HostSettings(Quiet: true, HasServer: !exit, Overrides: s_ownDatabase));
        await using var sandbox = await SandboxServer.StartAsync(DemoSandbox.Options(options.Data, IPAddress.Loopback, earlier?.SandboxPort ?? 0), cancellationToken);
        var state = earlier ?? new DemoState(sandbox.BaseAddress.Port, false, AdminEmail, OneTimePassword.Generate(), Guid.CreateVersion7());
        state.Save(options.Data);
        if (!state.IsSeeded)
        {
            // The sandbox is held by one process alone, so no other demo is at work here.
            DemoState.DeleteDatabase(options.Data);
        }

        // Exactly the sandbox; the rest of loopback stays closed.
        app.Configuration["Egress:Allow:0"] = $"{sandbox.BaseAddress.Host}:{sandbox.BaseAddress.Port.ToString(CultureInfo.InvariantCulture)}";
        await ConsoleHost.PrepareAsync(app, cancellationToken);
        var sender = app.Services.GetRequiredService<RequestSender>();
        state = await ClaimAsync(app, state, cancellationToken);
        if (!state.IsSeeded)
        {
            if (!empty)
            {
                await new DemoSeed(sender, state.OrganizationId, sandbox.BaseAddress, cancellationToken).PlantAsync(Console.Out);
            }

            state = state with { IsSeeded = true };
            state.Save(options.Data);
        }

        await ConsoleHost.StartAsync(app, cancellationToken);
        if (!exit)
        {
            Console.WriteLine($"Console: {Announcement.AddressOf(app)}");
            Console.WriteLine("Sign in with");
            Console.WriteLine($"  Email: {state.AdminEmail}");
            Console.WriteLine($"  Password: {state.AdminPassword}");
        }

        var (succeeded, failed) = await new DemoRuns(app.Services, sender, state.OrganizationId).RunAllAsync(cancellationToken);
        var pictures = Path.Combine(sandbox.ObjectsDirectory, DemoSandbox.Bucket);
        Console.WriteLine($"Pictures: {pictures}");
        foreach (var picture in Directory.GetFiles(pictures).Order(StringComparer.Ordinal))
        {
            Console.WriteLine($"  {picture} ({new FileInfo(picture).Length:N0} bytes)");
        }

        Console.WriteLine($"demo: {succeeded} runs succeeded, {failed} failed");
        if (exit)
        {
            await app.StopAsync(CancellationToken.None);
            return failed == 0 ? ConsoleCommandLine.Success : ConsoleCommandLine.Failure;
        }

        Console.WriteLine($"The console stays open at {Announcement.AddressOf(app)}; end it with Ctrl+C.");
        await app.WaitForShutdownAsync(cancellationToken);
        return ConsoleCommandLine.Success;
    }

    /// <summary>Makes the organization and its admin where an earlier start has not.</summary>
    private static async Task<DemoState> ClaimAsync(WebApplication app, DemoState state, CancellationToken cancellationToken)
    {
        var accounts = app.Services.GetRequiredService<IAccounts>();
        if (!await accounts.AnyAsync(cancellationToken))
        {
            var claimed = await accounts.ClaimAsync(new ConsoleClaim("Acme SaaS", "Ada Admin", state.AdminEmail, state.AdminPassword), cancellationToken);
            if (claimed.Error is { } error)
            {
                throw new InvalidOperationException($"The demo's organization could not be made: {error}");
            }
        }

        var organizations = await accounts.ListOrganizationsAsync(cancellationToken);
        return state with { OrganizationId = organizations[0].Id };
    }
}
