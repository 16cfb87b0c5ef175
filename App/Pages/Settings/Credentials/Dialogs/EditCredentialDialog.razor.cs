using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Pages.Values;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Credentials.Commands;
using ConnectionsConsole.Domain.Credentials.Queries;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Credentials.Dialogs;

/// <summary>Renames a credential and replaces its values; what is not replaced stays.</summary>
public sealed partial class EditCredentialDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private InputsModel _model = new([]);
    private string _name = "";

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public CredentialDetail Credential { get; set; } = null!;

    [Inject]
    private ScopedSender Sender { get; set; } = null!;

    protected override void OnInitialized() => (_name, _model) = (Credential.Name, new InputsModel(Credential.Values));

    private async Task SaveAsync()
    {
        if (!await _model.FlushAsync())
        {
            return;
        }

        var saved = await Sender.SendAsync(new UpdateCredential(Credential.Id, _name, _model.Changes, Credential.Revision));
        if (saved.TryGet(out var id, out var error))
        {
            Dialog.Close(new CredentialSaved(id, _name.Trim()));
        }
        else
        {
            _errors.Show(error);
        }
    }
}
