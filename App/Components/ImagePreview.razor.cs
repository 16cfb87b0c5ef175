using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>A picture that a step has put out. The bytes come from an address of the console, never through the circuit.</summary>
public sealed partial class ImagePreview : ComponentBase
{
    private bool _failed;

    /// <summary>An address of the console that answers the bytes with their content type and "nosniff".</summary>
    [Parameter, EditorRequired]
    public string Src { get; set; } = "";

    /// <summary>What the picture is, for those who do not see it: "Output of step Get avatar".</summary>
    [Parameter, EditorRequired]
    public string Alt { get; set; } = "";

    [Parameter]
    public string? ContentType { get; set; }

    [Parameter]
    public long? Bytes { get; set; }

    [Parameter]
    public string FileName { get; set; } = "output";

    private string Caption => string.Join(" · ", new[] { ContentType, Bytes is { } bytes ? Size(bytes) : null }.Where(part => part is not null));

    /// <returns>"812 bytes", "14.2 KB", "3.0 MB".</returns>
    public static string Size(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 999_950 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} KB"),
        < 999_950_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    protected override void OnParametersSet() => _failed = false;
}
