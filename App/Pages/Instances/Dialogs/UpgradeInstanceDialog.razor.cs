using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Instances;
using ConnectionsConsole.Domain.Instances.Commands;
using ConnectionsConsole.Domain.Instances.Queries;
using ConnectionsConsole.Domain.Shared;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Instances.Dialogs;

public sealed record VersionChanged(int Number);

/// <summary>Another version for an instance, newer or older, with what that means before it is done.</summary>
public sealed partial class UpgradeInstanceDialog : ComponentBase
{
    private const int LongestComment = 40;

    private InstanceUpgrade? _upgrade;

    // Other than what is shown while it is being looked up, and where it could not be.
    private int? _chosen;
    private string? _error;
    private string? _unforced;
    private bool _force;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public Guid InstanceId { get; set; }

    [Parameter, EditorRequired]
    public string InstanceName { get; set; } = "";

    /// <summary>As the page shows the instance: a change since then is told rather than overwritten.</summary>
    [Parameter, EditorRequired]
    public Guid Revision { get; set; }

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    protected override Task OnInitializedAsync() => LoadAsync(null);

    /// <summary>What the chosen version means; null as long as that is not known.</summary>
    private InstanceUpgrade? Shown => _upgrade?.VersionNumber == _chosen ? _upgrade : null;

    private bool IsAnother => Shown is { } upgrade && upgrade.VersionNumber != upgrade.CurrentVersion;

    private async Task LoadAsync(int? number)
    {
        (_chosen, _force, _unforced, _error) = (number, false, null, null);
        var loaded = await Sender.SendAsync(new GetInstanceUpgrade(InstanceId, number));
        if (_chosen != number)
        {
            return;
        }

        if (loaded.TryGet(out var upgrade, out var error))
        {
            (_upgrade, _chosen) = (upgrade, upgrade.VersionNumber);
        }
        else
        {
            _error = error.ToString();
        }
    }

    private async Task SaveAsync()
    {
        if (Shown is not { } upgrade || !IsAnother)
        {
            return;
        }

        var changed = await Sender.SendAsync(new UpgradeInstance(InstanceId, upgrade.VersionNumber, _force, Revision));
        (_error, _unforced) = (null, null);
        if (changed.Error is InvalidError && NeedsForce(upgrade) && !_force)
        {
            // What is missing stands in the dialog already.
            _unforced = "A deployed instance takes a version that lacks something only if you check this.";
        }
        else if (changed.Error is { } error)
        {
            _error = error.ToString();
        }
        else
        {
            Dialog.Close(new VersionChanged(upgrade.VersionNumber));
        }
    }

    private static bool NeedsForce(InstanceUpgrade upgrade) => upgrade is { Status: InstanceStatus.Deployed, Problems.Count: > 0 };

    /// <summary>Whole, where the choice has room for its beginning alone.</summary>
    private static string? Comment(InstanceUpgrade upgrade) =>
        upgrade.Versions.FirstOrDefault(v => v.Number == upgrade.VersionNumber) is { Comment.Length: > LongestComment } version ? version.Comment : null;

    private static string Names(IReadOnlyList<string> variables) => string.Join(", ", variables.Select(v => $"“{v}”"));

    private static SelectOption<int?>[] Options(InstanceUpgrade upgrade) =>
        [.. upgrade.Versions.Select(v => new SelectOption<int?>(v.Number, $"Version {v.Number}{(v.Number == upgrade.CurrentVersion ? " (now)" : "")}{(v.Comment.Length == 0 ? "" : $": {Cut(v.Comment)}")}"))];

    private static string Cut(string text) => text.Length <= LongestComment ? text : text[..LongestComment] + "…";
}
