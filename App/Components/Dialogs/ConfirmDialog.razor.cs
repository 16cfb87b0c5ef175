using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Dialogs;

/// <summary>Names the thing and the consequence; the button repeats the verb. Opened by <see cref="ConsoleDialogs.ConfirmAsync"/>.</summary>
public sealed partial class ConfirmDialog : ComponentBase
{
    private string _typed = "";
    private string? _error;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public Confirmation Confirmation { get; set; } = null!;

    private void ConfirmAsync()
    {
        if (Confirmation.TypeToConfirm is { } name && !string.Equals(_typed.Trim(), name, StringComparison.Ordinal))
        {
            _error = "This is not the name. Type it exactly as shown above.";
            return;
        }
        Dialog.Close(true);
    }
}
