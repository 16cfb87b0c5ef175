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
        var upstreams = new Uri(settings.Upstreams);
        var app = ConsoleHost.Build(new GlobalOptions(new DataDirectory(settings.Data), null), HostSettings.WithoutServer with
        {
            Overrides = new Dictionary<string, string?>
            {
                // Exactly the upstreams; the guard stays on for the rest of loopback, as in the demo.
                ["Egress:Allow:0"] = upstreams.Authority,
                ["Database:Synchronous"] = settings.Synchronous,
            },
        });
        await ConsoleHost.PrepareAsync(app, CancellationToken.None);
        return app;
    }
}
