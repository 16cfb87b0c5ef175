using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Tests.Integration.Persistence;
using ConnectionsConsole.Tests.Support.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Secrets;

/// <summary>
/// <c>keys rotate</c> as a process of its own, killed half-way (kill -9) and started again, while this process goes on reading and writing: nothing becomes
/// unreadable at any moment, and fingerprints stay what they are.
/// </summary>
public abstract partial class KilledRotationTests : PipelineTests
{
    private const int Owners = 3_000;

    protected override (string Key, string Value)[] Settings => [("Secrets:CurrentKeyRefresh", "00:00:00.500")];

    [DatabaseFact]
    public async Task Rotation_KilledHalfWay_IsFinishedByTheNext_WhileValuesAreReadAndWritten()
    {
        var sets = await PlantAsync();
        using var stop = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        var readers = Enumerable.Range(0, 2).Select(i => Task.Run(() => ReadOnAsync(sets, i, failures, stop.Token))).ToList();
        var written = Task.Run(() => WriteOnAsync(stop.Token));

        try
        {
            await using (var killed = Start())
            {
                await killed.WaitForLineAsync(SomeEncrypted());
                await killed.KillAsync();
            }

            var (halfNew, halfOld) = await CountByKeyAsync(sets);
            Assert.True(halfNew > 0 && halfOld > 0, $"killed too early or too late: {halfNew} new, {halfOld} old");
            await AssertAllReadableAsync(sets);

            await using (var finished = Start())
            {
                Assert.True(await finished.WaitForExitAsync() == 0, finished.Output);
                Assert.Contains("1 organizations have a new data key", finished.Output, StringComparison.Ordinal);
            }
        }
        finally
        {
            // Also where the test fails: nothing may go on reading in the background.
            await stop.CancelAsync();
            await Task.WhenAll(readers);
        }

        var more = await written;
        Assert.Empty(failures);
        await AssertAllReadableAsync(sets.Concat(more));
        Assert.Equal((sets.Count, 0), await CountByKeyAsync(sets));
        await using var db = Bench.Services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        var keys = await db.DataKeys.AsNoTracking().Where(k => k.OrganizationId == Bench.OrganizationId).OrderBy(k => k.Number).ToListAsync();
        Assert.Equal([true, false], keys.Select(k => k.RetiredAt is not null));
    }

    /// <summary>Looks at everything in turn, some hundred values a second. On a thread of its own: SQLite answers without ever waiting.</summary>
    private async Task ReadOnAsync(IReadOnlyList<Planted> sets, int first, ConcurrentQueue<string> failures, CancellationToken stop)
    {
        for (var i = first; !stop.IsCancellationRequested; i = (i + 7) % sets.Count)
        {
            if (await ProblemAsync(sets[i]) is { } problem)
            {
                failures.Enqueue(problem);
                return;
            }

            await Task.Delay(2, CancellationToken.None);
        }
    }

    private async Task<List<Planted>> WriteOnAsync(CancellationToken stop)
    {
        var written = new List<Planted>();
        while (!stop.IsCancellationRequested)
        {
            written.AddRange(await AddAsync(Owners + written.Count, 1));
            await Task.Delay(20, CancellationToken.None);
        }

        return written;
    }

    private Task<List<Planted>> PlantAsync() => AddAsync(0, Owners);

    private async Task<List<Planted>> AddAsync(int first, int count)
    {
        var (protector, fingerprinter) = (Bench.Services.GetRequiredService<ISecretProtector>(), Bench.Services.GetRequiredService<IFingerprinter>());
        await protector.PrepareAsync(Bench.OrganizationId, CancellationToken.None);
        var planted = new List<Planted>();
        return await Bench.Read(async db =>
        {
            for (var i = first; i < first + count; i++)
            {
                var (owner, secret) = (Guid.CreateVersion7(), $"secret-{i}-of-the-rotation");
                var ciphertext = await protector.ProtectAsync(SecretBinding.For(Bench.OrganizationId, owner, "apiKey"), Encoding.UTF8.GetBytes(secret), CancellationToken.None);
                var fingerprint = await fingerprinter.FingerprintAsync(Bench.OrganizationId, "apiKey", secret.AsMemory(), CancellationToken.None);
                var set = new ValueSet(
                    Bench.OrganizationId, ValueOwner.Credential, owner, 1, [new StoredValue("apiKey", null, ciphertext, fingerprint, DateTime.UtcNow, "Ada")], DateTime.UtcNow, "Ada");
                db.ValueSets.Add(set);
                planted.Add(new Planted(set.Id, owner, secret, fingerprint));
            }

            Assert.Null(await db.SaveAsync(CancellationToken.None));
            return planted;
        });
    }

    private async Task AssertAllReadableAsync(IEnumerable<Planted> sets)
    {
        var all = await Bench.Read(db => db.ValueSets.AsNoTracking().ToDictionaryAsync(v => v.Id));
        foreach (var planted in sets)
        {
            Assert.Null(await ProblemAsync(planted, all[planted.Id]));
        }
    }

    private async Task<string?> ProblemAsync(Planted planted) =>
        await ProblemAsync(planted, await Bench.Read(db => db.ValueSets.AsNoTracking().SingleAsync(v => v.Id == planted.Id)));

    private async Task<string?> ProblemAsync(Planted planted, ValueSet set)
    {
        var value = set.Values.Single();
        var result = await Bench.Services.GetRequiredService<ISecretProtector>()
            .UnprotectAsync(SecretBinding.For(Bench.OrganizationId, planted.Owner, "apiKey"), value.Ciphertext!, CancellationToken.None);
        return !result.TryGetPlaintext(out var plaintext) ? $"{planted.Secret}: {result.Status}"
            : Encoding.UTF8.GetString(plaintext) != planted.Secret ? $"{planted.Secret}: another value"
            : value.Fingerprint != planted.Fingerprint ? $"{planted.Secret}: another fingerprint"
            : null;
    }

    private async Task<(int New, int Old)> CountByKeyAsync(List<Planted> sets)
    {
        await using var db = Bench.Services.GetRequiredService<ConsoleDbFactory>().CreateUnscoped();
        var current = (await db.DataKeys.AsNoTracking().Where(k => k.OrganizationId == Bench.OrganizationId).OrderByDescending(k => k.Number).FirstAsync()).Id;
        var ids = sets.Select(s => s.Id).ToHashSet();
        var all = await db.ValueSets.IgnoreQueryFilters().AsNoTracking().Where(v => v.OrganizationId == Bench.OrganizationId).ToListAsync();
        var keys = all.Where(v => ids.Contains(v.Id)).Select(v => Infrastructure.Secrets.CiphertextFormat.TryReadKeyId(v.Values.Single().Ciphertext!, out var key) ? key : Guid.Empty).ToList();
        return (keys.Count(k => k == current), keys.Count(k => k != current));
    }

    private ConsoleProcess Start() => ConsoleProcess.Start(["keys", "rotate", "--data", Bench.DataDirectory], environment: Bench.Environment);

    [GeneratedRegex(@"^[1-9]\d* values encrypted again$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SomeEncrypted();

    private sealed record Planted(Guid Id, Guid Owner, string Secret, string Fingerprint);
}

[Trait("Suite", "Long")]
public sealed class SqliteKilledRotationTests : KilledRotationTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlKilledRotationTests : KilledRotationTests;
