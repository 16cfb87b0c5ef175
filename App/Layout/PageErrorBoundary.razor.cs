using ConnectionsConsole.App.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ConnectionsConsole.App.Layout;

/// <summary>Keeps a page's unexpected failure inside the page: shell, navigation and circuit live on. Details go to the log only.</summary>
public sealed partial class PageErrorBoundary : ErrorBoundary
{
    private string? _reference;

    [Inject]
    private ILogger<PageErrorBoundary> Logger { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = FailureReference.New();
        Logger.LogError(exception, "A page failed (reference {Reference})", _reference);
        return Task.CompletedTask;
    }
}
