using System.Globalization;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Audit.Queries;
using ConnectionsConsole.Domain.Connections;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Customers.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Search;
using ConnectionsConsole.Domain.Shared;
using MediatR;

namespace ConnectionsConsole.Tests.Benchmarks.Lists;

/// <summary>One kind of request, sent several times with another number each.</summary>
internal sealed record ListCase(string Name, Func<int, Task> SendAsync);

/// <summary>Every list that grows with customers or runs, with each of its filters and orders.</summary>
internal sealed class ListCases(RequestSender sender, ListFacts facts)
{
    private readonly List<ListCase> _cases = [];

    public static async Task<T> SendAsync<T>(RequestSender sender, Guid organization, IRequest<Result<T>> request)
    {
        var result = await sender.Send(Actor.Operator, organization, request);
        return result.TryGet(out var value, out var error) ? value : throw new BenchmarkException($"{request} was refused: {error}");
    }

    public IReadOnlyList<ListCase> All()
    {
        AddCustomers();
        AddConnections();
        AddInstances();
        AddRuns();
        AddAudit();
        Add("search: part of a customer's name", i => new SearchEverything(Part(i)));
        Add("search: nothing like it", i => new SearchEverything($"zebra {i}"));
        Add("search: an id", i => new SearchEverything(facts.Customers[At(i)].ToString()));
        return _cases;
    }

    private void AddCustomers()
    {
        Add("customers", i => new ListCustomers(new PageRequest(1 + i)));
        Add("customers: last page that is offered", i => new ListCustomers(new PageRequest(400 - i)));
        Add("customers: part of a name", i => new ListCustomers(new PageRequest(Search: Part(i))));
        Add("customers: nothing like it", i => new ListCustomers(new PageRequest(Search: $"zebra {i}")));
        Add("customers: one external id", i => new ListCustomers(new PageRequest(), ExternalId: $"external-{At(i)}"));
        foreach (var sort in (string[])["created", "externalId", "name"])
        {
            Add($"customers: by {sort}, descending", i => new ListCustomers(new PageRequest(1 + i, Sort: sort, Descending: true)));
        }

        Add("customers, API: one external id", i => new FindCustomers(Window.All, ExternalId: $"external-{At(i)}"));
        Add("customers, API: 100 counted", i => new FindCustomers(new Window(100 * i, 100, Counted: true)));
    }

    private void AddConnections()
    {
        Add("connections", _ => new ListConnections(new PageRequest()));
        foreach (var status in Enum.GetValues<ConnectionStatus>())
        {
            Add($"connections: {status}", _ => new ListConnections(new PageRequest(), Status: status));
        }

        Add("a connection", _ => new GetConnection(facts.Connection));
        Add("customers of a connection", i => new ListConnectionCustomers(facts.Connection, new PageRequest(1 + i)));
        foreach (var state in (CustomerConnectionState[])[CustomerConnectionState.Set, CustomerConnectionState.Incomplete, CustomerConnectionState.Missing])
        {
            Add($"customers of a connection: {state}", i => new ListConnectionCustomers(facts.Connection, new PageRequest(1 + i), state));
        }

        Add("customers of a connection: part of a name", i => new ListConnectionCustomers(facts.Connection, new PageRequest(Search: Part(i))));
        Add("connections of a customer", i => new ListCustomerConnections(facts.Customers[At(i)], new PageRequest()));
        Add("values, API: 100 of a connection", i => new FindCustomerConnections(new Window(100 * i, 100), ConnectionIds: [facts.Connection]));
        Add("readiness", i => new ListReadiness(new PageRequest(1 + i)));
        foreach (var state in (CustomerConnectionState[])[CustomerConnectionState.Missing, CustomerConnectionState.Incomplete, CustomerConnectionState.Failing])
        {
            Add($"readiness: {state}", i => new ListReadiness(new PageRequest(1 + i), state));
        }

        Add("dependents of a connection", _ => new GetConnectionDependents(facts.Connection));
        Add("usage of a connection", _ => new GetConnectionUsage(facts.Connection));
    }

    private void AddInstances()
    {
        Add("instances", i => new ListInstances(new PageRequest(1 + i)));
        Add("instances: last page that is offered", i => new ListInstances(new PageRequest(400 - i)));
        Add("instances: part of a name", i => new ListInstances(new PageRequest(Search: Part(i))));
        Add("instances: of a connection", i => new ListInstances(new PageRequest(1 + i), ConnectionId: facts.Connection));
        Add("instances: of a customer", i => new ListInstances(new PageRequest(), CustomerId: facts.Customers[At(i)]));
        foreach (var sort in (string[])["customer", "integration", "created"])
        {
            Add($"instances: by {sort}", i => new ListInstances(new PageRequest(1 + i, Sort: sort)));
        }

        foreach (var status in Enum.GetValues<InstanceStatus>())
        {
            Add($"instances: {status}", i => new ListInstances(new PageRequest(1 + i), Status: status));
        }
    }

    private void AddRuns()
    {
        Add("runs", _ => new ListRuns());
        Add("runs: an older page", i => new ListRuns(Before: 1_000L * (i + 1)));
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            Add($"runs: {status}", i => new ListRuns(Size: 25 + i, Status: status));
        }

        Add("runs: of an instance", i => new ListRuns(Size: 25 + i, InstanceId: facts.Instance));
        Add("runs: of an instance, failed", i => new ListRuns(Size: 25 + i, Status: RunStatus.Failed, InstanceId: facts.Instance));
        Add("runs: of a customer", i => new ListRuns(CustomerId: facts.Customers[At(i)]));
        Add("runs: of a customer without any, failed", i => new ListRuns(Status: RunStatus.Failed, CustomerId: facts.Customers[At(i) / 5 * 5]));
        Add("runs: of a day", i => new ListRuns(AcceptedFrom: DateTime.UtcNow.AddDays(-i - 2), AcceptedTo: DateTime.UtcNow.AddDays(-i - 1)));
        Add("runs: failed on a day", i => new ListRuns(Status: RunStatus.Failed, AcceptedFrom: DateTime.UtcNow.AddDays(-i - 2), AcceptedTo: DateTime.UtcNow.AddDays(-i - 1)));
    }

    private void AddAudit()
    {
        Add("audit log", _ => new ListAuditEntries());
        Add("audit log: an older page", i => new ListAuditEntries(Before: 1_000L * (i + 1)));
        Add("audit log: created", i => new ListAuditEntries(Size: 25 + i, Action: "created"));
        Add("audit log: an action that there is not", i => new ListAuditEntries(Action: $"nothing {i}"));
        Add("audit log: by the operator", i => new ListAuditEntries(Size: 25 + i, ActorKind: ActorKind.Operator));
        Add("audit log: of a day", i => new ListAuditEntries(From: DateTime.UtcNow.AddDays(-i - 1), To: DateTime.UtcNow.AddDays(-i)));
    }

    private void Add<T>(string name, Func<int, IRequest<Result<T>>> request) => _cases.Add(new ListCase(name, i => SendAsync(sender, facts.Organization, request(i))));

    /// <summary>Stands in the names of a few dozen customers.</summary>
    private string Part(int i) => string.Create(CultureInfo.InvariantCulture, $"{At(i) % 1_000:000}");

    private int At(int i) => (int)(i * 7_919L % facts.Customers.Count);
}
