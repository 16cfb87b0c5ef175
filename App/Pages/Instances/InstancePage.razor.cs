using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Pages.Instances.Dialogs;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Runs.Commands;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Instances;

public sealed partial class InstancePage : ListPage
{
    private static readonly ListShape s_shape = new() { Tabs = ["overview", "configuration", "runs"] };
    private static readonly Breadcrumb[] s_breadcrumbs = [new("Instances", ConsoleUrls.Instances)];
    private PageState<InstanceDetail> _state = PageState<InstanceDetail>.Loading;
    private bool _mayRun;
    private bool _mayDeploy;
    private bool _mayPause;
    private bool _mayManage;

    [Parameter]
    public Guid Id { get; set; }

    protected override ListShape Shape => s_shape;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        (_mayRun, _mayDeploy, _mayPause) =
            (await User.MayAsync(Permission.RunInstances), await User.MayAsync(Permission.DeployInstances), await User.MayAsync(Permission.PauseInstances));
        _mayManage = await User.MayAsync(Permission.ManageInstances);
        if (_state.Value?.Id != Id)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync() => _state = PageState<InstanceDetail>.From(await Sender.SendAsync(new GetInstance(Id)));

    private async Task RunAsync()
    {
        var started = await Sender.SendAsync(new RunInstance(Id));
        if (started.TryGet(out var run, out var error))
        {
            Navigation.NavigateTo(ConsoleUrls.Run(run));
        }
        else
        {
            Messages.Error(error.ToString());
        }
    }

    private async Task DeployAsync()
    {
        var problems = _state.Value!.Problems;
        var force = problems.Count > 0;
        if (force && !await Dialogs.ConfirmAsync(new Confirmation(
                $"Deploy “{_state.Value.Name}” although something is missing?", "Runs fail before their first step until it is set.", "Deploy anyway",
                IsDestructive: false, Affected: [.. problems.Select(p => p.Message)])))
        {
            return;
        }

        await ChangeAsync(new DeployInstance(Id, force, _state.Value.Revision), "The instance is deployed.");
    }

    private async Task ChangeVersionAsync()
    {
        var instance = _state.Value!;
        var parameters = new Dictionary<string, object?>
        {
            [nameof(UpgradeInstanceDialog.InstanceId)] = Id,
            [nameof(UpgradeInstanceDialog.InstanceName)] = instance.Name,
            [nameof(UpgradeInstanceDialog.Revision)] = instance.Revision,
        };
        if (await Dialogs.ShowAsync<UpgradeInstanceDialog, VersionChanged>(parameters) is { } changed)
        {
            Messages.Success($"The instance runs version {changed.Number} from its next run on.");
            await LoadAsync();
        }
    }

    private Task PauseAsync() => ChangeAsync(new PauseInstance(Id, _state.Value!.Revision), "The instance is paused.");

    private Task ResumeAsync() => ChangeAsync(new ResumeInstance(Id, _state.Value!.Revision), "The instance goes on.");

    private async Task ChangeAsync(ICommand<Guid> command, string done)
    {
        var changed = await Sender.SendAsync(command);
        if (changed.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success(done);
        }

        await LoadAsync();
    }
}
