using Microsoft.JSInterop;

namespace ConnectionsConsole.App.Services;

/// <summary>
/// The one JavaScript module that components call (<c>wwwroot/js/interop.js</c>), imported once per circuit.
/// A call that comes too late, because the browser has gone, is no failure and answers nothing.
/// </summary>
public sealed class ConsoleScripts(IJSRuntime runtime) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    public async ValueTask CallAsync(string function, params object?[] arguments)
    {
        try
        {
            var module = await ImportAsync();
            await module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
        }
        catch (TaskCanceledException)
        {
        }
    }

    /// <returns>What the function answered, or the default when the browser has gone.</returns>
    public async ValueTask<T?> GetAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            var module = await ImportAsync();
            return await module.InvokeAsync<T>(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
        catch (TaskCanceledException)
        {
            return default;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true })
            return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
        }
    }

    // A failed import is not kept: the next call tries again.
    private Task<IJSObjectReference> ImportAsync() =>
        _module is { IsFaulted: false, IsCanceled: false }
            ? _module
            : _module = runtime.InvokeAsync<IJSObjectReference>("import", "./js/interop.js").AsTask();
}
