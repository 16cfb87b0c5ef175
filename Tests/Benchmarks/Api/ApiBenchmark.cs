using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ConnectionsConsole.Tests.Benchmarks.Load;
using ConnectionsConsole.Tests.Benchmarks.Reporting;

namespace ConnectionsConsole.Tests.Benchmarks.Api;

/// <summary>
/// What a program sees that gives customers their values at sign-up: <c>createCustomerConfigVariable</c> over HTTP, on a database of 100,000 customers. The
/// console is a process of its own; the callers share the machine with it.
/// </summary>
internal sealed class ApiBenchmark(ApiBenchmarkOptions options) : IDisposable
{
    private const string AddressPrefix = "Console: ";

    private const string Mutation = """
        mutation ($scopedConfigVariable: ID!, $customer: ID!, $key: String!) {
          createCustomerConfigVariable(input: { scopedConfigVariable: $scopedConfigVariable, customer: $customer, inputs: [{ value: $key, name: "apiKey", type: "value" }] }) {
            customerConfigVariable { id }
            errors { field messages }
          }
        }
        """;

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 });
    private int _next;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is ["--help"] or ["-h"])
        {
            Console.WriteLine(ApiBenchmarkOptions.Usage);
            return 0;
        }

        var options = ApiBenchmarkOptions.Parse(args);
        using var folder = new BenchmarkFolder(Path.GetTempPath());
        using var benchmark = new ApiBenchmark(options);
        await benchmark.MeasureAsync(folder.Seed);
        return 0;
    }

    public void Dispose() => _http.Dispose();

    private async Task MeasureAsync(string data)
    {
        await Console.Error.WriteLineAsync($"seeding {options.Customers:N0} customers");
        var facts = await ApiSeed.PlantAsync(data, options.Customers);
        await using var child = ChildProcess.Start(ChildVerbs.Application, "serve", "--data", data, "--urls", "http://127.0.0.1:0");
        string line;
        do
        {
            line = await child.ReadLineAsync();
        }
        while (!line.StartsWith(AddressPrefix, StringComparison.Ordinal));

        _http.BaseAddress = new Uri(new Uri(line[AddressPrefix.Length..]), "api");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", facts.Token);
        Console.WriteLine($"{Machine.Describe()}\n");
        Console.WriteLine("| callers | mutations/s | p50 ms | p95 ms | p99 ms | console CPU ms each |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var callers in options.Callers)
        {
            var before = child.Process.TotalProcessorTime;
            var all = _next;
            var loop = await ClosedLoop.RunAsync(callers, options.WarmUp, options.Seconds, _ => CreateAsync(facts));
            child.Process.Refresh();
            var cpu = (child.Process.TotalProcessorTime - before).TotalMilliseconds / (_next - all);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {callers} | {loop.Latencies.Length / loop.Seconds:F0} | {loop.Percentile(0.5):F2} | {loop.Percentile(0.95):F2} | {loop.Percentile(0.99):F2} | {cpu:F2} |"));
        }
    }

    private async Task CreateAsync(ApiFacts facts)
    {
        var number = Interlocked.Increment(ref _next) - 1;
        if (number >= facts.Customers.Count)
        {
            throw new BenchmarkException("Every customer has values: take more of them with --customers.");
        }

        var body = JsonSerializer.Serialize(new { query = Mutation, variables = new { scopedConfigVariable = facts.Connection, customer = facts.Customers[number], key = $"key-{number}" } });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync((Uri?)null, content);
        var answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode || !answer.Contains("\"errors\":[]", StringComparison.Ordinal))
        {
            throw new BenchmarkException($"A mutation was refused ({(int)response.StatusCode}): {answer}");
        }
    }
}
