using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Components;

/// <summary>The corner in which <see cref="UserMessages"/> appear; stands once in the layout.</summary>
public sealed partial class MessageHost : ComponentBase, IDisposable
{
    [Inject]
    private UserMessages Messages { get; set; } = null!;

    public void Dispose() => Messages.Changed -= OnChanged;

    protected override void OnInitialized() => Messages.Changed += OnChanged;

    private void OnChanged(object? sender, EventArgs arguments) => _ = InvokeAsync(StateHasChanged);
}
