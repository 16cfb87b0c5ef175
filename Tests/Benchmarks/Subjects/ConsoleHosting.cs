using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.App.Hosting;
using ConnectionsConsole.Infrastructure;
using Microsoft.AspNetCore.Builder;

namespace ConnectionsConsole.Tests.Benchmarks.Subjects;

/// <summary>The product's own host without pages, as its <c>run</c> command builds it.</summary>
internal static class ConsoleHosting
{
    public const string DatabaseFile = "console.db";

    public static async Task<WebApplication> BuildAsync(SubjectSettings settings)
    {
        var app = Build(settings);
        await ConsoleHost.PrepareAsync(app, CancellationToken.None);
        return app;
    }

    /// <summary>The same without touching the database: <see cref="ConsoleHost.PrepareAsync"/> has to follow.</summary>
    public static WebApplication Build(SubjectSettings settings)
    {
        var upstreams = new Uri(settings.Upstreams);
        return ConsoleHost.Build(new GlobalOptions(new DataDirectory(settings.Data), null), HostSettings.WithoutServer with
        {
            Overrides = new Dictionary<string, string?>
            {
                // Exactly the upstreams; the guard stays on for the rest of loopback, as in the demo.
                ["Egress:Allow:0"] = upstreams.Authority,
                ["Database:Synchronous"] = settings.Synchronous,
            },
        });
    }
}
