using System.Diagnostics;
using ConnectionsConsole.Tests.Support.Requirements;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>
/// The bucket service as another client sees it: s3cmd, which shares no code with the AWS SDKs. Where it is not installed these tests
/// fail and say so, since nothing else here stands for the clients of other people.
/// </summary>
public sealed class S3cmdTests : IAsyncLifetime
{
    private SandboxHost _host = null!;

    public async Task InitializeAsync() => _host = await SandboxHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task PutListInfoGetAndDelete_Work()
    {
        var picture = Path.Combine(_host.Folder, "picture.png");
        var copy = Path.Combine(_host.Folder, "copy.png");
        using var http = _host.Http();
        await File.WriteAllBytesAsync(picture, await http.GetByteArrayAsync(new Uri("sprites/pokemon/25.png", UriKind.Relative)));

        await SucceedsAsync("put", picture, "s3://avatars/FTL Rockets.png", "--mime-type=image/png", "--add-header=x-amz-meta-note:hello");
        var listed = await SucceedsAsync("ls", "s3://avatars");
        var info = await SucceedsAsync("info", "s3://avatars/FTL Rockets.png");
        await SucceedsAsync("get", "s3://avatars/FTL Rockets.png", copy);
        await SucceedsAsync("del", "s3://avatars/FTL Rockets.png");

        Assert.Contains("s3://avatars/FTL Rockets.png", listed, StringComparison.Ordinal);
        Assert.Contains("image/png", info, StringComparison.Ordinal);
        Assert.Contains("hello", info, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(picture), await File.ReadAllBytesAsync(copy));
        Assert.DoesNotContain("FTL", await SucceedsAsync("ls", "s3://avatars"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeBucketPutInPartsCopyAndRemoveAll_Work()
    {
        var large = Path.Combine(_host.Folder, "large.bin");
        var content = new byte[11 * 1024 * 1024];
        new Random(11).NextBytes(content);
        await File.WriteAllBytesAsync(large, content);

        await SucceedsAsync("mb", "s3://second-bucket");
        await SucceedsAsync("put", large, "s3://second-bucket/deep/large.bin", "--multipart-chunk-size-mb=5");
        await SucceedsAsync("cp", "s3://second-bucket/deep/large.bin", "s3://avatars/copy.bin");
        Assert.Equal(content, await File.ReadAllBytesAsync(_host.FileOf("copy.bin")));
        Assert.Contains("DIR", await SucceedsAsync("ls", "s3://second-bucket"), StringComparison.Ordinal);
        await SucceedsAsync("info", "s3://second-bucket");
        await SucceedsAsync("del", "--recursive", "--force", "s3://second-bucket");
        await SucceedsAsync("rb", "s3://second-bucket");
        Assert.DoesNotContain("second-bucket", await SucceedsAsync("ls"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AKIANOBODY", SandboxHost.SecretAccessKey, "InvalidAccessKeyId")]
    [InlineData(SandboxHost.AccessKeyId, "wrong", "SignatureDoesNotMatch")]
    public async Task AnyCommand_WithWrongKey_IsRefused(string accessKeyId, string secretAccessKey, string code)
    {
        var (exitCode, output) = await RunAsync(accessKeyId, secretAccessKey, ["ls", "s3://avatars"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(code, output, StringComparison.Ordinal);
    }

    private async Task<string> SucceedsAsync(params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(SandboxHost.AccessKeyId, SandboxHost.SecretAccessKey, arguments);
        Assert.True(exitCode == 0, $"s3cmd {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string accessKeyId, string secretAccessKey, string[] arguments)
    {
        // s3cmd reads a configuration file or asks questions; this one keeps the caller's own out of the test.
        var configuration = Path.Combine(_host.Folder, "s3cmd.ini");
        await File.WriteAllTextAsync(configuration, "[default]\nuse_https = False\nmax_retries = 1\n");
        var host = _host.Server.BaseAddress.Authority;
        var start = new ProcessStartInfo(Requirement.S3cmd.Value) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[
            $"--config={configuration}", $"--access_key={accessKeyId}", $"--secret_key={secretAccessKey}", $"--host={host}", $"--host-bucket={host}",
            "--no-ssl", "--no-progress", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
