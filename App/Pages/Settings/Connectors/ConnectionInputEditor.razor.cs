using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Domain.Connectors;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Settings.Connectors;

/// <summary>One input of a connection type that is edited.</summary>
public sealed partial class ConnectionInputEditor : ComponentBase
{
    private static readonly SelectOption<InputType>[] s_types =
        [.. new[] { InputType.String, InputType.Text, InputType.Password, InputType.Boolean, InputType.Choice }.Select(t => new SelectOption<InputType>(t, Looks.Words(t)))];

    [Parameter, EditorRequired]
    public ConnectionInputForm Input { get; set; } = null!;

    /// <summary>Counts from 0; messages stand at it.</summary>
    [Parameter, EditorRequired]
    public int Position { get; set; }

    [Parameter, EditorRequired]
    public int Count { get; set; }

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    /// <summary>By how many places.</summary>
    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Name => Input.Label.Length > 0 ? Input.Label : $"input {Position + 1}";

    private string? Error(string field) => Errors[$"type.inputs[{Position}].{field}"];

    private void Label(string label)
    {
        Input.Name(label);
        Errors.Clear($"type.inputs[{Position}].label");
    }

    private void Key(string key)
    {
        Input.UseKey(key);
        Errors.Clear($"type.inputs[{Position}].key");
    }

    private void Type(InputType type) => Input.Type = type;
}
