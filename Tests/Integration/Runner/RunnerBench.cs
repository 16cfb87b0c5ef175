using System.Data.Common;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Connectors.BuiltIn;
using ConnectionsConsole.Domain.Customers;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Integrations;
using ConnectionsConsole.Domain.Integrations.Steps;
using ConnectionsConsole.Domain.Organizations;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>An organization with a customer and an instance whose steps are scripted, and as many processes over its database as a test starts.</summary>
internal sealed class RunnerBench : IAsyncDisposable
{
    public const string SlotKey = "Partner";
    public const string ConnectionKey = "partner-basic";

    private readonly RunnerDatabase _database;
    private readonly ServiceProvider _services;
    private readonly List<TestNode> _nodes = [];

    private RunnerBench(RunnerDatabase database)
    {
        _database = database;
        _services = database.AddTo(new ServiceCollection(), database.Configure()).BuildServiceProvider();
    }

    public Guid OrganizationId { get; } = Guid.CreateVersion7();

    public Guid InstanceId { get; private set; }

    public Guid IntegrationId { get; private set; }

    public Guid ConnectionId { get; private set; }

    public Guid CustomerId { get; private set; }

    public ScriptedSteps Steps { get; } = new();

    public RunnerDatabase Database => _database;

    /// <summary>One flow of code steps with these names, and an instance of it.</summary>
    public static Task<RunnerBench> CreateAsync(RunnerDatabase database, params string[] stepNames) =>
        CreateAsync(database, new IntegrationDefinition([FlowOf(stepNames)], []));

    public static async Task<RunnerBench> CreateAsync(RunnerDatabase database, IntegrationDefinition definition, string? secret = null)
    {
        var bench = new RunnerBench(database);
        await bench.SetUpAsync(definition, secret);
        return bench;
    }

    public static Flow FlowOf(params string[] stepNames) =>
        new("main", "Main", TriggerDefinition.Manual, [.. stepNames.Select((name, i) => CodeStep($"s{i}", name))]);

    public static Step CodeStep(string id, string name, ErrorHandling? handling = null) =>
        new(id, name, CodeConnector.Key, CodeConnector.RunCode.Action, new Dictionary<string, InputValue>(), ErrorHandling: handling);

    /// <summary>A definition whose slot takes the organization's connection; a POST step uses it.</summary>
    public static IntegrationDefinition WithConnection(params Step[] steps) => new(
        [new Flow("main", "Main", TriggerDefinition.Manual, steps)],
        [new RequiredConfigVariable(SlotKey, ConfigVariableType.Connection, Connection: new ConnectionSlot(HttpConnector.Key, HttpConnector.BasicType, ConnectionKey))]);

    public static Step PostStep(string id, string name, params (string Key, InputValue Value)[] inputs) =>
        new(id, name, HttpConnector.Key, HttpConnector.Post.Action, inputs.ToDictionary(i => i.Key, i => i.Value));

    public RunRequest Request(RunTrigger trigger = RunTrigger.InstanceTest) => new(OrganizationId, InstanceId, null, trigger, "Tester");

    public RunRequest DraftRequest() => new(OrganizationId, null, IntegrationId, RunTrigger.DesignerTest, "Tester");

    public Task<TestNode> StartNodeAsync(params (string Key, string Value)[] settings) => StartNodeAsync(null, settings);

    public async Task<TestNode> StartNodeAsync(TimeProvider? time, params (string Key, string Value)[] settings)
    {
        var node = await TestNode.StartAsync(_database, Steps, time, settings);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Works with the database as handlers do.</summary>
    public async Task<T> InOrganizationAsync<T>(Func<IServiceProvider, IConsoleDb, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(Actor.System, OrganizationId);
        return await work(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<IConsoleDb>());
    }

    public Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request) =>
        InOrganizationAsync((services, _) => services.GetRequiredService<ISender>().Send(request));

    public Task<Run> RunRowAsync(Guid runId) => InOrganizationAsync((_, db) => db.Runs.SingleAsync(r => r.Id == runId));

    public Task<Run> OnlyRunAsync() => InOrganizationAsync((_, db) => db.Runs.SingleAsync());

    public Task<List<Run>> RunRowsAsync() => InOrganizationAsync((_, db) => db.Runs.OrderBy(r => r.Sequence).ToListAsync());

