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

    private async Task LoadAsync(int? number)
    {
        (_force, _unforced) = (false, null);
        var loaded = await Sender.SendAsync(new GetInstanceUpgrade(InstanceId, number));
        (_upgrade, _error) = loaded.TryGet(out var upgrade, out var error) ? (upgrade, null) : (_upgrade, error.ToString());
    }

    private async Task SaveAsync()
    {
        if (_upgrade is not { } upgrade || upgrade.VersionNumber == upgrade.CurrentVersion)
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
