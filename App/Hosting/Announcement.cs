using ConnectionsConsole.Infrastructure.Accounts;

namespace ConnectionsConsole.App.Hosting;

/// <summary>What the operator is told on the terminal once the console serves.</summary>
internal static class Announcement
{
    public static async Task ServingAsync(WebApplication app, TextWriter output, CancellationToken cancellationToken)
    {
        var address = AddressOf(app);
        await output.WriteLineAsync($"Console: {address}");
        if (!await app.Services.GetRequiredService<IAccounts>().AnyAsync(cancellationToken))
        {
            await output.WriteLineAsync($"Nobody can sign in yet. Open {address}account/set-up and enter this one-time code: {app.Services.GetRequiredService<SetupCode>().Issue()}");
        }
    }

    /// <summary>The first address, with a host that a browser on this machine can open.</summary>
    public static Uri AddressOf(WebApplication app)
    {
        var url = app.Urls.FirstOrDefault() ?? ConsoleHost.DefaultUrls;
        return new Uri(url.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal));
    }
}
