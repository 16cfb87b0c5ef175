using System.Net;
using System.Net.Sockets;
using ConnectionsConsole.App.Demo.Sandbox;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>What cannot be started says so in one sentence, and leaves nothing running.</summary>
public sealed class SandboxStartTests : IAsyncLifetime
{
    private SandboxHost _host = null!;

    public async Task InitializeAsync() => _host = await SandboxHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Start_OnAUsedPort_NamesThePort()
    {
        var folder = Path.Combine(_host.Folder, "other");

        var refusal = await RefusedAsync(_host.Options() with { RootDirectory = folder, Port = _host.Server.BaseAddress.Port });

        Assert.Contains($"port {_host.Server.BaseAddress.Port}", refusal.Message, StringComparison.Ordinal);
        await using var server = await SandboxServer.StartAsync(_host.Options() with { RootDirectory = folder }, CancellationToken.None);
    }

    [Fact]
    public async Task Start_OnAFolderInUse_NamesTheFolder() =>
        Assert.Contains("in use by another sandbox", (await RefusedAsync(_host.Options())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Start_WhereAFileStandsInTheWay_NamesTheFolder()
    {
        var file = Path.Combine(_host.Folder, "file");
        await File.WriteAllTextAsync(file, "");

        Assert.Contains($"'{Path.Combine(file, "s3")}'", (await RefusedAsync(_host.Options() with { RootDirectory = file })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhereTheFolderIsALink_Refuses()
    {
        var root = Path.Combine(_host.Folder, "linked");
        Directory.CreateDirectory(root);
        Directory.CreateSymbolicLink(Path.Combine(root, "s3"), _host.Folder);

        Assert.Contains("symbolic link", (await RefusedAsync(_host.Options() with { RootDirectory = root })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAnUnreadableDescription_NamesTheFile()
    {
        var root = Path.Combine(_host.Folder, "broken");
        await using (await SandboxServer.StartAsync(_host.Options() with { RootDirectory = root }, CancellationToken.None))
        {
        }

        var file = Path.Combine(root, "s3", ".meta", "buckets", SandboxHost.Bucket, "bucket.json");
        await File.WriteAllTextAsync(file, "{");

        Assert.Contains(file, (await RefusedAsync(_host.Options() with { RootDirectory = root })).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<SandboxOptions, SandboxOptions>> WrongOptions => new()
    {
        { "loopback", options => options with { Address = IPAddress.Any } },
        { "65536", options => options with { Port = 65_536 } },
        { "access key", options => options with { AccessKeyId = "" } },
        { "secret", options => options with { SecretAccessKey = "" } },
        { "'No'", options => options with { Buckets = ["No"] } },
    };

    [Theory]
    [MemberData(nameof(WrongOptions), DisableDiscoveryEnumeration = true)]
    public async Task Start_WithWrongOption_NamesIt(string named, Func<SandboxOptions, SandboxOptions> change) =>
        Assert.Contains(named, (await RefusedAsync(change(_host.Options() with { RootDirectory = Path.Combine(_host.Folder, "other") }))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Dispose_FreesThePort()
    {
        var server = await SandboxServer.StartAsync(_host.Options() with { RootDirectory = Path.Combine(_host.Folder, "other") }, CancellationToken.None);
        var port = server.BaseAddress.Port;

        await server.DisposeAsync();

        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    }

    private static Task<SandboxException> RefusedAsync(SandboxOptions options) =>
        Assert.ThrowsAsync<SandboxException>(() => SandboxServer.StartAsync(options, CancellationToken.None));
}
