using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Organizations.Commands;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Support;
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

    public KeyRotationTests()
    {
        // A rotation waits until other processes have noticed the new key; here there are none.
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Secrets:CurrentKeyRefresh"] = "00:00:00.050" }).Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddDomain()
            .AddInfrastructure(configuration, new DataDirectory(_directory.Path))
            .BuildServiceProvider();
    }

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
    public async Task RotateMaster_LeavesValuesReadable_ForAProcessThatStartsAfterwards()
    {
        await SetUpAsync();
        var rotation = _services.GetRequiredService<IKeyRotation>();

        var done = await rotation.RotateMasterAsync(CancellationToken.None);

        Assert.True(done.IsComplete);
        Assert.True(done.Rewrapped > 0);
        Assert.Equal("s3cr3t-of-the-rotation", await DecryptAsync(await ReadSecretAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
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

    private async Task<string> DecryptAsync(StoredSecret secret)
    {
        var result = await _services.GetRequiredService<ISecretProtector>()
            .UnprotectAsync(SecretBinding.For(_organizationId, secret.OwnerId, secret.Key), secret.Ciphertext, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(result.Plaintext);
    }

    private sealed record StoredSecret(Guid OwnerId, string Key, byte[] Ciphertext, string Fingerprint);
}
