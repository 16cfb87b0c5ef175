using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>
/// A JSON value to look into: arrow keys walk it as a tree, levels open on demand, long lists in pages, only lines in sight
/// are rendered. Give it what people may see: it redacts nothing.
/// </summary>
public sealed partial class JsonTree : ComponentBase
{
    private const int MaxText = 200;
    private const int MaxTitle = 2000;

    private JsonTreeModel? _model;
    private JsonElement _shown;
    private List<JsonRow> _rows = [];

    /// <summary>The document it belongs to must live as long as the tree; a clone always does.</summary>
    [Parameter, EditorRequired]
    public JsonElement Value { get; set; }

    [Parameter]
    public string Label { get; set; } = "JSON";

    [Parameter]
    public bool CopyPaths { get; set; } = true;

    /// <summary>Stands before copied paths: the step's name, as references begin with it.</summary>
    [Parameter]
    public string? PathPrefix { get; set; }

    protected override void OnParametersSet()
    {
        // The same place in the same document: what is open stays open when the page renders again.
        if (_model is not null && EqualityComparer<JsonElement>.Default.Equals(_shown, Value))
            return;
        (_shown, _model) = (Value, new JsonTreeModel(Value));
        _rows = [.. _model.Rows()];
    }

    private void Toggle(JsonRow row)
    {
        _model!.Toggle(row.Path);
        _rows = [.. _model.Rows()];
    }

    private void ShowMore(JsonRow row)
    {
        _model!.ShowMore(row.Path);
        _rows = [.. _model.Rows()];
    }

    private string? Separator(string path) => string.IsNullOrEmpty(PathPrefix) || path[0] == '[' ? null : ".";

    private static int Indent(JsonRow row) => Math.Min(row.Level, 12);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Object or JsonValueKind.Array => "group",
        _ => "word",
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() switch
        {
            0 => "[ ]",
            1 => "[ 1 item ]",
            var count => string.Create(CultureInfo.InvariantCulture, $"[ {count:N0} items ]"),
        },
        JsonValueKind.Object => JsonTreeModel.Count(value) switch
        {
            0 => "{ }",
            1 => "{ 1 field }",
            var count => string.Create(CultureInfo.InvariantCulture, $"{{ {count:N0} fields }}"),
        },
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Undefined => "undefined",
        _ => value.GetRawText(),
    };

    // As JSON writes it: a quotation mark within, or a line's end, would otherwise read as one of the tree.
    private static string Quote(string text) =>
        text.Length <= MaxText
            ? $"\"{Escape(text)}\""
            : string.Create(CultureInfo.InvariantCulture, $"\"{Escape(text[..MaxText])}…\" ({text.Length:N0} characters)");

    // Not by the framework's encoders: they all write an emoji as two numbers.
    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private static string? FullText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > MaxText } text ? text[..Math.Min(text.Length, MaxTitle)] : null;
}
