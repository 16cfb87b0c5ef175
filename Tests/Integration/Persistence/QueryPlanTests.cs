using System.Data.Common;
using ConnectionsConsole.Domain;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Integrations.Queries;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Infrastructure;
using ConnectionsConsole.Infrastructure.Persistence;
using ConnectionsConsole.Infrastructure.Persistence.Providers.Sqlite;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Integration.Persistence;

/// <summary>The lists use their indexes on SQLite: no table is read whole, and the usual order is not sorted.</summary>
public sealed class QueryPlanTests : IAsyncLifetime
{
    private static readonly Guid s_instance = Guid.NewGuid();
    private static readonly Guid s_customer = Guid.NewGuid();

    private readonly Recorder _recorder = new();
    private ConsoleBench? _bench;

    public async Task InitializeAsync() => _bench = await ConsoleBench.CreateAsync(false);

    public async Task DisposeAsync() => await _bench!.DisposeAsync();

    [Fact]
    public Task Customers() => ExpectIndexesAsync(new ListCustomers(new PageRequest()), sorts: false);

    [Fact]
    public Task CustomersNewestFirst() => ExpectIndexesAsync(new ListCustomers(new PageRequest(Sort: "created", Descending: true)), sorts: false);

    [Fact]
    public Task CustomerOfAnExternalId() => ExpectIndexesAsync(new ListCustomers(new PageRequest(), ExternalId: "x"), sorts: true);

    [Fact]
    public Task Connections() => ExpectIndexesAsync(new ListConnections(new PageRequest()), sorts: true);

    [Theory]
    [InlineData(ConnectionStatus.Ready)]
    [InlineData(ConnectionStatus.Failing)]
    [InlineData(ConnectionStatus.Pending)]
    [InlineData(ConnectionStatus.Incomplete)]
    public Task ConnectionsOfAStatus(ConnectionStatus status) => ExpectIndexesAsync(new ListConnections(new PageRequest(), Status: status), sorts: true);

    [Fact]
    public Task Readiness() => ExpectIndexesAsync(new ListReadiness(new PageRequest()), sorts: true);

    [Theory]
    [InlineData(CustomerConnectionState.Incomplete)]
    [InlineData(CustomerConnectionState.Failing)]
    public Task ReadinessOfAState(CustomerConnectionState state) => ExpectIndexesAsync(new ListReadiness(new PageRequest(), state), sorts: true);

    [Fact]
    public Task Credentials() => ExpectIndexesAsync(new Domain.Credentials.Queries.ListCredentials(new PageRequest()), sorts: false);

    [Fact]
    public Task ConfigVariables() => ExpectIndexesAsync(new Domain.ConfigVariables.Queries.ListConfigVariables(new PageRequest()), sorts: false);

    [Fact]
    public Task ConfigVariablesOfACustomer() => ExpectIndexesAsync(new Domain.ConfigVariables.Queries.ListConfigVariables(new PageRequest(), s_customer), sorts: false);

    [Fact]
    public Task Integrations() => ExpectIndexesAsync(new ListIntegrations(new PageRequest()), sorts: false);

    [Fact]
    public Task Instances() => ExpectIndexesAsync(new ListInstances(new PageRequest()), sorts: false);

    [Fact]
    public Task InstancesOfACustomer() => ExpectIndexesAsync(new ListInstances(new PageRequest(), CustomerId: Guid.NewGuid()), sorts: true);

    [Fact]
    public Task Runs() => ExpectIndexesAsync(new ListRuns(), sorts: false);

    [Fact]
    public Task RunsNextPage() => ExpectIndexesAsync(new ListRuns(Before: 1_000), sorts: false);

