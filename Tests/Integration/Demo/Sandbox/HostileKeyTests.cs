using System.Text;
using ConnectionsConsole.App.Demo.Sandbox.Http;

namespace ConnectionsConsole.Tests.Integration.Demo.Sandbox;

/// <summary>Whatever an object's key looks like, its object is stored inside the folder, served and listed under its true name.</summary>
public sealed class HostileKeyTests : IAsyncLifetime
{
    private SandboxHost _host = null!;

    public async Task InitializeAsync() => _host = await SandboxHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("../x")]
    [InlineData("../../../../../../../../tmp/x")]
    [InlineData("a/../../b")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a/.")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("..\\..\\x")]
    [InlineData("C:\\x")]
    [InlineData("C:/x")]
    [InlineData("a\u0001b\nc")]
    [InlineData("NUL")]
    [InlineData("con.png/a")]
    [InlineData("dot.")]
    [InlineData("space ")]
    [InlineData("u\u0308.png")]
    [InlineData("\u202Egnp.exe")]
    [InlineData("a?b*c|d<e>f\"g")]
    [InlineData("%2e%2e/x")]
    [InlineData(".meta/lock")]
    [InlineData("..%2Fx")]
    public async Task Object_WithKeyThatIsNoFileName_StaysInsideAndKeepsItsName(string key)
    {
        var before = FilesOutside();
        var target = "/avatars/" + PercentEncoding.Encode(key, keepSlash: true);

        var put = await RawConnection.SendSignedAsync(_host, "PUT", target, "hello"u8.ToArray());
        var got = await RawConnection.SendSignedAsync(_host, "GET", target);
        var listed = await RawConnection.SendSignedAsync(_host, "GET", "/avatars?list-type=2&encoding-type=url");

        Assert.Equal((200, 200, "hello"), (put.Status, got.Status, got.Body));
        Assert.Contains($"<Key>{PercentEncoding.Encode(key, keepSlash: true)}</Key>", listed.Body, StringComparison.Ordinal);
        Assert.Equal(before, FilesOutside());
        var deleted = await RawConnection.SendSignedAsync(_host, "DELETE", target);
        Assert.Equal(204, deleted.Status);
        Assert.Empty(ContentFiles());
    }

    [Theory]
    [InlineData("/avatars/../../x")]
    [InlineData("/avatars/%2e%2e/%2e%2e/x")]
    [InlineData("/../avatars/x")]
    [InlineData("/avatars%2f..%2f..%2fx")]
    public async Task Target_WithDotSegments_NeverReachesAnotherFile(string target)
    {
        var before = FilesOutside();

        await RawConnection.SendSignedAsync(_host, "PUT", target, "hello"u8.ToArray());

        Assert.Equal(before, FilesOutside());
        Assert.All(ContentFiles(), file => Assert.StartsWith(Path.Combine(_host.Folder, "s3"), file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/avatars/a%00b")]
    [InlineData("/avatars/%c0%ae%c0%ae/x")]
    [InlineData("/avatars/%zz")]
    public async Task Target_ThatIsNotText_IsRefused(string target)
    {
        var (status, _) = await RawConnection.SendSignedAsync(_host, "PUT", target, "hello"u8.ToArray());

        Assert.Equal(400, status);
        Assert.Empty(ContentFiles());
    }

    [Fact]
    public async Task Key_LongerThanAllowed_IsRefusedAndLongestIsKept()
    {
        var longest = "/avatars/" + new string('k', 1024);

        Assert.Equal(200, (await RawConnection.SendSignedAsync(_host, "PUT", longest, "hello"u8.ToArray())).Status);
        Assert.Equal("hello", (await RawConnection.SendSignedAsync(_host, "GET", longest)).Body);
        Assert.Contains("KeyTooLongError", (await RawConnection.SendSignedAsync(_host, "PUT", longest + "k", "hello"u8.ToArray())).Body,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("a/b/c", "a")]
    [InlineData("A.png", "a.png")]
    [InlineData("Folder/x", "folder")]
    public async Task TwoKeys_ThatWouldBeOneFile_AreTwoObjects(string first, string second)
    {
        await RawConnection.SendSignedAsync(_host, "PUT", "/avatars/" + first, "first"u8.ToArray());
        await RawConnection.SendSignedAsync(_host, "PUT", "/avatars/" + second, "second"u8.ToArray());
        await _host.RestartAsync();

        Assert.Equal("first", (await RawConnection.SendSignedAsync(_host, "GET", "/avatars/" + first)).Body);
        Assert.Equal("second", (await RawConnection.SendSignedAsync(_host, "GET", "/avatars/" + second)).Body);
        await RawConnection.SendSignedAsync(_host, "DELETE", "/avatars/" + first);
        Assert.Equal("second", (await RawConnection.SendSignedAsync(_host, "GET", "/avatars/" + second)).Body);
    }

    [Fact]
    public async Task SymbolicLinks_InsideTheFolder_AreNotFollowed()
    {
        var outside = Directory.CreateTempSubdirectory("sandbox-outside-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(outside.FullName, "secret"), "secret");
            Directory.CreateSymbolicLink(_host.FileOf("link"), outside.FullName);
            File.CreateSymbolicLink(_host.FileOf("file"), Path.Combine(outside.FullName, "secret"));
            await RawConnection.SendSignedAsync(_host, "PUT", "/avatars/real", "hello"u8.ToArray());
            File.Delete(_host.FileOf("real"));
            File.CreateSymbolicLink(_host.FileOf("real"), Path.Combine(outside.FullName, "secret"));

            var read = await RawConnection.SendSignedAsync(_host, "GET", "/avatars/real");
            await RawConnection.SendSignedAsync(_host, "PUT", "/avatars/link/new", "hello"u8.ToArray());
            await RawConnection.SendSignedAsync(_host, "PUT", "/avatars/link/secret", "hello"u8.ToArray());
            await RawConnection.SendSignedAsync(_host, "PUT", "/avatars/file", "hello"u8.ToArray());
            var written = await RawConnection.SendSignedAsync(_host, "GET", "/avatars/link/secret");

            Assert.Equal((404, "hello"), (read.Status, written.Body));
            Assert.Equal("secret", Assert.Single(outside.GetFiles()).Name);
            Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(outside.FullName, "secret")));
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Put_WhoseClientGoesAway_LeavesNothing()
    {
        await RawConnection.BreakOffAsync(_host, "PUT", "/avatars/a", "hello"u8.ToArray(), sent: 3);

        for (var tries = 0; _host.Requests.Count == 0 && tries < 600; tries++)
        {
            await Task.Delay(50);
        }

        Assert.NotEqual(200, Assert.Single(_host.Requests).StatusCode);
        Assert.Empty(ContentFiles());
        Assert.Empty(Directory.GetFiles(Path.Combine(_host.Server.ObjectsDirectory, ".meta", "temporary")));
    }

    [Fact]
    public async Task PathsThatAreReported_HoldNothingThatSteersATerminal()
    {
        await RawConnection.SendSignedAsync(_host, "GET", "/avatars/%1b%5b2J%0a");

        Assert.Equal("/avatars/%1B%5B2J%0A", Assert.Single(_host.Requests).Path);
    }

    /// <summary>What stands beside the bucket: nothing there may change, however a key looks.</summary>
    private string FilesOutside()
    {
        var text = new StringBuilder();
        foreach (var folder in (string[])[_host.Folder, _host.Server.ObjectsDirectory, Path.Combine(_host.Server.ObjectsDirectory, ".meta")])
        {
            text.AppendJoin('\n', Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal)).Append('\n');
        }

        return text.Append(File.Exists("/tmp/x")).ToString();
    }

    private List<string> ContentFiles() => Directory.EnumerateFiles(_host.Folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is not ("bucket.json" or "lock") && !file.EndsWith(".json", StringComparison.Ordinal))
        .ToList();
}
