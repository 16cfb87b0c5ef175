namespace ConnectionsConsole.App.Hosting;

internal static class ConsoleLogging
{
    /// <summary>JSON lines in production, for whoever collects them; plain words where a person reads the terminal.</summary>
    public static void Configure(WebApplicationBuilder builder, bool quiet)
    {
        builder.Logging.ClearProviders();
        if (quiet)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            // Files of settings say "Information" for everything, which would win over the minimum level.
            builder.Logging.AddFilter((_, level) => level >= LogLevel.Warning);
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }
        else if (builder.Environment.IsProduction())
        {
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
            builder.Services.Configure<Microsoft.Extensions.Logging.Console.JsonConsoleFormatterOptions>(json => json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ");
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }

        // What a command prints is its answer, with the address and the set-up code for people; the log goes beside it, so that each can be read by itself.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
