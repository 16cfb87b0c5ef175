namespace ConnectionsConsole.App.Components;

/// <summary>Runs only the last of several quick calls, once <see cref="InputTiming.Debounce"/> has passed without another.</summary>
internal sealed class Debouncer(TimeProvider clock) : IDisposable
{
    private CancellationTokenSource? _waiting;

    /// <returns>True when this call was the last one; the caller then acts.</returns>
    public async Task<bool> RestAsync()
    {
        Cancel();
        var waiting = _waiting = new CancellationTokenSource();
        try
        {
            await Task.Delay(InputTiming.Debounce, clock, waiting.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Cancel()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = null;
    }

    public void Dispose() => Cancel();
}
