using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Credentials;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Credentials.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Commands;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Integration.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConnectionsConsole.Tests.Integration.Settings;

/// <summary>Credentials through the pipeline: made, shown, replaced, undone, deleted, and every refusal.</summary>
public abstract class CredentialTests : PipelineTests
{
    private static readonly Actor s_support = new(ActorKind.Person, Guid.NewGuid(), "Sue", Roles.Support);

    public static IReadOnlyDictionary<string, SubmittedValue[]> ValuesOf { get; } = new Dictionary<string, SubmittedValue[]>
    {
        [AuthorizationMethods.ApiKeySecret] = [new("api_key", "AKIA"), new("api_secret", "secret-canary-1")],
        [AuthorizationMethods.Basic] = [new("username", "ada"), new("password", "secret-canary-2")],
        [AuthorizationMethods.PrivateKey] = [new("username", "ada"), new("private_key", "-----BEGIN KEY-----\nsecret-canary-3\n-----END KEY-----\n")],
        [AuthorizationMethods.ApiKey] = [new("api_key", "secret-canary-4")],
        [AuthorizationMethods.OAuth2] = [new("client_id", "app"), new("client_secret", "secret-canary-5"), new("auth_uri", "https://id.example.com/auth"), new("token_uri", "https://id.example.com/token")],
        [AuthorizationMethods.OAuth2ClientCredentials] = [new("client_id", "app"), new("client_secret", "secret-canary-6"), new("token_uri", "https://id.example.com/token")],
    };

    [DatabaseFact]
    public async Task EachMethod_TakesItsFieldsAndShowsNoSecret()
    {
        foreach (var method in AuthorizationMethods.All)
        {
            var id = await Bench.Ok(new CreateCredential($"Keys of {method.Label}", method.Key, ValuesOf[method.Key]));
            var detail = await Bench.Ok(new GetCredential(id));
            Assert.Equal(method.Label, detail.Method);
            Assert.Equal(method.Fields.Select(f => f.Key), detail.Values.Select(v => v.Field.Key));
            Assert.All(detail.Values, v => Assert.Equal(ValuesOf[method.Key].Any(s => s.Key == v.Field.Key), v.IsSet));
            Assert.All(detail.Values.Where(v => v.Field.IsSecret), v => Assert.Null(v.Value));
            Assert.All(detail.Values.Where(v => v.IsSet), v => Assert.Equal("Operator", v.SetBy));
            Assert.Null(detail.Previous);
        }

        var rows = string.Join('\n', await Bench.Dump());
        Assert.DoesNotContain("SECRET-CANARY", rows, StringComparison.Ordinal);
        Assert.Contains(AuthorizationMethods.All, m => m.Fields.Any(f => f.IsSecret && f.Type == InputType.Text));
    }

    [DatabaseFact]
    public async Task EachRequiredField_IsAskedForAtItsPlace()
    {
        foreach (var method in AuthorizationMethods.All)
        {
            foreach (var field in method.Fields.Where(f => f.Required))
            {
                SubmittedValue[] without = [.. ValuesOf[method.Key].Where(v => v.Key != field.Key)];
                var error = await Bench.Refused<InvalidError>(new CreateCredential("Keys", method.Key, without));
                Assert.Equal((field.Key, $"\"{field.Label}\" is required."), (error.Fields[0].Field, error.Fields[0].Message));
            }
        }

        Assert.Equal(0, await Bench.Read(db => db.Credentials.CountAsync()) + await Bench.Read(db => db.ValueSets.CountAsync()));
    }

    [DatabaseFact]
    public async Task Create_WithNonsense_IsRefusedAtTheField()
    {
        await ExpectAsync("name", new CreateCredential("  ", "basic", ValuesOf["basic"]));
        await ExpectAsync("name", new CreateCredential(new string('x', 201), "basic", ValuesOf["basic"]));
        await ExpectAsync("name", new CreateCredential("a\0b", "basic", ValuesOf["basic"]));
        await ExpectAsync("authorizationMethod", new CreateCredential("Keys", "magic", []));
        await ExpectAsync("token", new CreateCredential("Keys", "basic", [.. ValuesOf["basic"], new("token", "x")]));
        await ExpectAsync("password", new CreateCredential("Keys", "basic", [new("username", "ada"), new("password", "two\nlines")]));
        await ExpectAsync("private_key", new CreateCredential("Keys", "private_key", [new("username", "ada"), new("private_key", new string('k', 10_000_000))]));
        await ExpectAsync("password", new CreateCredential("Keys", "basic", [new("username", "ada"), new("password", "nu\0ll-secret")]));
        Assert.Equal(0, await Bench.Read(db => db.Credentials.CountAsync()));

        async Task ExpectAsync(string field, CreateCredential request)
        {
            var error = await Bench.Refused<InvalidError>(request);
            Assert.Equal(field, Assert.Single(error.Fields).Field);
            Assert.DoesNotContain(request.Values, v => v.Value is { Length: > 3 } value && error.ToString().Contains(value, StringComparison.Ordinal));
        }
    }

