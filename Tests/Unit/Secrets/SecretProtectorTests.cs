using System.Text;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Infrastructure.Secrets;
using FsCheck;
using FsCheck.Fluent;

namespace ConnectionsConsole.Tests.Unit.Secrets;

public sealed class SecretProtectorTests : IDisposable
{
    private static readonly Guid s_organization = Guid.CreateVersion7();

    private readonly InMemoryDataKeyStore _store = new();
    private readonly ManualTime _time = new();
    private readonly SecretsProcess _process;
    private readonly SecretContext _context = new(s_organization, Guid.CreateVersion7(), "inputs.apiKey");

    public SecretProtectorTests() => _process = new SecretsProcess(_store, refresh: TimeSpan.FromSeconds(30), time: _time);

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task Unprotect_InTheSamePlace_GivesThePlaintextBack()
    {
        foreach (var length in new[] { 0, 1, 15, 16, 17, 10_000 })
        {
            var plaintext = Enumerable.Range(0, length).Select(value => (byte)value).ToArray();

            var ciphertext = await _process.Protector.ProtectAsync(_context, plaintext, default);
            var result = await _process.Protector.UnprotectAsync(_context, ciphertext, default);

            Assert.True(result.IsOk);
            Assert.Equal(plaintext, result.Plaintext);
            Assert.Equal(length + CiphertextFormat.Overhead, ciphertext.Length);
        }
    }

    [Fact]
    public async Task Protect_TheSameValueTwice_GivesDifferentCiphertexts()
    {
        var first = await _process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);
        var second = await _process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Unprotect_WithAnyBitFlipped_IsUndecryptable()
    {
        var ciphertext = await _process.Protector.ProtectAsync(_context, "a value of some length"u8.ToArray(), default);
        for (var bit = 0; bit < ciphertext.Length * 8; bit++)
        {
            var altered = (byte[])ciphertext.Clone();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.True((await _process.Protector.UnprotectAsync(_context, altered, default)).IsUndecryptable, $"bit {bit}");
        }
    }

