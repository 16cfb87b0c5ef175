using System.Text;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets;
using ConnectionsConsole.Infrastructure.Secrets.Keys;

namespace ConnectionsConsole.Tests.Unit.Secrets;

public sealed class KeyRotationTests
{
    private readonly InMemoryDataKeyStore _store = new();
    private readonly InMemoryCiphertextSource _source = new();
    private readonly List<Guid> _organizations = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    [Fact]
    public async Task RotateDataKeys_ReencryptsEveryValueAndRetiresTheEarlierKeys()
    {
        using var process = await SetUpAsync(rows: 450);
        var before = _source.Rows;

        var result = await process.Rotation.RotateDataKeysAsync(null, default);

        Assert.Equal(new DataKeyRotationResult(3, 0, 450, 0), result);
        Assert.All(before.Zip(_source.Rows), pair => Assert.NotEqual(KeyIdOf(pair.First.Ciphertext), KeyIdOf(pair.Second.Ciphertext)));
        Assert.All(_store.DataKeys, key => Assert.Equal(key.Number == 1, key.RetiredAt is not null));
        await AssertAllReadableAsync(process);
    }

    [Fact]
    public async Task RotateDataKeys_Twice_GivesEachOrganizationAThirdKey()
    {
        using var process = await SetUpAsync(rows: 10);

        await process.Rotation.RotateDataKeysAsync(null, default);
        await process.Rotation.RotateDataKeysAsync(null, default);

        Assert.Equal(9, _store.DataKeys.Count);
        Assert.Equal(6, _store.DataKeys.Count(key => key.RetiredAt is not null));
        await AssertAllReadableAsync(process);
    }

    [Fact]
    public async Task RotateDataKeys_KilledAnywhere_GoesOnWhereItWas()
    {
        for (var killAt = 0; killAt < 6; killAt++)
        {
            var test = new KeyRotationTests();
            using (var process = await test.SetUpAsync(rows: 900))
            {
                var batches = 0;
                test._source.BeforeReplace = () => Kill(batches++ == killAt);
                await Assert.ThrowsAsync<KilledException>(async () => await process.Rotation.RotateDataKeysAsync(null, default));
                test._source.BeforeReplace = () => { };
                await test.AssertAllReadableAsync(process);
            }

            using var restarted = new SecretsProcess(test._store, test._source);
            await restarted.Rotation.RotateDataKeysAsync(null, default);

            // Nothing was done twice, and no organization was rotated twice.
            Assert.Equal(900, test._source.Replaced);
            Assert.Equal(6, test._store.DataKeys.Count);
            Assert.Equal(3, test._store.DataKeys.Count(key => key.RetiredAt is not null));
            await test.AssertAllReadableAsync(restarted);
        }
    }

    [Fact]
    public async Task RotateDataKeys_KilledWhileMakingKeys_GivesTheRestTheirsWhenStartedAgain()
    {
        using (var process = await SetUpAsync(rows: 9))
        {
            var added = 0;
            _store.BeforeAdd = () =>
            {
                Kill(added++ == 1);
                return Task.CompletedTask;
            };
            await Assert.ThrowsAsync<KilledException>(async () => await process.Rotation.RotateDataKeysAsync(null, default));
            _store.BeforeAdd = () => Task.CompletedTask;
        }

        Assert.Equal(4, _store.DataKeys.Count);
        using var restarted = new SecretsProcess(_store, _source);

        var result = await restarted.Rotation.RotateDataKeysAsync(null, default);

        Assert.Equal(new DataKeyRotationResult(3, 0, 9, 0), result);
        Assert.Equal(6, _store.DataKeys.Count);
    }

    [Fact]
    public async Task RotateDataKeys_WithValuesChangedMeanwhile_KeepsTheChange()
    {
        using var process = await SetUpAsync(rows: 6);
        var row = _source.Rows[0];
        var changed = await process.Protector.ProtectAsync(row.Context, "changed meanwhile"u8.ToArray(), default);
        var isFirst = true;
        _source.BeforeReplace = () =>
        {
            if (isFirst)
            {
                isFirst = false;
                _source.Set(0, row.Context, changed);
            }
        };

        await process.Rotation.RotateDataKeysAsync(null, default);

        var stored = _source.Rows[0].Ciphertext;
        Assert.Equal("changed meanwhile"u8.ToArray(), (await process.Protector.UnprotectAsync(row.Context, stored, default)).Plaintext);
        Assert.NotEqual(KeyIdOf(changed), KeyIdOf(stored));
    }

    [Fact]
    public async Task RotateDataKeys_WithAnotherProcessWritingUnderTheEarlierKey_FindsWhatItWrote()
    {
        using var process = await SetUpAsync(rows: 3);
        var context = new SecretContext(_organizations[0], Guid.CreateVersion7(), "late");
        var late = await process.Protector.ProtectAsync(context, "late"u8.ToArray(), default);
        var progress = new Callback(result =>
        {
            if (result.Reencrypted == 3)
            {
                _source.Set(1000, context, late);
            }
        });

        await process.Rotation.RotateDataKeysAsync(progress, default);

        Assert.NotEqual(KeyIdOf(late), KeyIdOf(_source.Rows[^1].Ciphertext));
        Assert.Equal(4, _source.Replaced);
    }

