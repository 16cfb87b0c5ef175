using System.Text;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ConnectionsConsole.App.Components.Fields;

/// <summary>
/// A text that may be longer than a message to the server: a private key, a YAML file. It travels as a stream in both
/// directions, in pieces below the hub's limit. <see cref="ValueChanged"/> comes a moment after typing rests.
/// </summary>
public sealed partial class LongTextField : FieldBase, IAsyncDisposable
{
    private ElementReference _element;
    private DotNetObjectReference<LongTextField>? _self;
    private string _inBrowser = "";
    private string _told = "";
    private string _given = "";
    private string? _refused;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>In characters; the stream is cut off at four bytes for each.</summary>
    [Parameter]
    public int MaxLength { get; set; } = 256 * 1024;

    [Parameter]
    public int Rows { get; set; } = 8;

    [Parameter]
    public bool ReadOnly { get; set; }

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    protected override string? ShownError => _refused ?? Error;

    /// <summary>Called by the browser, without the text: it is fetched from here.</summary>
    [JSInvokable]
    public async Task TextChanged()
    {
        var text = await ReadAsync();
        if (text is null || text == _told)
            return;
        Note(_told, text);
        _told = text;
        await ValueChanged.InvokeAsync(text);
        StateHasChanged();
    }

    /// <summary>What stands in the browser right now; call it before saving, in case typing has not rested yet.</summary>
    /// <returns>Null when the text is over the limit (the field says so) or the browser has gone.</returns>
    public async Task<string?> ReadAsync()
    {
        await using var stream = await Scripts.GetAsync<IJSStreamReference>("readLongText", _element);
        if (stream is null)
            return null;
        var longest = 1 + (MaxLength * 4L);
        if (stream.Length > longest)
            return Refuse();
        await using var content = await stream.OpenReadStreamAsync(longest);
        using var reader = new StreamReader(content, Encoding.UTF8);
        // The character in front is none of the text, see interop.js.
        if (await reader.ReadToEndAsync() is not [var mark, .. var text] || mark == '\0')
            return null;
        // Cut off, half a key would be saved as if it were whole.
        if (text.Length > MaxLength)
            return Refuse();
        _refused = null;
        _inBrowser = text;
        return text;
    }

    /// <summary>Replaces what stands in the browser, whatever the page has given.</summary>
    public async Task SetAsync(string text)
    {
        _inBrowser = _told = text;
        using var stream = StreamOf(text);
        await Scripts.CallAsync("setLongText", _element, stream);
    }

    public ValueTask DisposeAsync()
    {
        _self?.Dispose();
        Work?.Remove(TextChanged);
        return ValueTask.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _inBrowser = _told = _given = Value ?? "";
            Work?.Add(TextChanged);
            using var stream = StreamOf(_inBrowser);
            await Scripts.CallAsync("attachLongText", _element, _self, stream);
        }
        else if ((Value ?? "") != _given)
        {
            _given = Value ?? "";
            // What was read here and given on comes back as the parameter: in the browser it may be older than what was typed since.
            if (_given == _inBrowser)
                return;
            await SetAsync(_given);
        }
    }

    private string? Refuse()
    {
        _refused = $"The text is too long: at most {MaxLength:N0} characters.";
        StateHasChanged();
        return null;
    }

    private static DotNetStreamReference? StreamOf(string text) =>
        text.Length == 0 ? null : new DotNetStreamReference(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
