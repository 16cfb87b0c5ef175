using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Services;
using ConnectionsConsole.Domain.Shared;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Values;

/// <summary>Asks for the values of a connection. Sends by itself, since refusals belong at their fields; closes with true when they were saved.</summary>
public sealed partial class ValuesDialog : ComponentBase
{
    private readonly FormErrors _errors = new();
    private InputsModel _model = null!;

    [CascadingParameter]
    public required OpenDialog Dialog { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What saving means, or not saving.</summary>
    [Parameter]
    public string? Intro { get; set; }

    [Parameter, EditorRequired]
    public ValuesDetail Values { get; set; } = null!;

    [Parameter, EditorRequired]
    public ValueOwner OwnerKind { get; set; }

    /// <summary>Saves what changed; null when it was saved.</summary>
    [Parameter, EditorRequired]
    public Func<IReadOnlyList<SubmittedValue>, Task<Error?>> Save { get; set; } = null!;

    /// <summary>Asked before saving, with consequences; false goes back to the form.</summary>
    [Parameter]
    public Func<Task<bool>>? Confirm { get; set; }

    [Parameter]
    public bool RequireAll { get; set; } = true;

    [Parameter]
    public string SaveText { get; set; } = "Save values";

    [Parameter]
    public string CancelText { get; set; } = "Cancel";

    [Parameter]
    public Func<InputState, string?>? MoreHint { get; set; }

    protected override void OnInitialized() => _model = new InputsModel(Values.Inputs);

    private async Task SaveAsync()
    {
        _errors.Clear();
        if (!await _model.FlushAsync() || !_model.Check(Values.Inputs, _errors, RequireAll))
        {
            return;
        }

        if (_model.Changes.Count == 0 && Values.OwnerId is not null)
        {
            _errors.Add(null, "Nothing was changed yet.");
            return;
        }

        if (Confirm is not null && !await Confirm())
        {
            return;
        }

        if (await Save(_model.Changes) is { } error)
        {
            _errors.Show(error);
            return;
        }

        Dialog.Close(true);
    }
}
