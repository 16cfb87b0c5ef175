using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;
using FsCheck;
using FsCheck.Fluent;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Connections;

/// <summary>Whatever commands are sent in whatever order: stable keys, kinds, types and the global values of the customer kind stay as they were made.</summary>
public sealed class ImmutabilityPropertyTests : IAsyncLifetime
{
    private ConsoleBench? _bench;
    private Plants? _plants;

    private ConsoleBench Bench => _bench!;

    private Plants Made => _plants!;

    public async Task InitializeAsync()
    {
        _bench = await ConsoleBench.CreateAsync(false);
        _plants = await Plants.PlantAsync(_bench);
    }

    public async Task DisposeAsync() => await _bench!.DisposeAsync();

    [Fact]
    public async Task NoSequenceOfCommands_ChangesWhatWasMadeForEver()
    {
        var before = await WhatIsForEverAsync();
        Prop.ForAll(
            Arb.From(from length in Gen.Choose(1, 12) from acts in Gen.ListOf(Gen.Choose(0, Acts(0).Count - 1), length) select acts.ToList()),
            acts => RunAndCompare(acts, before)).Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(20260101, 7));
    }

    private void RunAndCompare(List<int> acts, string before) => RunAndCompareAsync(acts, before).GetAwaiter().GetResult();

    private async Task RunAndCompareAsync(List<int> acts, string before)
    {
        foreach (var (act, number) in acts.Select((act, number) => (act, number)))
        {
            var request = Acts(number)[act];
            await Bench.SendAny(request);
            Assert.Equal(before, await WhatIsForEverAsync());
        }
    }

    /// <summary>Every way to change something about connections; some are refused, and which ones depends on what was done before.</summary>
    private IReadOnlyList<object> Acts(int number)
    {
        var other = new SubmittedValue("headerName", $"X-Other-{number}");
        return
        [
            new UpdateConnection(Made.AcmeId, $"Name {number}", "Description", [$"host{number}.example.com"]),
            new UpdateConnection(Made.BucketId, $"Bucket {number}", ""),
            new MarkDefaultConnection(Made.AcmeId, number % 2 == 0),
            new MarkDefaultConnection(Made.BucketId, true),
            new UpdateConnectionValues(Made.AcmeId, [other]),
            new UpdateConnectionValues(Made.BucketId, [new SubmittedValue("accessKeyId", $"AKIA-{number}")]),
            new UndoConnectionValues(Made.AcmeId),
            new UndoConnectionValues(Made.BucketId),
            new SetTestConnection(Made.AcmeId, [other, new SubmittedValue("apiKey", $"test-secret-{number}")]),
            new UndoTestConnection(Made.AcmeId),
            new RemoveTestConnection(Made.AcmeId),
            new CreateCustomerConnection(Made.AcmeId, Made.CustomerId, [new SubmittedValue("apiKey", $"secret-{number}")]),
            new CreateCustomerConnection(Made.AcmeId, Made.CustomerId, [other]),
            new UpdateCustomerConnection(Made.CustomerConnectionId, [other]),
            new UpdateCustomerConnection(Made.CustomerConnectionId, [new SubmittedValue("apiKey", $"secret-{number}")]),
            new UndoCustomerConnection(Made.CustomerConnectionId),
            new RemoveCustomerConnection(Made.CustomerConnectionId, Confirmed: true),
            new SupersedeConnection(Made.AcmeId, "Successor", $"successor-{number}", [other]),
            new CopyCustomerConnections(Made.AcmeId),
            new PauseConnectionInstances(Made.AcmeId),
            new DeleteConnection(Made.AcmeId),
            Plants.Acme("acme-API"),
        ];
    }

    private async Task<string> WhatIsForEverAsync()
    {
        var made = new[] { Made.AcmeId, Made.BucketId };
        var connections = await Bench.Read(db => db.OrganizationConnections.AsNoTracking().Where(c => made.Contains(c.Id)).OrderBy(c => c.StableKey).ToListAsync());
        var acme = connections.Single(c => c.Id == Made.AcmeId);
        var sets = await Bench.Read(db => db.ValueSets.AsNoTracking().Where(v => v.OwnerId == acme.Id).ToListAsync());
        return string.Join('\n', connections.Select(c => $"{c.StableKey} {c.NormalizedStableKey} {c.Kind} {c.Type} {string.Join(' ', c.Inputs)}"))
            + $"\n{acme.Values} {string.Join(' ', sets.SelectMany(s => s.Values).Select(v => $"{v.Key}={v.Plain} {v.SetAt:O} {v.SetBy}"))}";
    }
}
