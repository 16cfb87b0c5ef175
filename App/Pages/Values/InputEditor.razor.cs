using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.Domain.Connectors;
using ConnectionsConsole.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Pages.Values;

/// <summary>The field for one input, bound to an <see cref="InputsModel"/>.</summary>
public sealed partial class InputEditor : ComponentBase, IDisposable
{
    private SecretField? _secret;
    private LongTextField? _long;
    private InputsModel? _registered;

    [Parameter, EditorRequired]
    public InputState Input { get; set; } = null!;

    [Parameter, EditorRequired]
    public InputsModel Model { get; set; } = null!;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    /// <summary>What the stored values belong to, for comparing; null where nothing is stored yet.</summary>
    [Parameter]
    public ValueOwner? OwnerKind { get; set; }

    [Parameter]
    public Guid? OwnerId { get; set; }

    /// <summary>Said after the input's own hint.</summary>
    [Parameter]
    public string? MoreHint { get; set; }

    /// <summary>Where even required inputs may stay empty.</summary>
    [Parameter]
    public bool MayBeEmpty { get; set; }

    private InputField Field => Input.Field;

    private string? Error => Errors[Field.Key];

    private bool IsRequired => Field is { Required: true, Default: null } && !MayBeEmpty;

    private string? Hint
    {
        get
        {
            var words = string.Join(' ', new[]
            {
                Field.Hint,
                Field is { Default.Length: > 0, Type: not InputType.Choice and not InputType.Boolean } ? $"Left empty: {Field.Default}." : null,
                MoreHint,
            }.Where(text => !string.IsNullOrEmpty(text)));
            return words.Length == 0 ? null : words;
        }
    }

    private IReadOnlyList<SelectOption<string>> Choices => [.. (Field.Choices ?? []).Where(c => c.Length > 0).Select(c => new SelectOption<string>(c, c))];

    public void Dispose() => _registered?.Remove(this);

    internal async Task<bool> FlushAsync()
    {
        if (Field.IsSecret)
        {
            return _secret is null || await _secret.FlushAsync();
        }

        if (Field.Type != InputType.Text || _long is null)
        {
            return true;
        }

        if (await _long.ReadAsync() is not { } text)
        {
            return false;
        }

        Set(text);
        return true;
    }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_registered, Model))
        {
            return;
        }

        _registered?.Remove(this);
        (_registered = Model).Add(this);
    }

    private void Set(string? value)
    {
        Model[Field.Key] = value;
        Errors.Clear(Field.Key);
    }
}