    [Fact]
    public async Task Unprotect_CutAnywhere_IsUndecryptable()
    {
        var ciphertext = await _process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);
        for (var length = 0; length < ciphertext.Length; length++)
        {
            Assert.True((await _process.Protector.UnprotectAsync(_context, ciphertext.AsMemory(0, length), default)).IsUndecryptable);
            Assert.True((await _process.Protector.UnprotectAsync(_context, ciphertext.AsMemory(ciphertext.Length - length), default)).IsUndecryptable);
        }
    }

    [Fact]
    public void Unprotect_RandomPlaintextsAndFields_RoundTripsThereAndNowhereElse()
    {
        var generator =
            from plaintext in ArbMap.Default.GeneratorFor<byte[]>()
            from field in ArbMap.Default.GeneratorFor<NonEmptyString>()
            from other in ArbMap.Default.GeneratorFor<NonEmptyString>()
            from record in ArbMap.Default.GeneratorFor<Guid>()
            select (plaintext, Field: Cut(field.Get), Other: Cut(other.Get), record);
        Prop.ForAll(Arb.From(generator), sample =>
        {
            var context = new SecretContext(s_organization, sample.record, sample.Field);
            var ciphertext = _process.Protector.ProtectAsync(context, sample.plaintext, default).AsTask().GetAwaiter().GetResult();

            Assert.Equal(sample.plaintext, Unprotect(context, ciphertext).Plaintext);
            Assert.Equal(UnprotectStatus.NotAuthentic, Unprotect(context with { RecordId = Guid.CreateVersion7() }, ciphertext).Status);
            Assert.Equal(UnprotectStatus.NotAuthentic, Unprotect(context with { Field = sample.Field + "x" }, ciphertext).Status);
            if (Encoding.UTF8.GetBytes(sample.Other).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(sample.Field)) is false)
            {
                Assert.Equal(UnprotectStatus.NotAuthentic, Unprotect(context with { Field = sample.Other }, ciphertext).Status);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260102, 7));

        static string Cut(string text) => text[..Math.Min(text.Length, SecretContext.MaximumFieldLength - 1)];
    }

    [Fact]
    public async Task Unprotect_InAnotherOrganization_IsUndecryptable()
    {
        var other = _context with { OrganizationId = Guid.CreateVersion7() };
        await _process.Protector.PrepareAsync(other.OrganizationId, default);
        var ciphertext = await _process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);

        Assert.Equal(UnprotectStatus.UnknownKey, (await _process.Protector.UnprotectAsync(other, ciphertext, default)).Status);
    }

    [Fact]
    public async Task Unprotect_WithTheKeyRowOfAnotherOrganization_IsUndecryptable()
    {
        // Someone who can write to the database copies key row and value to an organization of his own.
        var ciphertext = await _process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);
        var row = Assert.Single(_store.DataKeys);
        var thief = _context with { OrganizationId = Guid.CreateVersion7() };
        var stolen = new InMemoryDataKeyStore();
        await stolen.TryAddDataKeyAsync(
            new DataKey
            {
                Id = row.Id,
                OrganizationId = thief.OrganizationId,
                Number = 1,
                WrappedKey = row.WrappedKey,
                MasterKeyId = row.MasterKeyId,
                CreatedAt = row.CreatedAt,
            },
            default);
        using var process = new SecretsProcess(stolen);

        Assert.Equal(UnprotectStatus.LockedKey, (await process.Protector.UnprotectAsync(thief, ciphertext, default)).Status);
    }

    [Fact]
    public async Task Unprotect_WithAnotherMasterKey_IsUndecryptableAndEncryptingSaysWhatToDo()
    {
        var ciphertext = await _process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);
        using var process = new SecretsProcess(_store, masterKey: SecretsProcess.Key2);

        Assert.Equal(UnprotectStatus.LockedKey, (await process.Protector.UnprotectAsync(_context, ciphertext, default)).Status);
        var exception = await Assert.ThrowsAsync<DataKeyUnavailableException>(
            async () => await process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default));
        Assert.Contains("Secrets:PreviousMasterKeys", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unprotect_WithAKeyThatIsGone_AsksTheStoreOnceAndIsUndecryptable()
    {
        var ciphertext = await _process.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);
        _store.Remove(_store.DataKeys[0].Id);
        using var process = new SecretsProcess(_store, refresh: TimeSpan.FromSeconds(30), time: _time);
        Assert.Equal(UnprotectStatus.UnknownKey, (await process.Protector.UnprotectAsync(_context, ciphertext, default)).Status);
        var loads = _store.Loads;

        Assert.True(process.Protector.TryUnprotect(_context, ciphertext, out var result));

        Assert.Equal(UnprotectStatus.UnknownKey, result.Status);
        Assert.Equal(loads, _store.Loads);
    }

    [Fact]
    public async Task Unprotect_ValuesOfAnotherProcessWithANewKey_LearnsTheKey()
    {
        await _process.Protector.PrepareAsync(s_organization, default);
        using var other = new SecretsProcess(_store, new InMemoryCiphertextSource());
        await other.Rotation.RotateDataKeysAsync(null, default);
        var ciphertext = await other.Protector.ProtectAsync(_context, "value"u8.ToArray(), default);
        Assert.False(_process.Protector.TryUnprotect(_context, ciphertext, out _));

        Assert.True((await _process.Protector.UnprotectAsync(_context, ciphertext, default)).IsOk);
        Assert.True(_process.Protector.TryUnprotect(_context, ciphertext, out var result) && result.IsOk);
    }

    [Fact]
    public async Task TryProtect_WhenTheCurrentKeyWasNotConfirmedLately_LeavesItToTheAsynchronousWay()
    {
        Assert.False(_process.Protector.TryProtect(_context, "value"u8, out _));
        await _process.Protector.PrepareAsync(s_organization, default);
        Assert.True(_process.Protector.TryProtect(_context, "value"u8, out var ciphertext));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.False(_process.Protector.TryProtect(_context, "value"u8, out _));
        Assert.True(_process.Protector.TryUnprotect(_context, ciphertext, out var result) && result.IsOk);
        await _process.Protector.PrepareAsync(s_organization, default);
        Assert.True(_process.Protector.TryProtect(_context, "value"u8, out _));
    }

    [Fact]
    public async Task TryProtectAndTryUnprotect_AllocateTheResultOnly()
    {
        await _process.Protector.PrepareAsync(s_organization, default);
        var plaintext = new byte[10_000];
        _ = _process.Protector.TryProtect(_context, plaintext, out var ciphertext);
        _ = _process.Protector.TryUnprotect(_context, ciphertext, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        _ = _process.Protector.TryProtect(_context, plaintext, out ciphertext);
        _ = _process.Protector.TryUnprotect(_context, ciphertext, out _);

        // Two arrays, each with its header and rounded up to eight bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 20_000, 20_000 + CiphertextFormat.Overhead + 64);
    }

    [Fact]
    public async Task PrepareAsync_ByManyAtOnce_EndsWithOneKeyForAll()
    {
        using var other = new SecretsProcess(_store);
        var arrived = 0;
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Both processes have seen that there is no key before either inserts one.
        _store.BeforeAdd = () =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                together.SetResult();
            }

            return together.Task;
        };
        var ciphertexts = await Task.WhenAll(
            Task.Run(async () => await _process.Protector.ProtectAsync(_context, "one"u8.ToArray(), default)),
            Task.Run(async () => await other.Protector.ProtectAsync(_context, "two"u8.ToArray(), default)));

        Assert.Single(_store.DataKeys);
        Assert.Equal("one"u8.ToArray(), (await other.Protector.UnprotectAsync(_context, ciphertexts[0], default)).Plaintext);
        Assert.Equal("two"u8.ToArray(), (await _process.Protector.UnprotectAsync(_context, ciphertexts[1], default)).Plaintext);
    }

    [Fact]
    public async Task Protect_ByManyThreads_KeepsEachValueApart()
    {
        await _process.Protector.PrepareAsync(s_organization, default);

        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, index =>
        {
            var plaintext = BitConverter.GetBytes(index);
            var context = _context with { Field = $"field {index}" };
            Assert.True(_process.Protector.TryProtect(context, plaintext, out var ciphertext));
            Assert.True(_process.Protector.TryUnprotect(context, ciphertext, out var result));
            Assert.Equal(plaintext, result.Plaintext);
        });
    }

    [Fact]
    public async Task Unprotect_AfterManyRestarts_ReadsWhatEachOfThemWrote()
    {
        var ciphertexts = new List<byte[]>();
        for (var start = 0; start < 150; start++)
        {
            using var process = new SecretsProcess(_store);
            ciphertexts.Add(await process.Protector.ProtectAsync(_context, BitConverter.GetBytes(start), default));
        }

        for (var start = 0; start < ciphertexts.Count; start++)
        {
            Assert.Equal(BitConverter.GetBytes(start), (await _process.Protector.UnprotectAsync(_context, ciphertexts[start], default)).Plaintext);
        }
    }

    [Fact]
    public async Task Protect_WithAFieldThatIsTooLongOrMissing_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await _process.Protector.ProtectAsync(_context with { Field = new string('x', 257) }, default, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _process.Protector.ProtectAsync(_context with { Field = "" }, default, default));
    }

    [Fact]
    public void Plaintext_OfAResultThatNobodyFilled_Throws()
    {
        Assert.True(default(UnprotectResult).IsUndecryptable);
        Assert.Throws<InvalidOperationException>(() => default(UnprotectResult).Plaintext);
    }

    private UnprotectResult Unprotect(SecretContext context, byte[] ciphertext) =>
        _process.Protector.UnprotectAsync(context, ciphertext, default).AsTask().GetAwaiter().GetResult();
}
