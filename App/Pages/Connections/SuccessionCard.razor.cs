using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Connections.Commands;
using ConnectionsConsole.Domain.Connections.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Connections;

/// <summary>Leads from a superseded connection to its successor: customers' values to copy, drafts to re-point, instances to upgrade.</summary>
public sealed partial class SuccessionCard : ComponentBase
{
    private Succession? _succession;
    private IReadOnlyList<UsingIntegration> _drafts = [];
    private string? _error;
    private bool _mayCopy;
    private bool _mayEditDrafts;

    [Parameter, EditorRequired]
    public ConnectionDetail Connection { get; set; } = null!;

    /// <summary>Whose values are copied at once, right after the successor was created; null for nobody's.</summary>
    [Parameter]
    public SuccessionStart? Start { get; set; }

    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    [Inject]
    private CurrentUser User { get; set; } = null!;

    [Inject]
    private UserMessages Messages { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        (_mayCopy, _mayEditDrafts) = (await User.MayAsync(Permission.ManageCustomerConnections), await User.MayAsync(Permission.EditIntegrations));
        await LoadAsync();
        if (Start is { } start && start.CustomerIds is not { Count: 0 })
        {
            await CopyAsync(start.CustomerIds);
        }
    }

    private async Task LoadAsync()
    {
        var found = await Sender.SendAsync(new GetSuccession(Connection.Id));
        _error = found.TryGet(out _succession, out var error) ? null : error.ToString();
        if (await User.MayAsync(Permission.ViewIntegrations))
        {
            var users = await Sender.SendAsync(new GetConnectionUsage(Connection.Id));
            _drafts = users.IsSuccess ? [.. users.Value.Where(u => u.InDraft)] : [];
        }
    }

    /// <summary>Batch after batch, each a transaction of its own; what is interrupted goes on with the next press.</summary>
    private async Task CopyAsync(IReadOnlyList<Guid>? customers)
    {
        var copied = 0;
        while (true)
        {
            var batch = await Sender.SendAsync(new CopyCustomerConnections(Connection.Id, customers));
            if (!batch.TryGet(out var outcome, out var error))
            {
                Messages.Error(copied == 0 ? error.ToString() : $"The values of {ConnectionLooks.Count(copied, "customer")} were copied, then: {error}");
                break;
            }

            copied += outcome.Copied;
            if (outcome.Copied == 0 || outcome.Remaining == 0)
            {
                Messages.Success($"The values of {ConnectionLooks.Count(copied, "customer")} were copied to “{Connection.SupersededByName}”.");
                break;
            }
        }

        await LoadAsync();
    }

    private async Task RepointAsync(UsingIntegration draft)
    {
        var repointed = await Sender.SendAsync(new RepointDraft(draft.Id, Connection.Id, Connection.SupersededById!.Value, draft.Revision));
        if (repointed.Error is { } error)
        {
            Messages.Error(error.ToString());
        }
        else
        {
            Messages.Success($"The draft of “{draft.Name}” references “{Connection.SupersededByName}” now. Publish it for instances to follow.");
        }

        await LoadAsync();
        await Changed.InvokeAsync();
    }
}

/// <param name="CustomerIds">Null for all.</param>
public sealed record SuccessionStart(IReadOnlyList<Guid>? CustomerIds);
