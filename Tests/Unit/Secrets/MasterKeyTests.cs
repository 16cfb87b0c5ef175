using ConnectionsConsole.Infrastructure.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;

namespace ConnectionsConsole.Tests.Unit.Secrets;

public sealed class MasterKeyTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("keys-");
    private readonly InMemoryDataKeyStore _store = new();

    private string KeyDirectory => Path.Combine(_directory.FullName, "keys");

    private string KeyPath => Path.Combine(KeyDirectory, "master.key");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Load_OfTheEmbeddedDefault_MakesAKeyFileForItsOwnerAndFindsItAgain()
    {
        var first = new MasterKeySource(new SecretsOptions(), KeyDirectory).Load(mayCreate: true);
        var second = new MasterKeySource(new SecretsOptions(), KeyDirectory).Load(mayCreate: true);

        Assert.Equal(first.Current.Id, second.Current.Id);
        Assert.Single(Directory.GetFiles(KeyDirectory));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(KeyDirectory));
        }
    }

    [Fact]
    public void Load_ByManyAtOnce_EndsWithOneKey()
    {
        var ids = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(16)
            .Select(_ => new MasterKeySource(new SecretsOptions(), KeyDirectory).Load(mayCreate: true).Current.Id).ToHashSet(StringComparer.Ordinal);

        Assert.Single(ids);
        Assert.Single(Directory.GetFiles(KeyDirectory));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void Load_WithAKeyFileThatOthersMayOpen_IsRefused(UnixFileMode shared)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _ = new MasterKeySource(new SecretsOptions(), KeyDirectory).Load(mayCreate: true);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | shared);

        var exception = Assert.Throws<MasterKeyException>(() => new MasterKeySource(new SecretsOptions(), KeyDirectory).Load(mayCreate: true));

        Assert.Contains("chmod 600", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_AfterAnotherProcessReplacedTheKey_LeavesItsKey()
    {
        var source = new MasterKeySource(new SecretsOptions(), KeyDirectory);
        var first = source.Load(mayCreate: true).Current.Id;
        source.Replace(first);
        var second = source.Load(mayCreate: true);

        source.Replace(first);

        Assert.Equal(second.Current.Id, source.Load(mayCreate: true).Current.Id);
        Assert.True(second.ById.ContainsKey(first));
    }

    [Fact]
    public void Reload_WithTheKeyFileGone_KeepsTheKeyInMemoryAndMakesNoOther()
    {
        using var process = new SecretsProcess(_store, masterKey: null, embeddedKeyDirectory: KeyDirectory);
        var id = process.MasterKeys.Current.Id;
        Directory.Delete(KeyDirectory, recursive: true);

        process.MasterKeys.Reload();

        Assert.Equal(id, process.MasterKeys.Current.Id);
        Assert.False(Directory.Exists(KeyDirectory));
    }

    [Fact]
    public void Load_WithoutAnyKey_NamesTheSettings()
    {
        var exception = Assert.Throws<MasterKeyException>(() => new MasterKeySource(new SecretsOptions(), null).Load(mayCreate: true));

        Assert.Contains("Secrets:MasterKey ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Secrets__MasterKey", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Secrets:MasterKeyFile", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Load_WithAnUnusableKey_NamesTheSettingAndNeverTheKey(string key)
    {
        var inline = Assert.Throws<MasterKeyException>(() => new MasterKeySource(new SecretsOptions { MasterKey = key }, null).Load(mayCreate: true));
        var options = new SecretsOptions { MasterKey = SecretsProcess.Key1 };
        options.PreviousMasterKeys.Add(SecretsProcess.Key2);
        options.PreviousMasterKeys.Add(key);
        var previous = Assert.Throws<MasterKeyException>(() => new MasterKeySource(options, null).Load(mayCreate: true));

        Assert.StartsWith("Secrets:MasterKey ", inline.Message, StringComparison.Ordinal);
        Assert.StartsWith("Secrets:PreviousMasterKeys:1 ", previous.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, inline.Message + previous.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FromAFile_TakesTheKeyInIt()
    {
        var path = Path.Combine(_directory.FullName, "mounted");
        File.WriteAllText(path, SecretsProcess.Key1 + "\n");

        var fromFile = new MasterKeySource(new SecretsOptions { MasterKeyFile = path }, KeyDirectory).Load(mayCreate: true);

        Assert.Equal(new MasterKeySource(new SecretsOptions { MasterKey = SecretsProcess.Key1 }, null).Load(mayCreate: true).Current.Id, fromFile.Current.Id);
        Assert.False(Directory.Exists(KeyDirectory));
    }

    [Fact]
    public void Load_FromAFileThatIsMissing_NamesSettingAndFile()
    {
        var path = Path.Combine(_directory.FullName, "missing");

        var exception = Assert.Throws<MasterKeyException>(() => new MasterKeySource(new SecretsOptions { MasterKeyFile = path }, null).Load(mayCreate: true));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Secrets:MasterKeyFile", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithKeyAndFile_IsRefused()
    {
        var options = new SecretsOptions { MasterKey = SecretsProcess.Key1, MasterKeyFile = "file" };

        Assert.Contains("both", Assert.Throws<MasterKeyException>(() => new MasterKeySource(options, null).Load(mayCreate: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithAnEmptyOrFittingDatabase_Passes()
    {
        using var process = new SecretsProcess(_store);
        await process.Verification.VerifyAsync(default);
        await process.Protector.PrepareAsync(Guid.CreateVersion7(), default);

        await process.Verification.VerifyAsync(default);
    }

    [Fact]
    public async Task Verify_WithTheKeyOfAnotherDatabase_IsRefusedWithWhatToDo()
    {
        using var process = new SecretsProcess(_store);
        await process.Protector.PrepareAsync(Guid.CreateVersion7(), default);
        using var other = new SecretsProcess(_store, masterKey: SecretsProcess.Key2);

        var exception = await Assert.ThrowsAsync<MasterKeyException>(() => other.Verification.VerifyAsync(default));

        Assert.Contains(process.MasterKeys.Current.Id, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Secrets:MasterKey", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhenSomeOrganizationsNeedAMissingKey_LetsTheOthersWork()
    {
        using var process = new SecretsProcess(_store);
        await process.Protector.PrepareAsync(Guid.CreateVersion7(), default);
        using var other = new SecretsProcess(_store, masterKey: SecretsProcess.Key2);
        await other.Protector.PrepareAsync(Guid.CreateVersion7(), default);

        await other.Verification.VerifyAsync(default);
    }
}
