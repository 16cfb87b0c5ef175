using Bunit;
using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Services;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectionsConsole.Tests.Components.Setup;

/// <summary>Renders components with the services of a circuit, a clock that only moves when told, and a browser that answers nothing by itself.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    /// <summary>A failsafe, far beyond what anything takes: on a busy machine a render may wait for its turn.</summary>
    static ComponentTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected ComponentTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Script = JSInterop.SetupModule("./js/interop.js");
        Script.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IShellData>(Shell);
        Services.AddConsoleComponents();
    }

    protected ManualClock Clock { get; } = new();

    /// <summary>The module that components call.</summary>
    protected BunitJSModuleInterop Script { get; }

    protected FakeShell Shell { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    // Services of a circuit that can only be disposed asynchronously are; the runner's plain Dispose then finds nothing left.
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>Lets what is typed rest long enough to be acted upon.</summary>
    protected void LetRest() => Clock.Advance(InputTiming.Debounce);
}
