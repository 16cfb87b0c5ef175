using ConnectionsConsole.App.Components;
using ConnectionsConsole.App.Services;
using Microsoft.AspNetCore.Components;

namespace ConnectionsConsole.App.Layout;

/// <summary>Light, dark, or what the operating system says.</summary>
public sealed partial class ThemeSwitch : ComponentBase, IDisposable
{
    private static readonly (ThemePreference Preference, string Label, IconName Icon)[] s_choices =
    [
        (ThemePreference.Light, "Light theme", IconName.Sun),
        (ThemePreference.Dark, "Dark theme", IconName.Moon),
        (ThemePreference.System, "Theme of the system", IconName.Screen),
    ];

    [Inject]
    private ThemeState ThemeState { get; set; } = null!;

    public void Dispose() => ThemeState.Changed -= OnChanged;

    protected override void OnInitialized() => ThemeState.Changed += OnChanged;

    private void OnChanged(object? sender, EventArgs arguments) => _ = InvokeAsync(StateHasChanged);
}
