using System.Text;
using Bunit;
using Microsoft.JSInterop;

namespace ConnectionsConsole.Tests.Components.Setup;

/// <summary>What the browser answers when a long text is fetched: one text for all fields, which a test may change.</summary>
internal sealed class TypedText : IJSStreamReference
{
    private TypedText()
    {
    }

    public string Text { get; set; } = "";

    public long Length => 1 + Encoding.UTF8.GetByteCount(Text);

    public static TypedText In(BunitJSModuleInterop script)
    {
        var text = new TypedText();
        script.Setup<IJSStreamReference>("readLongText", _ => true).SetResult(text);
        return text;
    }

    public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) =>
        Length <= maxAllowedSize
            ? ValueTask.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes("\n" + Text)))
            : throw new ArgumentOutOfRangeException(nameof(maxAllowedSize));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
