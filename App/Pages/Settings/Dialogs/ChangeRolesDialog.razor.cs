using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using ConnectionsConsole.Domain.Organizations.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Dialogs;

public sealed record RolesChanged(Roles Roles);

/// <summary>Other roles for a person.</summary>
public sealed partial class ChangeRolesDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private Roles _roles;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public MemberRow Member { get; set; } = null!;

    [Parameter]
    public bool IsSelf { get; set; }

    [Inject]
    private MemberAdministration Members { get; set; } = null!;

    protected override void OnInitialized() => _roles = Member.Roles;

    private async Task SaveAsync()
    {
        if (_roles == Member.Roles)
        {
            Dialog.Cancel();
            return;
        }

        var changed = await Members.ChangeRolesAsync(Member.Id, _roles, Member.Revision);
        if (changed.Error is { } error)
        {
            _errors.Show(error);
        }
        else
        {
            Dialog.Close(new RolesChanged(_roles));
        }
    }
}
