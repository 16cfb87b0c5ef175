using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Runs.Ports;
using ConnectionsConsole.Domain.Runs.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Runs;

/// <summary>One run: its steps, what they took and gave, its log. Follows a run that is under way.</summary>
public sealed partial class RunPage : ComponentBase, IDisposable
{
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Runs", ConsoleUrls.Runs)];

    /// <summary>Also follows runs of other processes, whose events do not reach this one.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(2);

    private readonly List<LogLine> _log = [];
    private PageState<RunDetail> _state = PageState<RunDetail>.Loading;
    private IReadOnlyList<TimelineRow> _rows = [];
    private IDisposable? _events;
    private ITimer? _timer;
    private int _lastLine = -1;
    private bool _mayRead;
    private bool _mayCancel;
    private bool _mayRun;
    private bool _mayReplay;
    private int _refreshing;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Step { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private IRunEvents Events { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string? SelectedKey => Selected?.Path;

    /// <summary>The step that the address names; else the one that failed; else the last one.</summary>
    private StepRunRow? Selected => _state.Value is { Steps: { Count: > 0 } steps } run
        ? steps.FirstOrDefault(s => s.Path == Step) ?? steps.FirstOrDefault(s => s.Name == run.FailedStep) ?? steps[^1]
        : null;

    public void Dispose()
    {
        _events?.Dispose();
        _timer?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_state.Value?.Id == Id)
        {
            return;
        }

        (_mayRead, _mayCancel, _mayRun) =
            (await User.MayAsync(Permission.ReadStepData), await User.MayAsync(Permission.CancelRuns), await User.MayAsync(Permission.RunInstances));
        _mayReplay = await User.MayAsync(Permission.ReplayRuns);
        _log.Clear();
        _lastLine = -1;
        await LoadAsync();
        Follow();
    }

    private async Task LoadAsync()
    {
        _state = PageState<RunDetail>.From(await Sender.SendAsync(new GetRun(Id)));
        if (_state.Value is not { } run)
        {
            return;
        }

        _rows = RunTimeline.Rows(run, Clock.GetUtcNow().UtcDateTime);
        if (_mayRead)
        {
            var lines = await Sender.SendAsync(new ListRunLog(Id, _lastLine));
            foreach (var line in lines.IsSuccess ? lines.Value : [])
            {
                _log.Add(new LogLine(new DateTimeOffset(line.At), RunTimeline.Severity(line.Severity), line.Message, line.StepName));
                _lastLine = line.Number;
            }
        }
    }

    private void Follow()
    {
        _events?.Dispose();
        _timer?.Dispose();
        if (_state.Value is { EndedAt: null })
        {
            _events = Events.Subscribe(Id, _ => Refresh());
            _timer = Clock.CreateTimer(_ => Refresh(), null, s_poll, s_poll);
        }
    }

    /// <summary>Called from the runner's thread and from a timer; many events in a row make one refresh.</summary>
    private void Refresh()
    {
        if (Interlocked.Exchange(ref _refreshing, 1) == 0)
        {
            _ = InvokeAsync(async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Clock);
                Interlocked.Exchange(ref _refreshing, 0);
                await LoadAsync();
                if (_state.Value is not { EndedAt: null })
                {
                    Follow();
                }

                StateHasChanged();
            });
        }
    }

    private async Task CancelAsync()
    {
        var canceled = await Sender.SendAsync(new CancelRun(Id));
        if (canceled.Error is { } error)
        {
            Messages.Error(error.ToString());
        }

        await LoadAsync();
    }

    private Task RunAgainAsync() => StartAsync(new RunInstance(_state.Value!.InstanceId!.Value, _state.Value.FlowKey));

    private Task ReplayAsync() => StartAsync(new ReplayRun(Id));

    private async Task StartAsync(ICommand<Guid> command)
    {
        var started = await Sender.SendAsync(command);
        if (started.TryGet(out var run, out var error))
        {
            Navigation.NavigateTo(ConsoleUrls.Run(run));
        }
        else
        {
            Messages.Error(error.ToString());
        }
    }

    private TimeSpan Took(RunDetail run) => (run.EndedAt ?? Clock.GetUtcNow().UtcDateTime) - (run.StartedAt ?? run.AcceptedAt);

    private static string FailureTitle(RunDetail run) =>
        $"{(run.FailedStep is { } step ? $"Failed in step “{step}”" : "Failed before the first step")}{(run.FailureCategory is { } category ? $" ({Looks.Words(category)})" : "")}";
}
