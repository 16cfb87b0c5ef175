using System.Net;
using ConnectionsConsole.App.Demo.Sandbox;
using ConnectionsConsole.Infrastructure;

namespace ConnectionsConsole.App.Demo;

/// <summary>The demo's third-party systems: where they are and which keys they take. The keys open nothing but this sandbox.</summary>
internal static class DemoSandbox
{
    public const string Region = "us-east-1";
    public const string Bucket = "pokemon-avatars";
    public const string AccessKeyId = "AKIADEMOSANDBOX00001";
    public const string SecretAccessKey = "demo-sandbox-secret-access-key-0001";

    public static SandboxOptions Options(DataDirectory data, IPAddress address, int port) => new()
    {
        RootDirectory = Path.Combine(data.Path, "sandbox"),
        Address = address,
        Port = port,
        AccessKeyId = AccessKeyId,
        SecretAccessKey = SecretAccessKey,
        Region = Region,
        Buckets = [Bucket],
    };
}
