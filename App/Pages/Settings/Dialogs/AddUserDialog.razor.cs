using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Access;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Dialogs;

public sealed record UserAdded(string Name);

/// <summary>Adds a person, then shows their first password once. Closing it by whatever way, once they are added, tells the list so.</summary>
public sealed partial class AddUserDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private string _name = "";
    private string _email = "";
    private Roles _roles;
    private string? _password;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Inject]
    private MemberAdministration Members { get; set; } = null!;

    private string Shown => _name.Trim();

    private async Task SaveAsync()
    {
        var added = await Members.AddAsync(_name, _email, _roles);
        if (!added.TryGet(out var password, out var error))
        {
            _errors.Show(error);
            return;
        }

        _password = password;
        Dialog.Work.Clear();
        Dialog.ResultOfCancel = new UserAdded(Shown);
    }

    private void Close() => Dialog.Cancel();
}