    [DatabaseFact]
    public async Task Update_ReplacesWhatIsGivenKeepsTheRestAndIsUndone()
    {
        var id = await Bench.Ok(new CreateCredential("Keys", "basic", ValuesOf["basic"]));
        var first = await SetAsync(id);
        await Bench.Ok(new UpdateCredential(id, "Other keys", [new("password", "another-secret")]));
        var second = await SetAsync(id);
        Assert.Equal("ada", second.Find("username")!.Plain);
        Assert.NotEqual(first.Find("password")!.Fingerprint, second.Find("password")!.Fingerprint);
        var detail = await Bench.Ok(new GetCredential(id));
        Assert.Equal(("Other keys", first.CreatedAt), (detail.Name, detail.Previous!.SetAt));

        await Bench.Ok(new UndoCredential(id, detail.Revision));
        Assert.Equal(first.Id, (await SetAsync(id)).Id);
        await Bench.Ok(new UndoCredential(id));
        Assert.Equal(second.Id, (await SetAsync(id)).Id);
        await Bench.Refused<InvalidError>(new UpdateCredential(id, "Other keys", [new("username", "")]));
        Assert.Equal(second.Id, (await SetAsync(id)).Id);
    }

    [DatabaseFact]
    public async Task Renaming_MakesNoVersionOfTheValues()
    {
        var id = await Bench.Ok(new CreateCredential("Keys", "basic", ValuesOf["basic"]));
        await Bench.Ok(new UpdateCredential(id, "Renamed", [new("password", null)]));
        Assert.Equal(1, await Bench.Read(db => db.ValueSets.CountAsync()));
        var error = await Bench.Refused<ConflictError>(new UndoCredential(id));
        Assert.Contains("no earlier version", error.Message, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task TwoEditors_TheSecondIsToldAndOverwritesNothing()
    {
        var id = await Bench.Ok(new CreateCredential("Keys", "basic", ValuesOf["basic"]));
        var seen = (await Bench.Ok(new GetCredential(id))).Revision;
        await Bench.Ok(new UpdateCredential(id, "First", [], seen));
        await Bench.Refused<StaleError>(new UpdateCredential(id, "Second", [new("password", "second-secret")], seen));
        await Bench.Refused<StaleError>(new UndoCredential(id, seen));
        Assert.Equal("First", (await Bench.Ok(new GetCredential(id))).Name);
        Assert.Equal(1, await Bench.Read(db => db.ValueSets.CountAsync()));
    }

    [DatabaseFact]
    public async Task ATakenName_IsRefusedInAnyCase()
    {
        await Bench.Ok(new CreateCredential("Keys", "basic", ValuesOf["basic"]));
        var other = await Bench.Ok(new CreateCredential("Others", "basic", ValuesOf["basic"]));
        var error = await Bench.Refused<ConflictError>(new UpdateCredential(other, " KEYS ", []));
        Assert.Equal(("name", CredentialErrors.NameTaken), (error.Field, error.Message));
    }

    [DatabaseFact]
    public async Task Delete_WhileBound_IsRefusedWithItsUsersAndSucceedsAfterwards()
    {
        var plants = await Plants.PlantAsync(Bench);
        var error = await Bench.Refused<InUseError>(new DeleteCredential(plants.CredentialId));
        Assert.Equal([new Usage("integration", plants.IntegrationId, "Avatar Sync"), new Usage("instance", plants.InstanceId, "Sync for Smith")], error.Users);
        Assert.Contains("instance \"Sync for Smith\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await Bench.Ok(new GetCredential(plants.CredentialId))).Users);

        await Bench.Ok(new ConfigureInstance(plants.InstanceId, InstanceConfiguration.Empty));
        Assert.Equal("integration", Assert.Single((await Bench.Refused<InUseError>(new DeleteCredential(plants.CredentialId))).Users).Kind);
        await Bench.Ok(new ConfigureTests(plants.IntegrationId, InstanceConfiguration.Empty));
        await Bench.Ok(new DeleteCredential(plants.CredentialId));
        await Bench.Refused<NotFoundError>(new DeleteCredential(plants.CredentialId));
        Assert.Equal(0, await Bench.Read(db => db.ValueSets.CountAsync(v => v.OwnerId == plants.CredentialId)));
    }

    [DatabaseFact]
    public async Task AnArchivedInstance_UsesNothingAnyMore()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new ConfigureTests(plants.IntegrationId, InstanceConfiguration.Empty));
        await Bench.Read(async db =>
        {
            (await db.Instances.SingleAsync(i => i.Id == plants.InstanceId)).Archive(DateTime.UtcNow);
            return await db.SaveAsync(CancellationToken.None);
        });
        await Bench.Ok(new DeleteCredential(plants.CredentialId));
    }

    [DatabaseFact]
    public async Task WhatWasBoundInTheMeantime_IsNotDeletedEither()
    {
        var plants = await Plants.PlantAsync(Bench);
        var error = await Bench.Read(async db =>
        {
            // As a delete would that had looked for users before the binding was saved.
            db.Credentials.Remove(await db.Credentials.SingleAsync(c => c.Id == plants.CredentialId));
            return await db.SaveAsync(CancellationToken.None);
        });
        Assert.IsType<ConflictError>(error);
        await Bench.Ok(new GetCredential(plants.CredentialId));
    }

    [DatabaseFact]
    public async Task TheUsers_AreListedByNameAndSupportSeesNoIntegrations()
    {
        var plants = await Plants.PlantAsync(Bench);
        var users = await Bench.Ok(new ListCredentialUsers(plants.CredentialId, new PageRequest()));
        Assert.Equal(["Avatar Sync", "Sync for Smith"], users.Items.Select(u => u.Name));
        Assert.Equal("Sync for Smith", Assert.Single((await Bench.Ok(new ListCredentialUsers(plants.CredentialId, new PageRequest(Search: "smith")))).Items).Name);
        var seen = await Bench.Ok(new ListCredentialUsers(plants.CredentialId, new PageRequest()), s_support);
        Assert.DoesNotContain(seen.Items, u => u.Name.Contains("Avatar", StringComparison.Ordinal) || u.Id == plants.IntegrationId);
        Assert.Equal(2, seen.Total);
    }

    [DatabaseFact]
    public async Task SomebodyWhoMayNotChangeThem_SeesTheShapeAlone()
    {
        var id = await Bench.Ok(new CreateCredential("Keys", "basic", ValuesOf["basic"]));
        var detail = await Bench.Ok(new GetCredential(id), s_support);
        Assert.All(detail.Values, v => Assert.True(v is { IsSet: true, Value: null }));
        Assert.Equal("ada", (await Bench.Ok(new GetCredential(id))).Values[0].Value);
    }

    [DatabaseFact]
    public async Task TheList_PagesSearchesFiltersAndSorts()
    {
        for (var i = 0; i < 30; i++)
        {
            await Bench.Ok(new CreateCredential($"Key {i:00}", i % 3 == 0 ? "basic" : "api_key", i % 3 == 0 ? ValuesOf["basic"] : ValuesOf["api_key"]));
        }

        var second = await Bench.Ok(new ListCredentials(new PageRequest(2, 25)));
        Assert.Equal((30, 5, "Key 25"), (second.Total, second.Items.Count, second.Items[0].Name));
        Assert.Equal("Key 29", (await Bench.Ok(new ListCredentials(new PageRequest(Descending: true)))).Items[0].Name);
        Assert.Equal(10, (await Bench.Ok(new ListCredentials(new PageRequest(), "basic"))).Total);
        Assert.Equal("Key 07", Assert.Single((await Bench.Ok(new ListCredentials(new PageRequest(Search: "KEY 07")))).Items).Name);
        Assert.Equal("Basic", (await Bench.Ok(new ListCredentials(new PageRequest(Sort: "method", Descending: true)))).Items[0].Method);
        Assert.Equal("Key 29", (await Bench.Ok(new ListCredentials(new PageRequest(Sort: "changed", Descending: true)))).Items[0].Name);
        await Bench.Refused<InvalidError, Page<CredentialRow>>(new ListCredentials(new PageRequest(Search: new string('x', 300))));
    }

    private Task<ValueSet> SetAsync(Guid id) => Bench.Read(async db =>
    {
        var current = (await db.Credentials.AsNoTracking().SingleAsync(c => c.Id == id)).Values.CurrentId;
        return await db.ValueSets.AsNoTracking().SingleAsync(v => v.Id == current);
    });
}

public sealed class SqliteCredentialTests : CredentialTests;

[Trait("Suite", "Long")]
public sealed class PostgreSqlCredentialTests : CredentialTests;
