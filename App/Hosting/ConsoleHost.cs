using System.Net.Sockets;
using ConnectionsConsole.App.CommandLine;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Infrastructure;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace ConnectionsConsole.App.Hosting;

/// <summary>Builds, prepares and starts the one process. Commands differ only in what they do with it.</summary>
internal static class ConsoleHost
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public static WebApplication Build(GlobalOptions options, HostSettings? settings = null)
    {
        settings ??= new HostSettings();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // "dotnet run" sets the content root to the project's folder; settings and static files are beside the program.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ConsoleHost).Assembly.GetName().Name,
        });
        AddConfigurationFile(builder, Path.Combine(options.Data.Path, "appsettings.json"));
        builder.Configuration.AddEnvironmentVariables();
        if (settings.Overrides is { } overrides)
        {
            builder.Configuration.AddInMemoryCollection(overrides);
        }

        UseUrls(builder, options.Urls);
        ConsoleLogging.Configure(builder, settings.Quiet);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Host.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateScopes = true;
            provider.ValidateOnBuild = false;
        });
        builder.Services.AddDomain();
        builder.Services.AddInfrastructure(builder.Configuration, options.Data);
        builder.Services.AddConsole(builder.Configuration);
        if (!settings.HasServer)
        {
            builder.Services.AddSingleton<IServer, NoServer>();
        }

        var app = builder.Build();
        ListeningAddresses.EnsureUsable(app);
        if (settings.ExecutesRuns)
        {
            app.Services.GetRequiredService<IConsoleStartup>().WarmUp();
        }

        app.UseConsole();
        return app;
    }

    /// <summary>Checks the settings, makes the data folder, brings the database to this version and checks the master key; nothing is served before.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        EnsureWritable(app.Services.GetRequiredService<DataDirectory>());
        await app.Services.GetRequiredService<IConsoleStartup>().PrepareAsync(cancellationToken);
    }

    /// <exception cref="StartupException">An address cannot be listened on.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException or FormatException || IsMissingCertificate(exception))
        {
            // Somebody else took the port since it was tried.
            throw new StartupException(ListeningAddresses.Sentence(app.Configuration[WebHostDefaults.ServerUrlsKey], FirstLine(exception.Message)), exception);
        }
    }

    /// <summary>Kestrel has no type of its own for an https address without a certificate.</summary>
    private static bool IsMissingCertificate(Exception exception) =>
        exception is InvalidOperationException && exception.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase);

    /// <summary>The operator's own settings, beside the data; what the environment says wins over them.</summary>
    private static void AddConfigurationFile(WebApplicationBuilder builder, string path)
    {
        try
        {
            builder.Configuration.AddJsonFile(path, optional: true, reloadOnChange: false);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            var reason = FirstLine(exception.GetBaseException().Message);
            throw new StartupException($"The configuration file {path} is no valid JSON ({reason}): correct it or take it away.", exception);
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');

    private static void UseUrls(WebApplicationBuilder builder, string? urls)
    {
        var chosen = urls ?? builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrls;
        foreach (var url in chosen.Split(';', StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            {
                throw new StartupException($"--urls is \"{chosen}\": give addresses such as {DefaultUrls}, separated by semicolons.");
            }
        }

        builder.WebHost.UseUrls(chosen);
    }

    private static void EnsureWritable(DataDirectory data)
    {
        try
        {
            CreatePrivate(data.Path);
            var probe = Path.Combine(data.Path, $".write-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new StartupException($"The data folder {data.Path} of --data cannot be written ({exception.Message.TrimEnd('.')}): name another folder or change its permissions.", exception);
        }
    }

    /// <summary>Readable by this user alone: the database and the key file lie here.</summary>
    private static void CreatePrivate(string path)
    {
        if (Directory.Exists(path) || OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
