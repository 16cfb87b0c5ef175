using System.CommandLine;
using System.Net;
using ConnectionsConsole.App.Demo;
using ConnectionsConsole.App.Demo.Sandbox;
using ConnectionsConsole.Infrastructure;

namespace ConnectionsConsole.App.CommandLine;

/// <summary>The demo's third-party systems alone.</summary>
internal static class SandboxCommand
{
    public static Command Create()
    {
        var command = new Command("sandbox", "Serves the demo's sandbox alone: a Pokémon-style API and an S3-compatible bucket, on loopback.");
        command.SetAction(async (result, cancellationToken) =>
        {
            var options = GlobalOptions.From(result);
            var (address, port) = ParseAddress(options.Urls);
            await using var sandbox = await SandboxServer.StartAsync(
                DemoSandbox.Options(options.Data, address, port) with { RequestServed = r => Console.WriteLine($"{r.Method} {r.Path} {r.StatusCode}{(r.Failure is null ? "" : $" {r.Failure}")}") }, cancellationToken);
            Console.WriteLine($"Sandbox: {sandbox.BaseAddress}");
            Console.WriteLine($"S3: endpoint {sandbox.BaseAddress}, region {DemoSandbox.Region}, bucket {DemoSandbox.Bucket}, access key {DemoSandbox.AccessKeyId}, secret {DemoSandbox.SecretAccessKey}");
            Console.WriteLine($"Objects: {Path.Combine(sandbox.ObjectsDirectory, DemoSandbox.Bucket)}");
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Ctrl+C is how this command ends.
            }

            return ConsoleCommandLine.Success;
        });
        return command;
    }

    private static (IPAddress Address, int Port) ParseAddress(string? urls)
    {
        if (urls is null)
        {
            return (IPAddress.Loopback, 0);
        }

        return Uri.TryCreate(urls, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && (IPAddress.TryParse(uri.Host, out _) || uri.Host == "localhost")
            ? (uri.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(uri.Host), uri.Port)
            : throw new StartupException($"--urls is \"{urls}\"; the sandbox takes one address such as http://127.0.0.1:5090.");
    }
}