    [Fact]
    public Task RunsOfAStatus() => ExpectIndexesAsync(new ListRuns(Status: RunStatus.Failed), sorts: false);

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public async Task RunsThatFailedOnADay(long? after)
    {
        await ExpectIndexesAsync(new ListRuns(After: after, Status: RunStatus.Failed, AcceptedFrom: DateTime.UnixEpoch, AcceptedTo: DateTime.UnixEpoch.AddDays(1)), sorts: false);

        // Page and count; not by the time, which would read every run of the day.
        var byStatus = _recorder.Plans.Where(p => p.Sql.Contains(".\"Status\" =", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, byStatus.Count);
        Assert.All(byStatus, p => Assert.Contains(p.Plan, step => step.Contains("IX_Runs_OrganizationId_Status_Sequence", StringComparison.Ordinal)));
    }

    [Fact]
    public Task RunsOfAnInstance() => ExpectIndexesAsync(new ListRuns(InstanceId: s_instance), sorts: false);

    [Fact]
    public Task RunsOfACustomer() => ExpectIndexesAsync(new ListRuns(CustomerId: s_customer), sorts: false);

    [Fact]
    public Task CustomersForPrograms() => ExpectIndexesAsync(new FindCustomers(new Window(50, 100)), sorts: false);

    [Fact]
    public Task CustomersById() => ExpectIndexesAsync(new FindCustomers(Window.All, [Guid.NewGuid(), Guid.NewGuid()]), sorts: true);

    [Fact]
    public Task CustomerOfAnExternalIdForPrograms() => ExpectIndexesAsync(new FindCustomers(new Window(0, 100), ExternalId: "x"), sorts: true);

    [Fact]
    public Task CustomerConnectionsForPrograms() => ExpectIndexesAsync(new FindCustomerConnections(new Window(0, 100)), sorts: false);

    [Fact]
    public Task CustomerConnectionsOfOneConnection() => ExpectIndexesAsync(new FindCustomerConnections(new Window(0, 100), ConnectionIds: [Guid.NewGuid()]), sorts: false);

    [Fact]
    public Task CustomerConnectionsOfCustomers() => ExpectIndexesAsync(new FindConnectionsOfCustomers(new Window(0, 10), [Guid.NewGuid(), Guid.NewGuid()]), sorts: true);

    [Fact]
    public Task InstancesForPrograms() => ExpectIndexesAsync(new FindInstances(new Window(0, 100)), sorts: false);

    [Fact]
    public Task InstancesOfCustomers() => ExpectIndexesAsync(new FindInstancesOf(new Window(0, 10), InstanceOwner.Customer, [Guid.NewGuid(), Guid.NewGuid()]), sorts: true);

    [Fact]
    public Task RunsForPrograms() => ExpectIndexesAsync(new FindRuns(new Window(0, 100)), sorts: false);

    [Fact]
    public Task StepsOfRuns() => ExpectIndexesAsync(new FindStepsOfRuns(new Window(0, 100), [1, 2]), sorts: true);

    /// <param name="sorts">Few rows may be sorted; the rows of a whole organization may not.</param>
    private async Task ExpectIndexesAsync<T>(IRequest<Result<T>> request, bool sorts)
    {
        var plants = await Plants.PlantAsync(_bench!);
        await AddRunsAsync(plants);
        var options = new DbContextOptionsBuilder<SqliteConsoleDbContext>()
            .UseSqlite($"Data Source={Path.Combine(_bench!.DataDirectory, "console.db")};Pooling=False").AddInterceptors(_recorder).Options;
        var configuration = new ConfigurationBuilder().Build();
        await using var services = new ServiceCollection().AddLogging().AddDomain()
            .AddInfrastructure(configuration, new DataDirectory(_bench.DataDirectory))
            .AddScoped<ConsoleDbContext>(p => new SqliteConsoleDbContext(options, p.GetRequiredService<ActorContext>()))
            .BuildServiceProvider();
        var result = await services.GetRequiredService<RequestSender>().Send(Actor.Operator, _bench.OrganizationId, request);
        Assert.True(result.IsSuccess, result.Error?.ToString());
        Assert.NotEmpty(_recorder.Plans);
        foreach (var (sql, plan) in _recorder.Plans)
        {
            // Looking for nothing finds nothing, whatever the plan.
            if (sql.Contains("WHERE 0\n", StringComparison.Ordinal) || sql.EndsWith("WHERE 0", StringComparison.Ordinal))
            {
                continue;
            }

            // A scan that names an index walks it in order, for the rows of a page alone; a subquery's result is no table.
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal) && !step.Contains("json_each", StringComparison.Ordinal)
                && char.IsLower(step[5]) && !IsSubquery(step, sql));
            if (!sorts && sql.Contains("LIMIT", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", plan);
            }
        }
    }

    /// <summary>Without any, the statement that reads the page's rows is left out by the database.</summary>
    private Task<Error?> AddRunsAsync(Plants plants) => _bench!.Read(db =>
    {
        ((DbContext)db).AddRange(Enumerable.Range(1, 3).Select(i => new Run
        {
            Sequence = i, Id = Guid.NewGuid(), OrganizationId = _bench.OrganizationId, IntegrationId = plants.IntegrationId, InstanceId = s_instance, CustomerId = s_customer,
            FlowKey = "main", Status = RunStatus.Failed, AcceptedAt = DateTime.UnixEpoch, EndedAt = DateTime.UnixEpoch, FailureCategory = FailureCategory.Credentials,
        }));
        return db.SaveAsync(CancellationToken.None);
    });

    /// <summary>Whether what is scanned is a derived table (EF names these after their content, then "0", "1") or a constant row.</summary>
    private static bool IsSubquery(string step, string sql)
    {
        var name = step.Split(' ')[1];
        return step.Contains("CONSTANT ROW", StringComparison.Ordinal) || sql.Contains($") AS \"{name}\"", StringComparison.Ordinal);
    }

    private sealed class Recorder : DbCommandInterceptor
    {
        public List<(string Sql, IReadOnlyList<string> Plan)> Plans { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await using var explain = command.Connection!.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            foreach (SqliteParameter parameter in command.Parameters)
            {
                explain.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.SqliteType) { Value = parameter.Value });
            }

            var plan = new List<string>();
            await using (var reader = await explain.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    plan.Add(reader.GetString(3));
                }
            }

            Plans.Add((command.CommandText, plan));
            return result;
        }
    }
}