    public Task<List<StepRun>> StepRowsAsync(Run run) =>
        InOrganizationAsync((_, db) => db.StepRuns.Where(s => s.RunSequence == run.Sequence).OrderBy(s => s.Ordinal).ToListAsync());

    public Task<List<RunLogLine>> LogLinesAsync(Run run) =>
        InOrganizationAsync((_, db) => db.RunLogLines.Where(l => l.RunSequence == run.Sequence).OrderBy(l => l.Number).ToListAsync());

    /// <summary>Saves other values for the organization's connection, as an admin would.</summary>
    public Task<Guid> SetPasswordAsync(string password) => InOrganizationAsync(async (services, db) =>
    {
        var connection = await db.OrganizationConnections.SingleAsync(c => c.Id == ConnectionId);
        var set = await WriteValuesAsync(services, connection, password, connection.Values.Number + 1);
        db.ValueSets.Add(set);
        connection.UseValues(set);
        Assert.Null(await db.SaveAsync(CancellationToken.None));
        return set.Id;
    });

    /// <summary>A plain connection to the database, as somebody else's.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        var connection = _services.GetRequiredService<ConsoleDbFactory>();
        var plain = new RunDatabase(connection, _services.GetRequiredService<Microsoft.Extensions.Options.IOptions<DatabaseOptions>>());
        return await plain.OpenAsync(CancellationToken.None);
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Keeps everybody from writing steps until the result is disposed.</summary>
    public async Task<IAsyncDisposable> BlockWritesAsync()
    {
        var connection = await OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = _database.Provider == DatabaseProviders.PostgreSql
            ? """LOCK TABLE "Runs", "StepRuns" IN EXCLUSIVE MODE"""
            : """UPDATE "Organizations" SET "Name" = "Name" """;
        await command.ExecuteNonQueryAsync();
        return new Block(connection, transaction);
    }

    /// <summary>Waits until it is so, moving the clock on meanwhile if there is one. Fails after a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, FakeTimeProvider? clock = null)
    {
        for (var i = 0; i < 2_400; i++)
        {
            if (await condition())
            {
                return;
            }

            clock?.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(25);
        }

        Assert.Fail("What the test waits for did not come.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<bool> SetUpAsync(IntegrationDefinition definition, string? secret) => InOrganizationAsync(async (services, db) =>
    {
        var now = DateTime.UtcNow;
        db.Organizations.Add(Organization.Create(OrganizationId, "Acme", now));
        var customer = Customer.Create(OrganizationId, "Customer One", null, "c-1", now);
        db.Customers.Add(customer);
        var integration = Domain.Integrations.Integration.Create(OrganizationId, "Integration", null, now);
        integration.SaveDraft(definition);
        var version = integration.Publish([], null, "Tester", now).Value;
        db.Integrations.Add(integration);
        db.IntegrationVersions.Add(version);
        var instance = Instance.Create(OrganizationId, "Instance", null, customer.Id, version, now);
        Assert.Null(instance.Deploy([], true, now));
        db.Instances.Add(instance);
        if (secret is not null)
        {
            var key = new ConnectionTypeKey(HttpConnector.Key, HttpConnector.BasicType);
            var connection = OrganizationConnection.Create(
                OrganizationId, BuiltInConnectors.Find(key)!, key, ConnectionKind.Global, ConnectionKey, "Partner API", "", [], [], now).Value;
            var set = await WriteValuesAsync(services, connection, secret, 1);
            db.ValueSets.Add(set);
            connection.UseValues(set);
            db.OrganizationConnections.Add(connection);
            ConnectionId = connection.Id;
        }

        Assert.Null(await db.SaveAsync(CancellationToken.None));
        (InstanceId, IntegrationId, CustomerId) = (instance.Id, integration.Id, customer.Id);
        return true;
    });

    private static async Task<ValueSet> WriteValuesAsync(IServiceProvider services, OrganizationConnection connection, string password, int number)
    {
        var written = await services.GetRequiredService<ValueWriter>().WriteAsync(
            ValueOwner.OrganizationConnection, connection.Id, BuiltInConnectors.Find(connection.Type)!.Inputs,
            [new SubmittedValue("username", "user-name"), new SubmittedValue("password", password)], null, number, CancellationToken.None);
        Assert.True(written.IsSuccess, written.Error?.Message);
        return written.Value;
    }

    private sealed class Block(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
