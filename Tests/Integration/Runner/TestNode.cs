using ConnectionsConsole.Domain.Runs;
using ConnectionsConsole.Domain.Runs.Execution;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Infrastructure.Runner;
using ConnectionsConsole.Infrastructure.Runner.Journal;
using ConnectionsConsole.Infrastructure.Runner.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectionsConsole.Tests.Integration.Runner;

/// <summary>One process of the console, as far as the runner goes: its own services over the shared database. Disposing it without stopping it is its crash.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHostedService _service;
    private bool _ended;

    private TestNode(ServiceProvider services)
    {
        _services = services;
        _service = services.GetServices<IHostedService>().OfType<RunnerService>().Single();
    }

    public IServiceProvider Services => _services;

    public IRunner Runner => _services.GetRequiredService<IRunner>();

    public IRunEvents Events => _services.GetRequiredService<IRunEvents>();

    public RunJournal Journal => _services.GetRequiredService<RunJournal>();

    public Guid Id => _services.GetRequiredService<NodeLease>().NodeId;

    public static async Task<TestNode> StartAsync(RunnerDatabase database, ScriptedSteps steps, TimeProvider? time, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] quick = [("Runner:ScanInterval", "00:00:00.1"), ("Runner:RetryDelay", "00:00:00.001")];
        var configuration = database.Configure([.. quick.Where(q => !settings.Any(s => s.Key == q.Key)), .. settings]);
        var services = database.AddTo(new ServiceCollection().AddSingleton(time ?? TimeProvider.System), configuration);
        services.AddSingleton<IStepExecutor>(steps).AddRunner(configuration);
        var node = new TestNode(services.BuildServiceProvider());
        await node._service.StartAsync(CancellationToken.None);
        return node;
    }

    /// <summary>Ends waiting after a minute: a test that hangs tells less than one that fails.</summary>
    public static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    public async Task<Guid> AcceptAsync(RunRequest request)
    {
        var accepted = await Runner.AcceptAsync(request, CancellationToken.None);
        Assert.True(accepted.IsSuccess, accepted.Error?.Message);
        return accepted.Value;
    }

    public async Task<RunStatus> RunAsync(RunRequest request) => await Runner.WaitAsync(request.OrganizationId, await AcceptAsync(request), Patience());

    public async Task StopAsync()
    {
        _ended = true;
        await _service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    public async Task CrashAsync()
    {
        _ended = true;
        await _services.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            await CrashAsync();
        }
    }
}
