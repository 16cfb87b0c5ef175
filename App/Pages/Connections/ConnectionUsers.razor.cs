using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>Who uses a connection: integrations with their draft and versions, and instances, which can all be paused from here.</summary>
public sealed partial class ConnectionUsers : ComponentBase
{
    private IReadOnlyList<UsingIntegration>? _integrations;
    private DataTable<InstanceRow>? _table;
    private string? _error;
    private bool _mayViewIntegrations;
    private bool _mayPause;
    private bool _hasDeployed;

    [Parameter, EditorRequired]
    public ConnectionDetail Connection { get; set; } = null!;

    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private ConsoleDialogs Dialogs { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        (_mayViewIntegrations, _mayPause) = (await User.MayAsync(Permission.ViewIntegrations), await User.MayAsync(Permission.PauseInstances));
        if (_mayViewIntegrations)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var found = await Sender.SendAsync(new GetConnectionUsage(Connection.Id));
        _error = found.TryGet(out _integrations, out var error) ? null : error.ToString();
    }

    private async Task<TablePage<InstanceRow>> LoadInstancesAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var page = await Sender.SendAsync(new ListInstances(request.ToPageRequest(), ConnectionId: Connection.Id), cancellationToken);
        _hasDeployed = page.IsSuccess && page.Value.Items.Any(i => i.Status == InstanceStatus.Deployed);
        StateHasChanged();
        return page.ToTable();
    }

    private async Task DisableAllAsync()
    {
        var found = await Sender.SendAsync(new GetConnectionDependents(Connection.Id));
        if (!found.TryGet(out var dependents, out var failed))
        {
            Messages.Error(failed.ToString());
            return;
        }

        if (!await Dialogs.ConfirmAsync(new Confirmation(
                $"Disable all instances that use “{Connection.Name}”?",
                $"Triggers and schedules of {ConnectionLooks.Count(dependents.Instances, "instance")} of {ConnectionLooks.Count(dependents.Customers, "customer")} are ignored until each is resumed. Runs that have begun go on.",
                "Disable all", Affected: ConnectionLooks.Lines(dependents))))
        {
            return;
        }

        var paused = await Sender.SendAsync(new PauseConnectionInstances(Connection.Id));
        if (paused.TryGet(out var count, out var error))
        {
            Messages.Success($"{ConnectionLooks.Count(count, "instance")} paused.");
        }
        else
        {
            Messages.Error(error.ToString());
        }

        if (_table is not null)
        {
            await _table.RefreshAsync();
        }
    }

    private static string Words(UsingIntegration integration) => string.Join(", ", new[]
    {
        integration.InDraft ? "draft" : null,
        integration.Versions.Count == 0 ? null : $"{(integration.Versions.Count == 1 ? "version" : "versions")} {string.Join(", ", integration.Versions.Take(10))}{(integration.Versions.Count > 10 ? " and earlier" : "")}",
    }.Where(text => text is not null));
}
