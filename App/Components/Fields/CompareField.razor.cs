using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConnectionsConsole.App.Components.Fields;

/// <param name="Same">Null where nothing was compared.</param>
/// <param name="Error">Why nothing was compared.</param>
public sealed record CompareAnswer(bool? Same, string? Error = null);

/// <summary>"Is the stored secret the same as this one?" Shows no more than the answer; what was typed is forgotten after each.</summary>
public sealed partial class CompareField : ComponentBase
{
    private static int s_lastId;
    private readonly string _id = "compare-" + Interlocked.Increment(ref s_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
    private LongTextField? _long;
    private string _value = "";
    private string? _error;
    private bool? _same;
    private bool _open;

    /// <summary>What the secret is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public Func<string, Task<CompareAnswer>> Compare { get; set; } = null!;

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public bool Multiline { get; set; }

    [Parameter]
    public int MaxLength { get; set; } = FieldLimits.Text;

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    private string Words => $"Is “{Label}” the same as";

    private async Task OpenAsync()
    {
        _open = true;
        StateHasChanged();
        await Task.Yield();
        await Scripts.CallAsync("focusById", _id);
    }

    private void Close() => (_open, _value, _error, _same) = (false, "", null, null);

    private Task KeyAsync(KeyboardEventArgs arguments) => arguments.Key == "Enter" ? CompareAsync() : Task.CompletedTask;

    private async Task CompareAsync()
    {
        if (_long is not null && await _long.ReadAsync() is { } text)
            _value = text;
        (_error, _same) = (null, null);
        if (_value.Length == 0)
        {
            _error = "Paste the value to compare.";
            return;
        }
        var answer = await Compare(_value);
        (_value, _error, _same) = ("", answer.Error, answer.Same);
        if (_long is not null)
            await _long.SetAsync("");
    }
}