    [Fact]
    public async Task RotateDataKeys_WithValuesChangedInTheLastPass_PassesOnceMore()
    {
        using var process = await SetUpAsync(rows: 3);
        var context = _source.Rows[0].Context;
        var late = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => process.Protector.ProtectAsync(context, "late"u8.ToArray(), default).AsTask()));
        var batches = 0;
        _source.BeforeReplace = () =>
        {
            if (batches < late.Length)
            {
                _source.Set(0, context, late[batches++]);
            }
        };

        await process.Rotation.RotateDataKeysAsync(null, default);

        Assert.Equal(late.Length, batches);
        Assert.NotEqual(KeyIdOf(late[0]), KeyIdOf(_source.Rows[0].Ciphertext));
        Assert.Equal(3, _store.DataKeys.Count(key => key.RetiredAt is not null));
    }

    [Fact]
    public async Task RotateDataKeys_WithUndecryptableValues_LeavesAndCountsThemAndCanStartAgain()
    {
        using var process = await SetUpAsync(rows: 6);
        var context = _source.Rows[0].Context;
        var altered = (byte[])_source.Rows[0].Ciphertext.Clone();
        altered[^1] ^= 1;
        _source.Set(0, context, altered);
        _source.Set(1, context, "no ciphertext"u8.ToArray());

        var first = await process.Rotation.RotateDataKeysAsync(null, default);
        var second = await process.Rotation.RotateDataKeysAsync(null, default);

        Assert.Equal(new DataKeyRotationResult(3, 0, 4, 2), first);
        Assert.Equal(new DataKeyRotationResult(3, 0, 4, 2), second);
        Assert.Equal(altered, _source.Rows[0].Ciphertext);
        Assert.Equal(9, _store.DataKeys.Count);
    }

    [Fact]
    public async Task RotateDataKeys_WithAReaderAtWork_NeverFailsARead()
    {
        using var process = await SetUpAsync(rows: 300);
        using var reader = new SecretsProcess(_store);
        var reads = 0;

        // The reader looks at everything before each key is added and before and after each batch is replaced.
        _store.BeforeAdd = ReadAllAsync;
        _source.BeforeReplace = () => ReadAllAsync().GetAwaiter().GetResult();
        var progress = new Callback(_ => ReadAllAsync().GetAwaiter().GetResult());

        await process.Rotation.RotateDataKeysAsync(progress, default);
        await process.Rotation.RotateDataKeysAsync(progress, default);

        Assert.Equal(2 * (3 + 3 + 6), reads);

        async Task ReadAllAsync()
        {
            reads++;
            await AssertAllReadableAsync(reader);
        }
    }

    [Fact]
    public async Task RotateDataKeys_WithALockedOrganization_RotatesTheOthersAndSaysSo()
    {
        using (await SetUpAsync(rows: 6))
        {
        }

        using (var other = new SecretsProcess(_store, masterKey: SecretsProcess.Key2))
        {
            await other.Protector.PrepareAsync(Guid.CreateVersion7(), default);
        }

        await PassAMillisecondAsync();
        using var process = new SecretsProcess(_store, _source);

        var result = await process.Rotation.RotateDataKeysAsync(null, default);

        Assert.Equal(new DataKeyRotationResult(3, 1, 6, 0), result);
    }

    [Fact]
    public async Task RotateMaster_RewrapsAllKeysAndTheEarlierMasterKeyCanGo()
    {
        using (await SetUpAsync(rows: 6))
        {
        }

        using (var process = new SecretsProcess(_store, _source, SecretsProcess.Key2, previous: SecretsProcess.Key1))
        {
            Assert.Equal(new MasterRotationResult(4, 0, 0), await process.Rotation.RotateMasterAsync(default));
            Assert.Equal(new MasterRotationResult(0, 4, 0), await process.Rotation.RotateMasterAsync(default));
        }

        using var later = new SecretsProcess(_store, _source, SecretsProcess.Key2);
        await later.Verification.VerifyAsync(default);
        await AssertAllReadableAsync(later);
    }

    [Fact]
    public async Task RotateMaster_KilledHalfWay_GoesOnWhereItWas()
    {
        using (await SetUpAsync(rows: 6))
        {
        }

        using (var process = new SecretsProcess(_store, _source, SecretsProcess.Key2, previous: SecretsProcess.Key1))
        {
            _store.BeforeRewrap = count => Kill(count == 2);
            await Assert.ThrowsAsync<KilledException>(async () => await process.Rotation.RotateMasterAsync(default));
            _store.BeforeRewrap = _ => { };
            await AssertAllReadableAsync(process);
        }

        using var restarted = new SecretsProcess(_store, _source, SecretsProcess.Key2, previous: SecretsProcess.Key1);
        await restarted.Verification.VerifyAsync(default);

        Assert.Equal(new MasterRotationResult(2, 2, 0), await restarted.Rotation.RotateMasterAsync(default));
        await AssertAllReadableAsync(restarted);
    }

    [Fact]
    public async Task RotateMaster_WithoutTheEarlierKey_LeavesWhatItCannotRead()
    {
        using (await SetUpAsync(rows: 6))
        {
        }

        using var process = new SecretsProcess(_store, _source, SecretsProcess.Key2);
        var result = await process.Rotation.RotateMasterAsync(default);

        Assert.Equal(new MasterRotationResult(0, 0, 4), result);
        Assert.False(result.IsComplete);
        using var original = new SecretsProcess(_store, _source);
        await AssertAllReadableAsync(original);
    }

    [Fact]
    public async Task Fingerprints_SurviveBothRotations()
    {
        using var process = await SetUpAsync(rows: 3);
        var before = await process.Fingerprinter.FingerprintAsync(_organizations[0], "apiKey", "value".AsMemory(), default);
        await process.Rotation.RotateDataKeysAsync(null, default);
        using (var rotating = new SecretsProcess(_store, _source, SecretsProcess.Key2, previous: SecretsProcess.Key1))
        {
            await rotating.Rotation.RotateMasterAsync(default);
        }

        using var later = new SecretsProcess(_store, _source, SecretsProcess.Key2);

        Assert.True(await later.Fingerprinter.MatchesAsync(_organizations[0], "apiKey", "value".AsMemory(), before, default));
    }

    [Fact]
    public async Task RotateMaster_OfTheKeyFile_MakesANewOneWhichRunningProcessesPickUp()
    {
        var directory = Directory.CreateTempSubdirectory("keys-");
        try
        {
            var path = Path.Combine(directory.FullName, "keys");
            using var server = new SecretsProcess(_store, _source, masterKey: null, embeddedKeyDirectory: path);
            await FillAsync(server, rows: 6);
            var firstKey = server.MasterKeys.Current.Id;
            using (var command = new SecretsProcess(_store, _source, masterKey: null, embeddedKeyDirectory: path))
            {
                Assert.Equal(new MasterRotationResult(4, 0, 0), await command.Rotation.RotateMasterAsync(default));
                Assert.NotEqual(firstKey, command.MasterKeys.Current.Id, StringComparer.Ordinal);
            }

            // The server has not been restarted: it reads an organization that it has not cached, and encrypts for a new one.
            using var command2 = new SecretsProcess(_store, _source, masterKey: null, embeddedKeyDirectory: path);
            var context = new SecretContext(Guid.CreateVersion7(), Guid.CreateVersion7(), "field");
            var ciphertext = await command2.Protector.ProtectAsync(context, "value"u8.ToArray(), default);
            Assert.True((await server.Protector.UnprotectAsync(context, ciphertext, default)).IsOk);
            await server.Protector.PrepareAsync(Guid.CreateVersion7(), default);

            Assert.All(_store.DataKeys, key => Assert.NotEqual(firstKey, key.MasterKeyId, StringComparer.Ordinal));
            Assert.True(File.Exists(Path.Combine(path, $"master-{firstKey}.key")));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static Guid KeyIdOf(byte[] ciphertext) => CiphertextFormat.TryReadKeyId(ciphertext, out var keyId) ? keyId : Guid.Empty;

    private static void Kill(bool now)
    {
        if (now)
        {
            throw new KilledException();
        }
    }

    private async Task<SecretsProcess> SetUpAsync(int rows)
    {
        var process = new SecretsProcess(_store, _source);
        await FillAsync(process, rows);
        return process;
    }

    private async Task FillAsync(SecretsProcess process, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var context = new SecretContext(_organizations[row % _organizations.Count], Guid.CreateVersion7(), "inputs.apiKey");
            _source.Set(row, context, await process.Protector.ProtectAsync(context, Encoding.UTF8.GetBytes($"value of {context.RecordId}"), default));
        }

        _ = await process.Fingerprinter.FingerprintAsync(_organizations[0], "apiKey", "value".AsMemory(), default);
        await PassAMillisecondAsync();
    }

    /// <summary>Rotations tell keys apart by the millisecond in which they were made.</summary>
    private static async Task PassAMillisecondAsync()
    {
        var start = TimeProvider.System.GetUtcNow();
        while (TimeProvider.System.GetUtcNow() < start.AddMilliseconds(1))
        {
            await Task.Delay(1);
        }
    }

    private async Task AssertAllReadableAsync(SecretsProcess process)
    {
        foreach (var (context, ciphertext) in _source.Rows)
        {
            var result = await process.Protector.UnprotectAsync(context, ciphertext, default);
            Assert.Equal($"value of {context.RecordId}", Encoding.UTF8.GetString(result.Plaintext));
        }
    }

    private sealed class KilledException : Exception;

    private sealed class Callback(Action<DataKeyRotationResult> action) : IProgress<DataKeyRotationResult>
    {
        public void Report(DataKeyRotationResult value) => action(value);
    }
}
