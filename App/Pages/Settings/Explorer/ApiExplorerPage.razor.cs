using System.Text;
using System.Text.Json;
using ConnectionsConsole.App.Components.Fields;
using ConnectionsConsole.App.Components.Tables;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ConnectionsConsole.App.Pages.Settings.Explorer;

/// <summary>
/// The API to try out. The editor is an ordinary text area with completion beside it: texts travel as streams, so none can exceed what a message to the
/// server may hold, and Tab leaves it as any other field.
/// </summary>
public sealed partial class ApiExplorerPage : ListPage
{
    private const string EditorId = "explorer-document";
    private const string RequestId = "explorer-request";
    private const string ListId = "explorer-completions";
    private const int MostCharacters = 100_000;

    /// <summary>Longer answers are shown as a tree, of which only what is in sight is rendered.</summary>
    private const int MostFormattedBytes = 100_000;

    private const string FirstDocument = """
        query Customers {
          customers(first: 10) {
            nodes {
              id
              name
              externalId
            }
          }
        }
        """;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ListShape s_shape = new() { Tabs = ["result", "docs"] };
    private readonly FormErrors _errors = new();
    private readonly CancellationTokenSource _gone = new();
    private LongTextField? _document;
    private LongTextField? _variables;
    private DotNetObjectReference<ApiExplorerPage>? _self;
    private string _text = FirstDocument;
    private string _variablesText = "";
    private IReadOnlyList<string> _operations = [];
    private string? _operation;
    private ApiAnswer? _answer;
    private string? _formatted;
    private SchemaDocs? _docs;
    private bool _running;

    protected override ListShape Shape => s_shape;

    [Inject]
    private ApiExplorer Api { get; set; } = null!;

    [Inject]
    private ConsoleScripts Scripts { get; set; } = null!;

    /// <summary>Called by the editor for Ctrl+Enter.</summary>
    [JSInvokable]
    public async Task RunFromKeyboard()
    {
        await RunAsync();
        StateHasChanged();
    }

    protected override void Dispose(bool disposing)
    {
        _gone.Cancel();
        _gone.Dispose();
        _self?.Dispose();
        base.Dispose(disposing);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        var schema = await Api.ReadSchemaAsync(_gone.Token);
        _docs = schema is { } data ? SchemaDocs.Read(data) : null;
        _self = DotNetObjectReference.Create(this);
        using var stream = schema is { } read ? new DotNetStreamReference(new MemoryStream(Encoding.UTF8.GetBytes(read.GetRawText()))) : null;
        await Scripts.CallAsync("attachGraphQl", EditorId, ListId, _self, stream);
        StateHasChanged();
    }

    private async Task RunAsync()
    {
        if (_running)
        {
            return;
        }

        _running = true;
        try
        {
            _errors.Clear();
            // Typing may not have rested yet.
            if (await ReadAsync(_document, _text) is not { } text || await ReadAsync(_variables, _variablesText) is not { } variables)
            {
                return;
            }

            (_text, _variablesText) = (text, variables);
            _operations = ApiExplorer.Operations(text);
            _operation = _operations.Count > 1 ? _operations.FirstOrDefault(o => o == _operation) ?? _operations[0] : null;
            var asked = await Api.AskAsync(text, variables, _operation, _gone.Token);
            if (asked.TryGet(out var answer, out var error))
            {
                (_answer, _formatted) = (answer, answer.Bytes <= MostFormattedBytes ? JsonSerializer.Serialize(answer.Json, s_indented) : null);
            }
            else
            {
                _errors.Show(error);
                StateHasChanged();
                await Scripts.CallAsync("focusError", RequestId);
            }

            if (State.Tab is not null)
            {
                Go(State.WithTab(null));
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left: nobody waits for the answer.
        }
        finally
        {
            _running = false;
        }
    }

    /// <summary>Null where the text is too long, which the field says.</summary>
    private static async Task<string?> ReadAsync(LongTextField? field, string known) => field is null ? known : await field.ReadAsync();

    private static IEnumerable<(string Message, string? Place)> Problems(JsonElement answer)
    {
        if (!answer.TryGetProperty("errors", out var errors))
        {
            yield break;
        }

        foreach (var error in errors.EnumerateArray().Take(10))
        {
            var place = error.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0
                ? $"Line {locations[0].GetProperty("line").GetInt32()}, column {locations[0].GetProperty("column").GetInt32()}"
                : null;
            yield return (error.GetProperty("message").GetString() ?? "", place);
        }
    }
}
