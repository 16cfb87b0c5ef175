using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>What every labelled field has: a label that is tied to the input, a hint, and its error, both read out with the input.</summary>
public abstract class FieldBase : ComponentBase
{
    private static int s_lastId;
    private readonly string _ownId = "field-" + Interlocked.Increment(ref s_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Keeps the label for assistive technology only: for filters whose meaning is plain.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong with the value and what to do; null or empty when it is right.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The input's name in a posted form, for static pages.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public string? Id { get; set; }

    [CascadingParameter]
    protected UnsavedWork? Work { get; set; }

    protected string InputId => Id ?? _ownId;

    protected string HintId => InputId + "-hint";

    protected string ErrorId => InputId + "-error";

    /// <summary>What stands at the field: the page's error, unless the field has found one of its own.</summary>
    protected virtual string? ShownError => Error;

    protected bool HasError => !string.IsNullOrEmpty(ShownError);

    protected string? DescribedBy => (string.IsNullOrEmpty(Hint), HasError) switch
    {
        (true, false) => null,
        (false, false) => HintId,
        (true, true) => ErrorId,
        (false, true) => HintId + " " + ErrorId,
    };

    /// <summary>Each field tells what somebody has made of its value, before it gives the new one on.</summary>
    protected void Note(object? before, object? after) => Work?.Note(this, before, after);

    /// <summary>The attributes that tie the input to its label's neighbours.</summary>
    protected Dictionary<string, object> InputAttributes(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = InputId };
        void Add(string name, object? value)
        {
            if (value is not null)
                attributes[name] = value;
        }

        Add("aria-describedby", DescribedBy);
        Add("aria-invalid", HasError ? "true" : null);
        Add("aria-required", Required ? "true" : null);
        foreach (var (name, value) in more)
            Add(name, value);
        return attributes;
    }
}
