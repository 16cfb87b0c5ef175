using System.Text.Json;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Testing;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Customers.Commands;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Secrets;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Tests.Support.Canary;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>Secrets are in no file, row, audit line or answer, and a ciphertext is worth nothing elsewhere.</summary>
public abstract class SecretTests : PipelineTests
{
    private static readonly CanaryScanner s_scanner = new(Plants.Canaries);

    [DatabaseFact]
    public async Task NoRowAndNoFile_HoldsASecret()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new DeployInstance(plants.InstanceId));
        Assert.Empty(await ScanAsync());
    }

    [DatabaseFact]
    public async Task ASecretThatIsPlantedInTheClear_IsFound()
    {
        await Bench.Ok(new CreateCustomer("Smith", Plants.Canaries[0]));
        Assert.NotEmpty(await ScanAsync());
    }

    [DatabaseFact]
    public async Task NoQuery_AnswersASecret()
    {
        var plants = await Plants.PlantAsync(Bench);
        await Bench.Ok(new DeployInstance(plants.InstanceId));
        var answered = 0;
        foreach (var type in typeof(CreateCustomer).Assembly.GetTypes().Where(t => !t.IsAbstract && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuery<>))))
        {
            foreach (var id in plants.All.Cast<Guid?>().Append(null))
            {
                var constructor = type.GetConstructors()[0];
                var (value, error) = await Bench.SendAny(constructor.Invoke([.. constructor.GetParameters().Select(p =>
                    p.ParameterType == typeof(Guid) ? id ?? Guid.NewGuid()
                    : p.ParameterType == typeof(PageRequest) ? new PageRequest()
                    : p.HasDefaultValue ? p.DefaultValue
                    : p.ParameterType == typeof(string) ? "a"
                    : p.ParameterType == typeof(ProbeTarget) ? new ProbeTarget(ValueOwner.OrganizationConnection, id ?? Guid.NewGuid())
                    : p.ParameterType == typeof(ConnectionTypeKey) ? new ConnectionTypeKey("aws-s3", "apiKeySecret")
                    : p.ParameterType == typeof(ConnectionType) ? new ConnectionType("a", "A", "", [new InputField("a", "A", InputType.String)], [])
                    : p.ParameterType is { IsInterface: true, IsGenericType: true } list ? Array.CreateInstance(list.GenericTypeArguments[0], 0)
                    : Activator.CreateInstance(p.ParameterType))]));
                var text = value is null ? error!.ToString() : JsonSerializer.Serialize(value, StoredJson.Options);
                Assert.Empty(s_scanner.ScanText(type.Name, text));
                answered += value is null ? 0 : 1;
            }
        }

        Assert.True(answered > 10, $"Only {answered} queries answered anything.");
    }

    [DatabaseFact]
    public async Task NoRefusal_RepeatsASecret()
    {
        var plants = await Plants.PlantAsync(Bench);
        var long1 = Plants.Canaries[0] + new string('x', 5_000);
        IRequest<Result<Guid>>[] wrong =
        [
            Plants.Bucket("other", long1),
            Plants.Bucket("other", Plants.Canaries[0] + "\nsecond line"),
            new Domain.Connections.Commands.UpdateCustomerConnection(plants.CustomerConnectionId, [new SubmittedValue("apiKey", long1)]),
            new Domain.ConfigVariables.Commands.SetOrganizationConfigVariable("key", Plants.Canaries[4] + "\0", true),
            new Domain.Credentials.Commands.CreateCredential("c", "basic", [new SubmittedValue("password", Plants.Canaries[3])]),
        ];
        foreach (var request in wrong)
        {
            var error = (await Bench.Send(request)).Error;
            Assert.NotNull(error);
            Assert.Empty(s_scanner.ScanText(request.GetType().Name, error.ToString()));
        }
    }

    [DatabaseFact]
    public async Task EachSecret_DecryptsWhereItStandsAndNowhereElse()
    {
        await Plants.PlantAsync(Bench);
        var protector = Bench.Services.GetRequiredService<ISecretProtector>();
        var sets = await Bench.Read(db => db.ValueSets.AsNoTracking().ToListAsync());
        var secrets = sets.SelectMany(s => s.Values.Where(v => v.IsSecret).Select(v => (Set: s, Value: v))).ToList();
        Assert.Equal(Plants.Canaries.Count, secrets.Count);
        foreach (var (set, value) in secrets)
        {
            foreach (var (otherSet, otherValue) in secrets)
            {
                var result = await protector.UnprotectAsync(SecretBinding.For(set.OrganizationId, set.OwnerId, value.Key), otherValue.Ciphertext, CancellationToken.None);
                Assert.Equal(ReferenceEquals(set, otherSet) ? UnprotectStatus.Ok : UnprotectStatus.NotAuthentic, result.Status);
            }

            Assert.Equal(UnprotectStatus.NotAuthentic, (await protector.UnprotectAsync(
                SecretBinding.For(set.OrganizationId, set.OwnerId, "anotherField"), value.Ciphertext, CancellationToken.None)).Status);
            Assert.NotEqual(UnprotectStatus.Ok, (await protector.UnprotectAsync(
                SecretBinding.For(Guid.NewGuid(), set.OwnerId, value.Key), value.Ciphertext, CancellationToken.None)).Status);
        }
    }

    [DatabaseFact]
    public async Task EqualSecrets_HaveOneFingerprintInTheOrganizationAndAnotherElsewhere()
    {
        var other = Guid.CreateVersion7();
        await Bench.Ok(new Domain.Organizations.Commands.CreateOrganization("Other"), organization: other);
        var first = await FingerprintAsync(await Bench.Ok(Plants.Bucket("one")), null);
        var second = await FingerprintAsync(await Bench.Ok(Plants.Bucket("two")), null);
        var foreign = await FingerprintAsync(await Bench.Ok(Plants.Bucket("one"), organization: other), other);
        Assert.Equal(first, second);
        Assert.NotEqual(first, foreign);

        Task<string?> FingerprintAsync(Guid owner, Guid? organization) => Bench.Read(
            async db => (await db.ValueSets.SingleAsync(v => v.OwnerId == owner)).Find("secretAccessKey")!.Fingerprint, organization);
    }

    [DatabaseFact]
    public async Task AViewer_CannotChangeAnythingAndLearnsNoValue()
    {
        var plants = await Plants.PlantAsync(Bench);
        var viewer = new Actor(ActorKind.Person, Guid.NewGuid(), "Vera", Roles.Viewer);
        var before = await Bench.Dump();
        await Bench.Refused<ForbiddenError>(new CreateCustomer("X"), viewer);
        await Bench.Refused<ForbiddenError>(new DeployInstance(plants.InstanceId, true), viewer);
        await Bench.Refused<ForbiddenError>(new Domain.Connections.Commands.UpdateConnectionValues(plants.BucketId, []), viewer);
        Assert.Equal(before, await Bench.Dump());
    }

    private async Task<IReadOnlyList<CanaryFinding>> ScanAsync()
    {
        var findings = s_scanner.ScanText("rows", string.Join('\n', await Bench.Dump()).ToLowerInvariant()).ToList();
        findings.AddRange(s_scanner.ScanDirectory(Bench.DataDirectory));
        return findings;
    }
}

public sealed class SqliteSecretTests : SecretTests;

public sealed class PostgreSqlSecretTests : SecretTests;
