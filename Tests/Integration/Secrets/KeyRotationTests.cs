using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Persistence.Rotation;
using ConnectionsConsole.Infrastructure.Secrets.Keys;
using ConnectionsConsole.Infrastructure.Secrets.Rotation;
using ConnectionsConsole.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Secrets;

/// <summary>Key rotation over a real database and the console's own services.</summary>
public sealed class KeyRotationTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ServiceProvider _services;
    private readonly Guid _organizationId = Guid.CreateVersion7();

    public KeyRotationTests() => _services = Services();

    [Fact]
    public async Task RotateDataKeys_EncryptsEveryValueAgain_AndKeepsValuesAndFingerprints()
    {
        await SetUpAsync();
        var before = await ReadSecretAsync();

        var done = await _services.GetRequiredService<IKeyRotation>().RotateDataKeysAsync(null, CancellationToken.None);

        var after = await ReadSecretAsync();
        Assert.Equal((1L, 0L, 0), (done.Reencrypted, done.Undecryptable, done.UnfinishedOrganizations));
        Assert.NotEqual(before.Ciphertext, after.Ciphertext);
        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.Equal("s3cr3t-of-the-rotation", await DecryptAsync(after));
    }

    [Fact]
    public async Task RotateDataKeys_ReadsLargeOutputsAFewMegabytesAtATime()
    {
        await SetUpAsync();
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.Operator, _organizationId);
        var db = scope.ServiceProvider.GetRequiredService<ConsoleDbContext>();
        db.Add(new Run { Sequence = 1, Id = Guid.CreateVersion7(), OrganizationId = _organizationId, FlowKey = "main", StartedBy = "Ada", Configuration = "{}" });
        int[] sizes = [5_000_000, 3_000_000, 1_000_000, 1_000_000, 100, 100, 6_000_000];
        foreach (var (size, i) in sizes.Select((size, i) => (size, i)))
        {
            db.Add(new StepRun { RunSequence = 1, Ordinal = i, OrganizationId = _organizationId, Path = $"s{i}", ExactOutput = new byte[size], OutputLength = size });
        }

        await db.SaveChangesAsync();
        var source = new StepOutputCiphertexts(_services.GetRequiredService<ConsoleDbFactory>());
        var pages = new List<int[]>();
        while (await source.ReadPageAsync(_organizationId, Guid.Empty, pages.Count == 0 ? null : $"1/{pages.Sum(p => p.Length) - 1}", 200, CancellationToken.None) is { Count: > 0 } page)
        {
            pages.Add([.. page.Select(c => c.Ciphertext.Length)]);
        }

        Assert.Equal([[5_000_000], [3_000_000, 1_000_000], [1_000_000, 100, 100], [6_000_000]], pages);
    }

    [Fact]
    public async Task RotateMaster_LeavesValuesReadable_ForAProcessThatStartsAfterwards()
    {
        await SetUpAsync();
        var rotation = _services.GetRequiredService<IKeyRotation>();

        var done = await rotation.RotateMasterAsync(CancellationToken.None);

        Assert.True(done.IsComplete);
        Assert.True(done.Rewrapped > 0);
        Assert.Equal("s3cr3t-of-the-rotation", await DecryptAsync(await ReadSecretAsync()));
    }

    [Fact]
    public async Task RotateMaster_WrapsTheKeysOfCookiesAgain_SoThatNobodyIsSignedOutWithoutTheEarlierKey()
    {
        await SetUpAsync();
        var cookie = _services.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("Ada");
        var before = await ReadProtectionKeysAsync();

        var first = await _services.GetRequiredService<IKeyRotation>().RotateMasterAsync(CancellationToken.None);
        ForgetEarlierMasterKeys();

        await using var restarted = Services();
        await restarted.GetRequiredService<IConsoleStartup>().PrepareAsync(CancellationToken.None);
        Assert.True(first.IsComplete);
        Assert.NotEqual(before, await ReadProtectionKeysAsync());
        Assert.Equal("Ada", restarted.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Unprotect(cookie));
        Assert.Equal("s3cr3t-of-the-rotation", await DecryptAsync(await ReadSecretAsync(), restarted));
    }

    [Fact]
    public async Task RotateMaster_CutShortBeforeTheKeysOfCookies_GoesOnWithTheSameMasterKey()
    {
        await SetUpAsync();
        _services.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("Ada");
        var dependent = _services.GetRequiredService<IMasterKeyDependent>();
        var earlier = Assert.Single(await dependent.ListMasterKeyIdsAsync(CancellationToken.None));
        var rotation = _services.GetRequiredService<IKeyRotation>();
        await rotation.RotateMasterAsync(CancellationToken.None);
        var current = _services.GetRequiredService<MasterKeyRing>().Current.Id;
        var rows = await ReadProtectionKeysAsync();
        await WriteProtectionKeysAsync(rows.Select(xml => xml.Replace(current, earlier, StringComparison.Ordinal)));

        // The row now names the earlier key with what the later one wrapped: it cannot be unwrapped, which must not end the rotation.
        var again = await rotation.RotateMasterAsync(CancellationToken.None);

        Assert.True(again.IsComplete);
        Assert.Equal(current, _services.GetRequiredService<MasterKeyRing>().Current.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    private ServiceProvider Services()
    {
        // A rotation waits until other processes have noticed the new key; here there are none.
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Secrets:CurrentKeyRefresh"] = "00:00:00.050" }).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddDomain()
            .AddInfrastructure(configuration, new DataDirectory(_directory.Path))
            .BuildServiceProvider();
    }

    private async Task SetUpAsync()
    {
        await _services.GetRequiredService<IConsoleStartup>().PrepareAsync(CancellationToken.None);
        var sender = _services.GetRequiredService<RequestSender>();
        Assert.Null((await sender.Send(Actor.Operator, _organizationId, new CreateOrganization("Acme"))).Error);
        Assert.Null((await sender.Send(Actor.Operator, _organizationId, new CreateCredential(
            "Keys", AuthorizationMethods.ApiKeySecret, [new SubmittedValue("api_key", "AKIA"), new SubmittedValue("api_secret", "s3cr3t-of-the-rotation")]))).Error);
    }

    private async Task<StoredSecret> ReadSecretAsync()
    {
        await using var db = _services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        var set = await db.ValueSets.IgnoreQueryFilters().AsNoTracking().SingleAsync();
        var value = set.Values.Single(v => v.IsSecret);
        return new StoredSecret(set.OwnerId, value.Key, value.Ciphertext!, value.Fingerprint!);
    }

    private async Task<List<string>> ReadProtectionKeysAsync()
    {
        await using var db = _services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        return await db.DataProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).ToListAsync();
    }

    private async Task WriteProtectionKeysAsync(IEnumerable<string> rows)
    {
        await using var db = _services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        await db.DataProtectionKeys.ExecuteDeleteAsync();
        db.DataProtectionKeys.AddRange(rows.Select(xml => new DataProtectionKey { FriendlyName = "key", Xml = xml }));
        await db.SaveChangesAsync();
    }

    private void ForgetEarlierMasterKeys()
    {
        var earlier = Directory.GetFiles(_directory.Combine("keys"), "master-*.key");
        Assert.Single(earlier);
        Array.ForEach(earlier, File.Delete);
    }

    private async Task<string> DecryptAsync(StoredSecret secret, IServiceProvider? services = null)
    {
        var result = await (services ?? _services).GetRequiredService<ISecretProtector>()
            .UnprotectAsync(SecretBinding.For(_organizationId, secret.OwnerId, secret.Key), secret.Ciphertext, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(result.Plaintext);
    }

    private sealed record StoredSecret(Guid OwnerId, string Key, byte[] Ciphertext, string Fingerprint);
}
